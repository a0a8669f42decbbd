ALTER TABLE "parley"."search_blocks" ADD COLUMN "grams" smallint[];--> statement-breakpoint
-- Hashes do not compress.
ALTER TABLE "parley"."search_blocks" ALTER COLUMN "grams" SET STORAGE EXTERNAL;--> statement-breakpoint
ALTER TABLE "parley"."search_blocks" ADD COLUMN "part_times" timestamp (3) with time zone[];--> statement-breakpoint
CREATE INDEX "search_blocks_grams" ON "parley"."search_blocks" USING gin ("grams") WITH (gin_pending_list_limit=64) WHERE "grams" is not null;--> statement-breakpoint
CREATE INDEX "search_blocks_without_grams" ON "parley"."search_blocks" USING btree ("conversation_id") WHERE "grams" is null;--> statement-breakpoint
CREATE INDEX "search_blocks_incomplete" ON "parley"."search_blocks" USING btree ("conversation_id","block") WHERE "grams" is null and "last_seq" % 64 = 0;