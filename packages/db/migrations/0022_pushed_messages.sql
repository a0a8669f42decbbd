CREATE TABLE "parley"."pushed_messages" (
	"user_id" text COLLATE "C" NOT NULL,
	"conversation_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	CONSTRAINT "pushed_messages_user_id_conversation_id_pk" PRIMARY KEY("user_id","conversation_id")
);
--> statement-breakpoint
ALTER TABLE "parley"."push_subscriptions" ADD COLUMN "id" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "parley"."push_subscriptions" ADD COLUMN "retry_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "parley"."pushed_messages" ADD CONSTRAINT "pushed_messages_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "parley"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parley"."pushed_messages" ADD CONSTRAINT "pushed_messages_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "parley"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parley"."push_subscriptions" ADD CONSTRAINT "push_subscriptions_id_unique" UNIQUE("id");