CREATE TABLE "parley"."action_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"conversation_id" uuid NOT NULL,
	"is_shared" boolean NOT NULL,
	"seq" integer,
	"creator_id" text COLLATE "C" NOT NULL,
	"owner_id" text COLLATE "C" NOT NULL,
	"text" text NOT NULL,
	"due_on" date,
	"state" text DEFAULT 'open' NOT NULL,
	"source_seq" integer,
	"version" integer DEFAULT 1 NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"job_id" uuid
);
--> statement-breakpoint
ALTER TABLE "parley"."notifications" ADD COLUMN "card_id" uuid;--> statement-breakpoint
ALTER TABLE "parley"."action_items" ADD CONSTRAINT "action_items_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "parley"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parley"."action_items" ADD CONSTRAINT "action_items_creator_id_users_id_fk" FOREIGN KEY ("creator_id") REFERENCES "parley"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parley"."action_items" ADD CONSTRAINT "action_items_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "parley"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parley"."action_items" ADD CONSTRAINT "action_items_conversation_id_seq_messages_conversation_id_seq_fk" FOREIGN KEY ("conversation_id","seq") REFERENCES "parley"."messages"("conversation_id","seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "action_items_conversation" ON "parley"."action_items" USING btree ("conversation_id","changed_at");