CREATE TABLE "parley"."meetings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"conversation_id" uuid NOT NULL,
	"seq" integer,
	"creator_id" text COLLATE "C" NOT NULL,
	"title" text,
	"place" text,
	"state" text DEFAULT 'proposed' NOT NULL,
	"proposer_id" text COLLATE "C" NOT NULL,
	"slots" text[] NOT NULL,
	"minutes" integer NOT NULL,
	"time_zone" text NOT NULL,
	"starts_at" timestamp (3) with time zone,
	"ends_at" timestamp (3) with time zone,
	"met_by" text[] DEFAULT '{}' NOT NULL,
	"missed_by" text[] DEFAULT '{}' NOT NULL,
	"changed_by" text COLLATE "C" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "parley"."meetings" ADD CONSTRAINT "meetings_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "parley"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parley"."meetings" ADD CONSTRAINT "meetings_creator_id_users_id_fk" FOREIGN KEY ("creator_id") REFERENCES "parley"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parley"."meetings" ADD CONSTRAINT "meetings_proposer_id_users_id_fk" FOREIGN KEY ("proposer_id") REFERENCES "parley"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parley"."meetings" ADD CONSTRAINT "meetings_changed_by_users_id_fk" FOREIGN KEY ("changed_by") REFERENCES "parley"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parley"."meetings" ADD CONSTRAINT "meetings_conversation_id_seq_messages_conversation_id_seq_fk" FOREIGN KEY ("conversation_id","seq") REFERENCES "parley"."messages"("conversation_id","seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "meetings_conversation" ON "parley"."meetings" USING btree ("conversation_id","changed_at");