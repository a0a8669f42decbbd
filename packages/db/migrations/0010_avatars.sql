CREATE TABLE "parley"."avatar_secret" (
	"id" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"secret" "bytea" NOT NULL,
	CONSTRAINT "avatar_secret_one_row" CHECK ("avatar_secret"."id")
);
--> statement-breakpoint
CREATE TABLE "parley"."avatar_sources" (
	"user_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"url" text NOT NULL,
	"is_followed" boolean DEFAULT true NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"fetched_at" timestamp (3) with time zone,
	"problem" text
);
--> statement-breakpoint
CREATE TABLE "parley"."avatars" (
	"key" text COLLATE "C" NOT NULL,
	"size" smallint NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "avatars_key_size_pk" PRIMARY KEY("key","size")
);
--> statement-breakpoint
ALTER TABLE "parley"."avatar_sources" ADD CONSTRAINT "avatar_sources_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "parley"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parley"."avatars" ADD CONSTRAINT "avatars_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "parley"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "avatar_sources_due" ON "parley"."avatar_sources" USING btree ("due_at") WHERE "avatar_sources"."is_followed";--> statement-breakpoint
CREATE INDEX "avatars_user" ON "parley"."avatars" USING btree ("user_id");--> statement-breakpoint
-- Addresses of other hosts are never handed out again: the server fetches these pictures itself.
INSERT INTO "parley"."avatar_sources" ("user_id", "url") SELECT "id", "avatar_url" FROM "parley"."users" WHERE "avatar_url" ~* '^https://';--> statement-breakpoint
UPDATE "parley"."users" SET "avatar_url" = NULL WHERE "avatar_url" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "parley"."users" ADD CONSTRAINT "users_avatar_url_local" CHECK ("users"."avatar_url" ~ '^/avatars/[A-Za-z0-9_-]{43}$');