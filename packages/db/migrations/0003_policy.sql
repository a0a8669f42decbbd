ALTER TABLE "message_versions" ADD COLUMN "mentions" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "mentions" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX "messages_mentions" ON "messages" USING gin ("mentions") WHERE cardinality("messages"."mentions") > 0;