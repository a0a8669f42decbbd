CREATE TABLE "parley"."sign_in_identities" (
	"issuer" text COLLATE "C" NOT NULL,
	"subject" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sign_in_identities_issuer_subject_pk" PRIMARY KEY("issuer","subject"),
	CONSTRAINT "sign_in_identities_user" UNIQUE("user_id","issuer")
);
--> statement-breakpoint
CREATE TABLE "parley"."sign_in_secret" (
	"id" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"secret" "bytea" NOT NULL,
	CONSTRAINT "sign_in_secret_one_row" CHECK ("parley"."sign_in_secret"."id")
);
--> statement-breakpoint
CREATE TABLE "parley"."used_sign_in_codes" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "parley"."web_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"secret_hash" "bytea" NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"way" text NOT NULL,
	"browser" text,
	"system" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "web_sessions_secret" UNIQUE("secret_hash")
);
--> statement-breakpoint
ALTER TABLE "parley"."sign_in_identities" ADD CONSTRAINT "sign_in_identities_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "parley"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parley"."web_sessions" ADD CONSTRAINT "web_sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "parley"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "used_sign_in_codes_expiry" ON "parley"."used_sign_in_codes" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "web_sessions_user" ON "parley"."web_sessions" USING btree ("user_id","last_seen_at");--> statement-breakpoint
CREATE INDEX "web_sessions_expiry" ON "parley"."web_sessions" USING btree ("expires_at");