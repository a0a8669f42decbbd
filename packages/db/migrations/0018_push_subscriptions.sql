CREATE TABLE "parley"."push_keys" (
	"id" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"public_key" text NOT NULL,
	"private_key" text NOT NULL,
	CONSTRAINT "push_keys_one_row" CHECK ("parley"."push_keys"."id")
);
--> statement-breakpoint
CREATE TABLE "parley"."push_subscriptions" (
	"endpoint" text COLLATE "C" PRIMARY KEY NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"p256dh" text NOT NULL,
	"auth" text NOT NULL,
	"secret_hash" "bytea" NOT NULL,
	"web_session_id" uuid,
	"session_key" text COLLATE "C",
	"issued_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "parley"."push_subscriptions" ADD CONSTRAINT "push_subscriptions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "parley"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parley"."push_subscriptions" ADD CONSTRAINT "push_subscriptions_web_session_id_web_sessions_id_fk" FOREIGN KEY ("web_session_id") REFERENCES "parley"."web_sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "push_subscriptions_user" ON "parley"."push_subscriptions" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "push_subscriptions_secret" ON "parley"."push_subscriptions" USING btree ("secret_hash");--> statement-breakpoint
CREATE INDEX "push_subscriptions_web_session" ON "parley"."push_subscriptions" USING btree ("web_session_id");--> statement-breakpoint
CREATE INDEX "push_subscriptions_session_key" ON "parley"."push_subscriptions" USING btree ("session_key") WHERE "parley"."push_subscriptions"."session_key" is not null;