DROP INDEX "parley"."messages_created";--> statement-breakpoint
ALTER TABLE "parley"."notification_sweeps" ADD COLUMN "horizon" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "messages_created" ON "parley"."messages" USING brin ("created_at") WITH (autosummarize=true);