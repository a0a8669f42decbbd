CREATE UNLOGGED TABLE "parley"."presences" (
	"user_id" text COLLATE "C" NOT NULL,
	"server_id" uuid NOT NULL,
	CONSTRAINT "presences_user_id_server_id_pk" PRIMARY KEY("user_id","server_id")
);
--> statement-breakpoint
CREATE UNLOGGED TABLE "parley"."servers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "parley"."presences" ADD CONSTRAINT "presences_server_id_servers_id_fk" FOREIGN KEY ("server_id") REFERENCES "parley"."servers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "presences_server" ON "parley"."presences" USING btree ("server_id");