ALTER TABLE "parley"."users" DROP CONSTRAINT "users_email_lower";--> statement-breakpoint
ALTER TABLE "parley"."reactions" ALTER COLUMN "emoji" SET DATA TYPE text COLLATE "C";--> statement-breakpoint
ALTER TABLE "parley"."users" ALTER COLUMN "email" SET DATA TYPE text COLLATE "C";--> statement-breakpoint
ALTER TABLE "parley"."users" ADD CONSTRAINT "users_email_lower" CHECK ("users"."email" = lower("users"."email" collate "C"));