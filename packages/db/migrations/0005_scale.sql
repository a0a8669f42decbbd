CREATE TABLE "parley"."search_blocks" (
	"conversation_id" uuid NOT NULL,
	"block" integer NOT NULL,
	"last_seq" integer NOT NULL,
	"oldest_at" timestamp (3) with time zone NOT NULL,
	"newest_at" timestamp (3) with time zone NOT NULL,
	"signature" "bytea" NOT NULL,
	CONSTRAINT "search_blocks_conversation_id_block_pk" PRIMARY KEY("conversation_id","block")
);
--> statement-breakpoint
ALTER TABLE "parley"."messages" DROP CONSTRAINT "messages_conversation_id_conversations_id_fk";
--> statement-breakpoint
ALTER TABLE "parley"."messages" DROP CONSTRAINT "messages_sender_id_users_id_fk";
--> statement-breakpoint
DROP INDEX IF EXISTS "parley"."messages_search";--> statement-breakpoint
DROP INDEX "parley"."messages_unread";--> statement-breakpoint
ALTER TABLE "parley"."conversations" ADD COLUMN "sealed_seq" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "parley"."search_blocks" ALTER COLUMN "signature" SET STORAGE PLAIN;--> statement-breakpoint
-- Room in each page for the next version of a row that every message changes.
ALTER TABLE "parley"."streams" SET (fillfactor = 50);--> statement-breakpoint
ALTER TABLE "parley"."conversations" SET (fillfactor = 80);--> statement-breakpoint
ALTER TABLE "parley"."participants" SET (fillfactor = 80);
