CREATE TABLE "parley"."reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reporter_id" text COLLATE "C" NOT NULL,
	"joins_id" uuid,
	"category" text NOT NULL,
	"text" text NOT NULL,
	"user_id" text COLLATE "C",
	"conversation_id" uuid,
	"seqs" integer[] DEFAULT '{}' NOT NULL,
	"about_ids" text[] DEFAULT '{}' NOT NULL,
	"evidence" json,
	"state" text DEFAULT 'open' NOT NULL,
	"is_urgent" boolean NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"decisions" json DEFAULT '[]'::json NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "parley"."notifications" ADD COLUMN "report_id" uuid;--> statement-breakpoint
ALTER TABLE "parley"."reports" ADD CONSTRAINT "reports_reporter_id_users_id_fk" FOREIGN KEY ("reporter_id") REFERENCES "parley"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parley"."reports" ADD CONSTRAINT "reports_joins_id_reports_id_fk" FOREIGN KEY ("joins_id") REFERENCES "parley"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parley"."reports" ADD CONSTRAINT "reports_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "parley"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reports_reporter" ON "parley"."reports" USING btree ("reporter_id","created_at");--> statement-breakpoint
CREATE INDEX "reports_joins" ON "parley"."reports" USING btree ("joins_id");--> statement-breakpoint
CREATE INDEX "reports_conversation" ON "parley"."reports" USING btree ("conversation_id");--> statement-breakpoint
CREATE INDEX "reports_open" ON "parley"."reports" USING btree ("created_at") WHERE "parley"."reports"."state" = 'open' and "parley"."reports"."joins_id" is null;