CREATE TABLE "parley"."file_secret" (
	"id" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"secret" "bytea" NOT NULL,
	CONSTRAINT "file_secret_one_row" CHECK ("parley"."file_secret"."id")
);
--> statement-breakpoint
CREATE TABLE "parley"."files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" text COLLATE "C" NOT NULL,
	"name" text NOT NULL,
	"size" bigint NOT NULL,
	"sha256" text NOT NULL,
	"said" json NOT NULL,
	"state" text NOT NULL,
	"file" json,
	"problem" text,
	"found" text,
	"stored_bytes" bigint NOT NULL,
	"message_id" uuid,
	"used_at" timestamp (3) with time zone NOT NULL,
	"is_kept" boolean DEFAULT false NOT NULL,
	"gone_at" timestamp (3) with time zone,
	CONSTRAINT "files_size" CHECK ("parley"."files"."size" > 0)
);
--> statement-breakpoint
ALTER TABLE "parley"."messages" ADD COLUMN "files" json;--> statement-breakpoint
ALTER TABLE "parley"."files" ADD CONSTRAINT "files_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "parley"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "files_message" ON "parley"."files" USING btree ("owner_id","message_id");--> statement-breakpoint
CREATE INDEX "files_used" ON "parley"."files" USING btree ("used_at") WHERE not "parley"."files"."is_kept";--> statement-breakpoint
CREATE INDEX "files_gone" ON "parley"."files" USING btree ("gone_at") WHERE "parley"."files"."gone_at" is not null;--> statement-breakpoint
CREATE INDEX "messages_files" ON "parley"."messages" USING btree ("conversation_id","seq") WHERE "parley"."messages"."files" is not null;