CREATE TABLE "parley"."blocks" (
	"blocker_id" text COLLATE "C" NOT NULL,
	"blocked_id" text COLLATE "C" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "blocks_blocker_id_blocked_id_pk" PRIMARY KEY("blocker_id","blocked_id"),
	CONSTRAINT "blocks_not_self" CHECK ("blocks"."blocker_id" <> "blocks"."blocked_id")
);
--> statement-breakpoint
CREATE TABLE "parley"."contacts" (
	"owner_id" text COLLATE "C" NOT NULL,
	"contact_id" text COLLATE "C" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "contacts_owner_id_contact_id_pk" PRIMARY KEY("owner_id","contact_id"),
	CONSTRAINT "contacts_not_self" CHECK ("contacts"."owner_id" <> "contacts"."contact_id")
);
--> statement-breakpoint
CREATE TABLE "parley"."conversations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"low_user" text COLLATE "C",
	"high_user" text COLLATE "C",
	"group_id" text COLLATE "C",
	"state" text DEFAULT 'open' NOT NULL,
	"epoch" integer DEFAULT 0 NOT NULL,
	"last_seq" integer DEFAULT 0 NOT NULL,
	"last_message_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "conversations_kind" CHECK (("conversations"."kind" = 'direct' and "conversations"."low_user" is not null and "conversations"."high_user" is not null
          and "conversations"."low_user" < "conversations"."high_user" and "conversations"."group_id" is null)
        or ("conversations"."kind" = 'group' and "conversations"."low_user" is null and "conversations"."high_user" is null and "conversations"."group_id" is not null)),
	CONSTRAINT "conversations_state" CHECK ("conversations"."state" in ('open', 'readonly'))
);
--> statement-breakpoint
CREATE TABLE "parley"."group_members" (
	"group_id" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"joined_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"left_at" timestamp (3) with time zone,
	CONSTRAINT "group_members_group_id_user_id_joined_at_pk" PRIMARY KEY("group_id","user_id","joined_at")
);
--> statement-breakpoint
CREATE TABLE "parley"."groups" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"mentor_id" text COLLATE "C" NOT NULL,
	"state" text DEFAULT 'active' NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "groups_state" CHECK ("groups"."state" in ('active', 'ending', 'archived'))
);
--> statement-breakpoint
CREATE TABLE "parley"."messages" (
	"conversation_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"id" uuid NOT NULL,
	"sender_id" text COLLATE "C" NOT NULL,
	"body" text NOT NULL,
	"reply_to_seq" integer,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"edited_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "messages_conversation_id_seq_pk" PRIMARY KEY("conversation_id","seq"),
	CONSTRAINT "messages_seq" CHECK ("messages"."seq" > 0)
);
--> statement-breakpoint
CREATE TABLE "parley"."participants" (
	"conversation_id" uuid NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"read_seq" integer DEFAULT 0 NOT NULL,
	"shared_read_seq" integer DEFAULT 0 NOT NULL,
	"cleared_seq" integer DEFAULT 0 NOT NULL,
	"visible_from_seq" integer DEFAULT 1 NOT NULL,
	"left_seq" integer,
	"opened_at" timestamp (3) with time zone,
	"muted_until" timestamp (3) with time zone,
	"pinned_at" timestamp (3) with time zone,
	"archived_at" timestamp (3) with time zone,
	"marked_unread" boolean DEFAULT false NOT NULL,
	CONSTRAINT "participants_conversation_id_user_id_pk" PRIMARY KEY("conversation_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "parley"."stream_events" (
	"user_id" text COLLATE "C" NOT NULL,
	"seq" bigint NOT NULL,
	"type" text NOT NULL,
	"conversation_id" uuid,
	"message_seq" integer,
	"subject_id" text COLLATE "C",
	"data" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "stream_events_user_id_seq_pk" PRIMARY KEY("user_id","seq")
);
--> statement-breakpoint
CREATE TABLE "parley"."streams" (
	"user_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"head" bigint DEFAULT 0 NOT NULL,
	"floor" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "streams_floor" CHECK ("streams"."floor" between 0 and "streams"."head")
);
--> statement-breakpoint
CREATE TABLE "parley"."users" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"avatar_url" text,
	"status" text DEFAULT 'active' NOT NULL,
	"last_seen_at" timestamp (3) with time zone,
	"shares_presence" boolean DEFAULT true NOT NULL,
	"shares_receipts" boolean DEFAULT true NOT NULL,
	"tokens_valid_after" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_role" CHECK ("users"."role" in ('ADMIN', 'MENTOR', 'MENTEE')),
	CONSTRAINT "users_status" CHECK ("users"."status" in ('active', 'deactivated')),
	CONSTRAINT "users_email_lower" CHECK ("users"."email" = lower("users"."email"))
);
--> statement-breakpoint
ALTER TABLE "parley"."blocks" ADD CONSTRAINT "blocks_blocker_id_users_id_fk" FOREIGN KEY ("blocker_id") REFERENCES "parley"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parley"."blocks" ADD CONSTRAINT "blocks_blocked_id_users_id_fk" FOREIGN KEY ("blocked_id") REFERENCES "parley"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parley"."contacts" ADD CONSTRAINT "contacts_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "parley"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parley"."contacts" ADD CONSTRAINT "contacts_contact_id_users_id_fk" FOREIGN KEY ("contact_id") REFERENCES "parley"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parley"."conversations" ADD CONSTRAINT "conversations_low_user_users_id_fk" FOREIGN KEY ("low_user") REFERENCES "parley"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parley"."conversations" ADD CONSTRAINT "conversations_high_user_users_id_fk" FOREIGN KEY ("high_user") REFERENCES "parley"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parley"."conversations" ADD CONSTRAINT "conversations_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "parley"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parley"."group_members" ADD CONSTRAINT "group_members_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "parley"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parley"."group_members" ADD CONSTRAINT "group_members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "parley"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parley"."groups" ADD CONSTRAINT "groups_mentor_id_users_id_fk" FOREIGN KEY ("mentor_id") REFERENCES "parley"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parley"."messages" ADD CONSTRAINT "messages_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "parley"."conversations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parley"."messages" ADD CONSTRAINT "messages_sender_id_users_id_fk" FOREIGN KEY ("sender_id") REFERENCES "parley"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parley"."participants" ADD CONSTRAINT "participants_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "parley"."conversations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parley"."participants" ADD CONSTRAINT "participants_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "parley"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parley"."streams" ADD CONSTRAINT "streams_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "parley"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "blocks_blocked" ON "parley"."blocks" USING btree ("blocked_id");--> statement-breakpoint
CREATE INDEX "contacts_contact" ON "parley"."contacts" USING btree ("contact_id");--> statement-breakpoint
CREATE UNIQUE INDEX "conversations_pair" ON "parley"."conversations" USING btree ("low_user","high_user");--> statement-breakpoint
CREATE UNIQUE INDEX "conversations_group" ON "parley"."conversations" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "conversations_high_user" ON "parley"."conversations" USING btree ("high_user");--> statement-breakpoint
CREATE INDEX "group_members_user" ON "parley"."group_members" USING btree ("user_id","group_id") WHERE "group_members"."left_at" is null;--> statement-breakpoint
CREATE INDEX "groups_mentor" ON "parley"."groups" USING btree ("mentor_id");--> statement-breakpoint
CREATE UNIQUE INDEX "messages_sender_id" ON "parley"."messages" USING btree ("sender_id","id");--> statement-breakpoint
CREATE INDEX "messages_unread" ON "parley"."messages" USING btree ("conversation_id","seq","sender_id") WHERE "messages"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "participants_user" ON "parley"."participants" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email" ON "parley"."users" USING btree ("email");--> statement-breakpoint
CREATE INDEX "users_admins" ON "parley"."users" USING btree ("id") WHERE "users"."role" = 'ADMIN';