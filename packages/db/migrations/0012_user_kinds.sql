ALTER TABLE "parley"."users" ADD COLUMN "kind" text DEFAULT 'PERSON' NOT NULL;--> statement-breakpoint
ALTER TABLE "parley"."users" ADD CONSTRAINT "users_kind" CHECK ("users"."kind" in ('PERSON', 'SYSTEM', 'BOT'));--> statement-breakpoint
ALTER TABLE "parley"."users" ADD CONSTRAINT "users_automated" CHECK ("users"."kind" = 'PERSON' or ("users"."email" is null and "users"."role" = 'MENTEE'));