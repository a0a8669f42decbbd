CREATE TABLE "parley"."starters" (
	"language" text NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"body" text,
	"role" text,
	"when" text,
	CONSTRAINT "starters_language_key_pk" PRIMARY KEY("language","key")
);
