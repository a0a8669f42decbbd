CREATE TABLE "parley"."settled_policy" (
	"is_only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"policy" text NOT NULL,
	"settled_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "settled_policy_is_only" CHECK ("settled_policy"."is_only")
);
--> statement-breakpoint
ALTER TABLE "parley"."message_versions" ADD COLUMN "mentions" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "parley"."messages" ADD COLUMN "mentions" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX "messages_mentions" ON "parley"."messages" USING gin ("mentions") WHERE cardinality("messages"."mentions") > 0;