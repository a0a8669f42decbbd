CREATE TABLE "parley"."notification_settings" (
	"user_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"email" boolean,
	"push" boolean,
	"direct" text,
	"group" text,
	"mention" text,
	"digest" text,
	"quiet_hours" jsonb,
	"content" text,
	"shares_schedule" boolean,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "parley"."users" ADD COLUMN "time_zone" text;--> statement-breakpoint
ALTER TABLE "parley"."notification_settings" ADD CONSTRAINT "notification_settings_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "parley"."users"("id") ON DELETE no action ON UPDATE no action;