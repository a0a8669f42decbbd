-- The events that are there become the part for whatever falls into no week; they leave it as they grow old.
ALTER TABLE "parley"."stream_events" RENAME TO "stream_events_default";--> statement-breakpoint
ALTER TABLE "parley"."stream_events_default" DROP CONSTRAINT "stream_events_user_id_seq_pk";--> statement-breakpoint
ALTER TABLE "parley"."stream_events_default" ADD CONSTRAINT "stream_events_default_pk" PRIMARY KEY("user_id","seq","created_at");--> statement-breakpoint
CREATE TABLE "parley"."stream_events" (
	LIKE "parley"."stream_events_default" INCLUDING DEFAULTS,
	CONSTRAINT "stream_events_user_id_seq_created_at_pk" PRIMARY KEY("user_id","seq","created_at")
) PARTITION BY RANGE ("created_at");
--> statement-breakpoint
-- Three weeks from the next Monday: when the fourth is made, what stands in the default part today is gone from it, and
-- so there is nothing to look through while people write.
DO $$
DECLARE
	monday timestamptz := date_trunc('week', now(), 'UTC');
	week interval := interval '7 days';
BEGIN
	FOR ahead IN 1..3 LOOP
		EXECUTE format(
			'CREATE TABLE "parley".%I PARTITION OF "parley".stream_events FOR VALUES FROM (%L) TO (%L)',
			'stream_events_' || to_char((monday + ahead * week) AT TIME ZONE 'UTC', 'YYYYMMDD'),
			monday + ahead * week, monday + (ahead + 1) * week);
	END LOOP;
END $$;
--> statement-breakpoint
ALTER TABLE "parley"."stream_events" ATTACH PARTITION "parley"."stream_events_default" DEFAULT;
