CREATE TABLE "parley"."announcements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sender_id" text COLLATE "C" NOT NULL,
	"body" text NOT NULL,
	"roles" text[] NOT NULL,
	"group_ids" text[] NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"recipients" integer NOT NULL,
	"sent" integer DEFAULT 0 NOT NULL,
	"skipped" integer DEFAULT 0 NOT NULL,
	"last_user_id" text COLLATE "C",
	"done_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "parley"."announcements" ADD CONSTRAINT "announcements_sender_id_users_id_fk" FOREIGN KEY ("sender_id") REFERENCES "parley"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "announcements_created" ON "parley"."announcements" USING btree ("created_at");