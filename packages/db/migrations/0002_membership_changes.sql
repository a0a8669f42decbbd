ALTER TABLE "parley"."group_members" ADD COLUMN "joined_after_seq" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "parley"."group_members" ADD COLUMN "left_after_seq" integer;