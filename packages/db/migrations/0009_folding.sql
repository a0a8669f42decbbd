CREATE TABLE "parley"."upgrades" (
	"name" text COLLATE "C" PRIMARY KEY NOT NULL,
	"version" smallint NOT NULL,
	"position" jsonb,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "parley"."conversations" ADD COLUMN "sealed_fold" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "parley"."messages" ADD COLUMN "fold_version" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "parley"."users" ADD COLUMN "folded_name" text COLLATE "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "parley"."users" ADD COLUMN "fold_version" smallint DEFAULT 0 NOT NULL;