ALTER TABLE "users" DROP CONSTRAINT "users_email_lower";--> statement-breakpoint
ALTER TABLE "reactions" ALTER COLUMN "emoji" SET DATA TYPE text COLLATE "C";--> statement-breakpoint
ALTER TABLE "users" ALTER COLUMN "email" SET DATA TYPE text COLLATE "C";--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_email_lower" CHECK ("users"."email" = lower("users"."email" collate "C"));