CREATE TABLE "parley"."mail_addresses" (
	"address" text COLLATE "C" PRIMARY KEY NOT NULL,
	"score" smallint DEFAULT 0 NOT NULL,
	"hard_at" timestamp (3) with time zone,
	"soft_at" timestamp (3) with time zone,
	"detail" text,
	"answered_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "parley"."mail_secret" (
	"id" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"secret" "bytea" NOT NULL,
	CONSTRAINT "mail_secret_one_row" CHECK ("parley"."mail_secret"."id")
);
