CREATE TABLE "parley"."infected_files" (
	"sha256" text PRIMARY KEY NOT NULL,
	"found" text NOT NULL,
	"found_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "parley"."files" ADD COLUMN "scan" text;--> statement-breakpoint
ALTER TABLE "parley"."files" ADD COLUMN "scan_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "parley"."files" ADD COLUMN "scan_tries" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "files_scan" ON "parley"."files" USING btree ("scan_at") WHERE "parley"."files"."scan_at" is not null;