import {
  A as sendMessageInput,
  B as emailInput,
  C as messagePageSchema,
  Ct as strictObject,
  D as searchMessagesInput,
  Dt as unknown$1,
  E as readStateSchema,
  F as contactListSchema,
  H as meSchema,
  I as contactSchema,
  J as updateMeInput,
  K as searchUsersInput,
  L as explanationSchema,
  Mt as timing,
  N as blockedListSchema,
  Nt as DEFAULT_SCHEMA,
  O as searchPageSchema,
  P as blockedPersonSchema,
  R as listContactsInput,
  S as mentionsPageSchema,
  St as object,
  T as reactionInput,
  U as peopleSchema,
  V as listUsersInput,
  W as personSchema,
  X as userInput,
  Y as upsertUserInput,
  _ as deleteMessageInput,
  _t as boolean$1,
  a as createGroupInput,
  b as listMessagesInput,
  bt as literal,
  c as groupMembersInput,
  ct as groupIdSchema,
  d as conversationDetailSchema,
  dt as userIdSchema,
  et as avatarSizes,
  f as conversationInput,
  ft as findFolded,
  g as setPreferencesInput,
  gt as array,
  h as openConversationInput,
  ht as _enum,
  i as streamInput,
  j as sentMessageSchema,
  jt as limits,
  k as sendAsInput,
  kt as ZodError,
  l as groupSchema,
  lt as pageLimitSchema,
  m as listConversationsInput,
  mt as foldWords,
  o as groupInput,
  p as conversationPageSchema,
  pt as fold,
  q as signedInSchema,
  r as streamEventSchema,
  rt as normalName,
  s as groupListSchema,
  t as setTypingInput,
  u as updateGroupInput,
  ut as timeSchema,
  v as editMessageInput,
  vt as discriminatedUnion,
  w as messageSchema,
  wt as string,
  x as markReadInput,
  y as listMentionsInput,
  yt as int,
  z as accountPageSchema,
} from "./events-BCa_Xukp.js";
import { n as coalesce, t as NatsUnavailableError } from "./nats-unavailable-CUwX_AGB.js";
import { t as DatabaseUnavailableError } from "./database-unavailable-mER1za8e.js";
import {
  SQL,
  StringChunk,
  and,
  asc,
  desc,
  eq,
  gt,
  isNotNull,
  isNull,
  like,
  ne,
  or,
  sql,
} from "/work/wt/lead/node_modules/.pnpm/drizzle-orm@0.45.4_@electric-sql+pglite@0.5.16_@opentelemetry+api@1.9.1_@types+pg@8.23.1_pg@8.23.1/node_modules/drizzle-orm/index.js";
import {
  PgDialect,
  PgTable,
  bigint,
  boolean,
  check,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "/work/wt/lead/node_modules/.pnpm/drizzle-orm@0.45.4_@electric-sql+pglite@0.5.16_@opentelemetry+api@1.9.1_@types+pg@8.23.1_pg@8.23.1/node_modules/drizzle-orm/pg-core/index.js";
import { createHash, createHmac, hash, randomBytes, randomUUID } from "node:crypto";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
import "/work/wt/lead/node_modules/.pnpm/drizzle-orm@0.45.4_@electric-sql+pglite@0.5.16_@opentelemetry+api@1.9.1_@types+pg@8.23.1_pg@8.23.1/node_modules/drizzle-orm/node-postgres/index.js";

// packages/api/src/domain/clock.ts
/** The clock of this machine. */
const systemClock = { now: () => /* @__PURE__ */ new Date() };

// packages/db/src/moment.ts
/** In ISO 8601 form: PostgreSQL writes `0049-05-01 10:00:00+00`, which `Date` takes for a day of 2049. */
const exact = (text) => text.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00");
/** A time of PostgreSQL as a date. */
const toDate = (moment) => new Date(typeof moment === "string" ? exact(moment) : moment);

// packages/db/src/schema/columns.ts
/** Declares tables. Not exported to drizzle-kit, since `migrate` creates the schema. */
const parley = pgSchema(DEFAULT_SCHEMA);
const byteOrder = { dataType: () => 'text COLLATE "C"' };
/** Text compared byte by byte, so that its order is the same in every database and in JavaScript. */
const exactText = customType(byteOrder);
/** An id of the host platform, compared byte by byte. */
const hostId = customType(byteOrder);
/**
 * A time in whole milliseconds, so that its ISO text in the contract is exact. Drizzle's own `timestamp` reads a year
 * such as 0049 as 2049.
 */
const moment = customType({
  dataType: () => "timestamp (3) with time zone",
  fromDriver: toDate,
  toDriver: (at) => at.toISOString(),
});
const now = sql`now()`;
const bytes = customType({ dataType: () => "bytea" });

// packages/db/src/schema/people.ts
/** A user. Nobody is ever removed: a closed account is `deactivated`. */
const users = parley.table(
  "users",
  {
    id: hostId("id").primaryKey(),
    /** Null for a user without an address, as minors often are. */
    email: exactText("email"),
    name: text("name").notNull(),
    /** The name as it is searched and ordered by, by this version of the fold; 0 if it is still to be computed. */
    foldedName: exactText("folded_name").notNull().default(""),
    foldVersion: smallint("fold_version").notNull().default(0),
    /** Never changes. Of a `SYSTEM` or `BOT` user the role decides nothing. */
    kind: text("kind", { enum: ["PERSON", "SYSTEM", "BOT"] })
      .notNull()
      .default("PERSON"),
    role: text("role", { enum: ["ADMIN", "MENTOR", "MENTEE"] }).notNull(),
    /** The path of a picture on this server, never an address of another host: that is in `avatar_sources`. */
    avatarUrl: text("avatar_url"),
    status: text("status", { enum: ["active", "deactivated"] })
      .notNull()
      .default("active"),
    lastSeenAt: moment("last_seen_at"),
    sharesPresence: boolean("shares_presence").notNull().default(true),
    sharesReceipts: boolean("shares_receipts").notNull().default(true),
    /** Tokens issued before this time are revoked. */
    tokensValidAfter: moment("tokens_valid_after"),
    createdAt: moment("created_at").notNull().default(now),
  },
  (t) => [
    uniqueIndex("users_email").on(t.email),
    index("users_admins")
      .on(t.id)
      .where(sql`${t.role} = 'ADMIN'`),
    check("users_kind", sql`${t.kind} in ('PERSON', 'SYSTEM', 'BOT')`),
    check(
      "users_automated",
      sql`${t.kind} = 'PERSON' or (${t.email} is null and ${t.role} = 'MENTEE')`,
    ),
    check("users_role", sql`${t.role} in ('ADMIN', 'MENTOR', 'MENTEE')`),
    check("users_status", sql`${t.status} in ('active', 'deactivated')`),
    check("users_email_lower", sql`${t.email} = lower(${t.email} collate "C")`),
    check("users_avatar_url_local", sql`${t.avatarUrl} ~ '^/avatars/[A-Za-z0-9_-]{43}$'`),
  ],
);
/** Custom contacts. Every other contact follows from roles and groups. */
const contacts = parley.table(
  "contacts",
  {
    ownerId: hostId("owner_id")
      .notNull()
      .references(() => users.id),
    contactId: hostId("contact_id")
      .notNull()
      .references(() => users.id),
    createdAt: moment("created_at").notNull().default(now),
  },
  (t) => [
    primaryKey({ columns: [t.ownerId, t.contactId] }),
    index("contacts_contact").on(t.contactId),
    check("contacts_not_self", sql`${t.ownerId} <> ${t.contactId}`),
  ],
);
/** A block of one user by another. */
const blocks$1 = parley.table(
  "blocks",
  {
    blockerId: hostId("blocker_id")
      .notNull()
      .references(() => users.id),
    blockedId: hostId("blocked_id")
      .notNull()
      .references(() => users.id),
    createdAt: moment("created_at").notNull().default(now),
  },
  (t) => [
    primaryKey({ columns: [t.blockerId, t.blockedId] }),
    index("blocks_blocked").on(t.blockedId),
    check("blocks_not_self", sql`${t.blockerId} <> ${t.blockedId}`),
  ],
);

// packages/db/src/schema/avatars.ts
/** Users' pictures as every server serves them: small, re-encoded, one row per size. */
const avatars = parley.table(
  "avatars",
  {
    /** The last part of `users.avatar_url`: an HMAC of user and content, so that it cannot be guessed. */
    key: hostId("key").notNull(),
    size: smallint("size").notNull(),
    userId: hostId("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    content: bytes("content").notNull(),
  },
  (t) => [primaryKey({ columns: [t.key, t.size] }), index("avatars_user").on(t.userId)],
);
/** The URL of a user's picture at the host platform, and the state of fetching it. */
const avatarSources = parley.table(
  "avatar_sources",
  {
    userId: hostId("user_id")
      .primaryKey()
      .references(() => users.id, { onDelete: "cascade" }),
    url: text("url").notNull(),
    /** False once the user uploaded or removed their picture here; true again with another URL. */
    isFollowed: boolean("is_followed").notNull().default(true),
    /** Attempts since the last success. */
    attempts: integer("attempts").notNull().default(0),
    dueAt: moment("due_at").notNull().default(now),
    /** When this URL last returned a picture. */
    fetchedAt: moment("fetched_at"),
    problem: text("problem"),
  },
  (t) => [
    index("avatar_sources_due")
      .on(t.dueAt)
      .where(sql`${t.isFollowed}`),
  ],
);
/** The key of the HMAC in `avatars.key`: one row, created with the first picture. */
const avatarSecret = parley.table(
  "avatar_secret",
  {
    id: boolean("id").primaryKey().default(true),
    secret: bytes("secret").notNull(),
  },
  (t) => [check("avatar_secret_one_row", sql`${t.id}`)],
);

// packages/db/src/schema/groups.ts
/** A mentoring group. */
const groups = parley.table(
  "groups",
  {
    id: hostId("id").primaryKey(),
    name: text("name").notNull(),
    mentorId: hostId("mentor_id")
      .notNull()
      .references(() => users.id),
    state: text("state", { enum: ["active", "ending", "archived"] })
      .notNull()
      .default("active"),
    endsAt: moment("ends_at"),
    /** When it was archived; null if it is not, or if an export did not have the time. */
    archivedAt: moment("archived_at"),
    createdAt: moment("created_at").notNull().default(now),
  },
  (t) => [
    index("groups_mentor").on(t.mentorId),
    check("groups_state", sql`${t.state} in ('active', 'ending', 'archived')`),
  ],
);
/** Who was in a group and when; the mentor has a row too. A user who returns gets a new row. */
const groupMembers = parley.table(
  "group_members",
  {
    groupId: hostId("group_id")
      .notNull()
      .references(() => groups.id),
    userId: hostId("user_id")
      .notNull()
      .references(() => users.id),
    joinedAt: moment("joined_at").notNull().default(now),
    leftAt: moment("left_at"),
    /** The last message of the group's conversation when they joined; 0 for founding members. */
    joinedAfterSeq: integer("joined_after_seq").notNull().default(0),
    /** The last message when they left. */
    leftAfterSeq: integer("left_after_seq"),
  },
  (t) => [
    primaryKey({ columns: [t.groupId, t.userId, t.joinedAt] }),
    index("group_members_user")
      .on(t.userId, t.groupId)
      .where(sql`${t.leftAt} is null`),
  ],
);

// packages/db/src/schema/conversations.ts
/** A conversation: of two users, whose ids are ordered, or of a group. */
const conversations = parley.table(
  "conversations",
  {
    id: uuid("id").primaryKey(),
    kind: text("kind", { enum: ["direct", "group"] }).notNull(),
    lowUser: hostId("low_user").references(() => users.id),
    highUser: hostId("high_user").references(() => users.id),
    groupId: hostId("group_id").references(() => groups.id),
    state: text("state", { enum: ["open", "readonly"] })
      .notNull()
      .default("open"),
    /**
     * Incremented by every change of who may write here: a block, a membership change, a new state. A send that read an
     * older value is retried, so no send slips past such a change.
     */
    epoch: integer("epoch").notNull().default(0),
    lastSeq: integer("last_seq").notNull().default(0),
    /** The latest time of a message here. */
    lastMessageAt: moment("last_message_at"),
    /** Messages up to here are in the signatures of `search_blocks`. */
    sealedSeq: integer("sealed_seq").notNull().default(0),
    /** The version of the fold of those signatures; they cannot be used with another one. */
    sealedFold: smallint("sealed_fold").notNull().default(0),
    createdAt: moment("created_at").notNull().default(now),
  },
  (t) => [
    uniqueIndex("conversations_pair").on(t.lowUser, t.highUser),
    uniqueIndex("conversations_group").on(t.groupId),
    index("conversations_high_user").on(t.highUser),
    check(
      "conversations_kind",
      sql`(${t.kind} = 'direct' and ${t.lowUser} is not null and ${t.highUser} is not null
          and ${t.lowUser} < ${t.highUser} and ${t.groupId} is null)
        or (${t.kind} = 'group' and ${t.lowUser} is null and ${t.highUser} is null and ${t.groupId} is not null)`,
    ),
    check("conversations_state", sql`${t.state} in ('open', 'readonly')`),
  ],
);
/** A user in a conversation, with what they have read and how they keep it. Former members keep their row. */
const participants = parley.table(
  "participants",
  {
    conversationId: uuid("conversation_id")
      .notNull()
      .references(() => conversations.id),
    userId: hostId("user_id")
      .notNull()
      .references(() => users.id),
    readSeq: integer("read_seq").notNull().default(0),
    /** What other users may see of `read_seq`. */
    sharedReadSeq: integer("shared_read_seq").notNull().default(0),
    /** Everything up to here is deleted for this user. */
    clearedSeq: integer("cleared_seq").notNull().default(0),
    /** The first message that this user may see. */
    visibleFromSeq: integer("visible_from_seq").notNull().default(1),
    /** The last message that a former member may see; null for a current member. */
    leftSeq: integer("left_seq"),
    /** Set by opening: an empty conversation is listed only for those who opened it. */
    openedAt: moment("opened_at"),
    mutedUntil: moment("muted_until"),
    pinnedAt: moment("pinned_at"),
    archivedAt: moment("archived_at"),
    markedUnread: boolean("marked_unread").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.conversationId, t.userId] }),
    index("participants_user").on(t.userId),
  ],
);

// packages/db/src/schema/messages.ts
/**
 * A message.
 *
 * No foreign keys: the one statement that stores messages has read the conversation and the sender, neither is ever
 * removed, and the two checks would cost a fifth of its time.
 */
const messages = parley.table(
  "messages",
  {
    conversationId: uuid("conversation_id").notNull(),
    seq: integer("seq").notNull(),
    id: uuid("id").notNull(),
    senderId: hostId("sender_id").notNull(),
    body: text("body").notNull(),
    /** The body as it is searched, by this version of the fold; empty once deleted. */
    searchText: text("search_text").notNull().default(""),
    foldVersion: smallint("fold_version").notNull().default(0),
    replyToSeq: integer("reply_to_seq"),
    /** Ids of participants, in their order; empty once deleted. */
    mentions: text("mentions").array().notNull().default([]),
    version: integer("version").notNull().default(1),
    createdAt: moment("created_at").notNull().default(now),
    editedAt: moment("edited_at"),
    deletedAt: moment("deleted_at"),
  },
  (t) => [
    primaryKey({ columns: [t.conversationId, t.seq] }),
    uniqueIndex("messages_sender_id").on(t.senderId, t.id),
    index("messages_mentions")
      .using("gin", t.mentions)
      .where(sql`cardinality(${t.mentions}) > 0`),
    check("messages_seq", sql`${t.seq} > 0`),
  ],
);
/** What an edit or a deletion replaced. Only an ADMIN may read it. */
const messageVersions = parley.table(
  "message_versions",
  {
    conversationId: uuid("conversation_id").notNull(),
    seq: integer("seq").notNull(),
    version: integer("version").notNull(),
    body: text("body").notNull(),
    mentions: text("mentions").array().notNull().default([]),
    replacedAt: moment("replaced_at").notNull().default(now),
    replacedBy: hostId("replaced_by").notNull(),
    /** Why an ADMIN deleted another user's message. */
    reason: text("reason"),
  },
  (t) => [
    primaryKey({ columns: [t.conversationId, t.seq, t.version] }),
    foreignKey({
      columns: [t.conversationId, t.seq],
      foreignColumns: [messages.conversationId, messages.seq],
    }),
  ],
);
/** A user's reaction to a message. */
const reactions = parley.table(
  "reactions",
  {
    conversationId: uuid("conversation_id").notNull(),
    seq: integer("seq").notNull(),
    userId: hostId("user_id")
      .notNull()
      .references(() => users.id),
    emoji: exactText("emoji").notNull(),
    createdAt: moment("created_at").notNull().default(now),
  },
  (t) => [
    primaryKey({ columns: [t.conversationId, t.seq, t.emoji, t.userId] }),
    foreignKey({
      columns: [t.conversationId, t.seq],
      foreignColumns: [messages.conversationId, messages.seq],
    }),
  ],
);

// packages/db/src/schema/policy.ts
/** One row: the contact policy by which the states of direct conversations were last computed. */
const settledPolicy = parley.table(
  "settled_policy",
  {
    isOnly: boolean("is_only").primaryKey().default(true),
    /** The parts of a policy that decide states, as text. */
    policy: text("policy").notNull(),
    settledAt: moment("settled_at").notNull().default(now),
  },
  (t) => [check("settled_policy_is_only", sql`${t.isOnly}`)],
);

// packages/db/src/schema/streams.ts
/** One row per user: the sequencer of that user's stream. Events after `floor` and up to `head` can be read. */
const streams = parley.table(
  "streams",
  {
    userId: hostId("user_id")
      .primaryKey()
      .references(() => users.id),
    head: bigint("head", { mode: "number" }).notNull().default(0),
    floor: bigint("floor", { mode: "number" }).notNull().default(0),
  },
  (t) => [check("streams_floor", sql`${t.floor} between 0 and ${t.head}`)],
);
/**
 * Events of a user, as references: a text that is deleted later is not in here.
 *
 * Partitioned by time: one partition per week, created ahead, and a default one
 * (packages/api/src/domain/stream/partitions.ts). So the key has to include the time. The row in `streams` guarantees
 * that a number is used once.
 */
const streamEvents = parley.table(
  "stream_events",
  {
    userId: hostId("user_id").notNull(),
    seq: bigint("seq", { mode: "number" }).notNull(),
    type: text("type").notNull(),
    conversationId: uuid("conversation_id"),
    messageSeq: integer("message_seq"),
    /** The other user whom the event is about, if there is one. */
    subjectId: hostId("subject_id"),
    data: jsonb("data"),
    createdAt: moment("created_at").notNull().default(now),
  },
  (t) => [primaryKey({ columns: [t.userId, t.seq, t.createdAt] })],
);

// packages/db/src/schema/servers.ts
/**
 * Running server processes, each with a lease that it renews. The migration makes this table and the next UNLOGGED:
 * their contents are valid only while the processes that wrote them run.
 */
const servers = parley.table("servers", {
  id: uuid("id").primaryKey(),
  expiresAt: moment("expires_at").notNull(),
});
/** Which user is connected to which process. */
const presences = parley.table(
  "presences",
  {
    userId: hostId("user_id").notNull(),
    serverId: uuid("server_id")
      .notNull()
      .references(() => servers.id, { onDelete: "cascade" }),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.serverId] }),
    index("presences_server").on(t.serverId),
  ],
);

// packages/db/src/schema/search.ts
/**
 * A signature of 64 neighbouring messages of a conversation, which can prove "certainly not here". Messages up to
 * `conversations.sealed_seq` are in a block; search reads newer ones themselves.
 */
const searchBlocks = parley.table(
  "search_blocks",
  {
    conversationId: uuid("conversation_id").notNull(),
    /** Block 0 begins with the message of `seq` 1. */
    block: integer("block").notNull(),
    /** The last message in the signature. */
    lastSeq: integer("last_seq").notNull(),
    oldestAt: moment("oldest_at").notNull(),
    newestAt: moment("newest_at").notNull(),
    signature: bytes("signature").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.conversationId, t.block] }),
    index("search_blocks_newest").on(t.conversationId, t.newestAt, t.block),
  ],
);

// packages/db/src/schema/upgrades.ts
/** Progress of a pass over the rows of a table that a release needs, which the rows themselves do not show. */
const upgrades = parley.table("upgrades", {
  name: exactText("name").primaryKey(),
  version: smallint("version").notNull(),
  /** The key of the last row that the pass has processed. */
  position: jsonb("position"),
  finishedAt: moment("finished_at"),
});

// packages/db/src/schema/sign-in.ts
/** Browsers that are signed in by the web app's own sign-in. A session that has ended has no row. */
const webSessions = parley.table(
  "web_sessions",
  {
    id: uuid("id").primaryKey(),
    /** SHA-256 of the cookie's value, which only the browser has. */
    secretHash: bytes("secret_hash").notNull(),
    userId: hostId("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** Id of the way by which the user signed in. */
    way: text("way").notNull(),
    browser: text("browser"),
    system: text("system"),
    createdAt: moment("created_at").notNull(),
    lastSeenAt: moment("last_seen_at").notNull(),
    expiresAt: moment("expires_at").notNull(),
  },
  (t) => [
    unique("web_sessions_secret").on(t.secretHash),
    index("web_sessions_user").on(t.userId, t.lastSeenAt),
    index("web_sessions_expiry").on(t.expiresAt),
  ],
);
/** Codes of the host platform that were exchanged for a session, until they expire: each can be used once. */
const usedSignInCodes = parley.table(
  "used_sign_in_codes",
  {
    id: exactText("id").primaryKey(),
    expiresAt: moment("expires_at").notNull(),
  },
  (t) => [index("used_sign_in_codes_expiry").on(t.expiresAt)],
);
/** Which account of an OpenID provider signs in as which user: one of each provider. */
const signInIdentities = parley.table(
  "sign_in_identities",
  {
    issuer: exactText("issuer").notNull(),
    subject: exactText("subject").notNull(),
    userId: hostId("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: moment("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.issuer, t.subject] }),
    unique("sign_in_identities_user").on(t.userId, t.issuer),
  ],
);
/** The secret from which the keys of the sign-in are derived: one row, created at the first start. */
const signInSecret = parley.table(
  "sign_in_secret",
  {
    id: boolean("id").primaryKey().default(true),
    secret: bytes("secret").notNull(),
  },
  (t) => [check("sign_in_secret_one_row", sql`${t.id}`)],
);

// packages/db/src/statement.ts
const dialect = new PgDialect();
/** SQL text without values, a part of `sql` templates and of the texts of prepared statements. */
var Fragment = class extends SQL {
  #text;
  constructor(text) {
    super([new StringChunk(text)]);
    this.#text = text;
  }
  toString() {
    return this.#text;
  }
};
/** A table by its qualified name, as in `sql`. */
const textOfPart = (part) =>
  part instanceof PgTable ? dialect.sqlToQuery(new SQL([part])).sql : String(part);
/** Composes SQL text of tables, aliases, constants and other fragments. A value of a caller never belongs in one. */
const fragment = (strings, ...parts) =>
  new Fragment(String.raw({ raw: strings }, ...parts.map(textOfPart)));
/** A result column that an expression computes: its type in PostgreSQL, and the type of its value here. */
var Computed = class {
  type;
  constructor(type) {
    this.type = type;
  }
};
/** As `regtype` writes it: without collation and precision. */
const typeOf = (column) =>
  column instanceof Computed
    ? column.type
    : column.getSQLType().replace(/ collate .*| ?\(\d+\)/i, "");
/** Result columns that an expression computes. `json` asserts the type of what the expression builds. */
const computed = {
  boolean: new Computed("boolean"),
  int: new Computed("integer"),
  float: new Computed("double precision"),
  floats: new Computed("double precision[]"),
  ints: new Computed("integer[]"),
  moment: new Computed("timestamp with time zone"),
  text: () => new Computed("text"),
  texts: new Computed("text[]"),
  json: () => new Computed("json"),
  jsonb: () => new Computed("jsonb"),
};
/** A column that may be null in a result. */
const nullable = (column) => new Computed(typeOf(column));
/** The columns of a row of an outer join, null if it finds none. */
const outerJoined = (row) =>
  Object.fromEntries(Object.entries(row).map(([name, column]) => [name, nullable(column)]));
/** The statements of all loaded modules, for the test that prepares each. */
const declaredStatements = [];
function declare(definition) {
  const { name, row = {} } = definition;
  const types = new Map(Object.entries(row).map(([column, of]) => [column, typeOf(of)]));
  const textOf = (input, { sql }) => {
    const { sql: text, params } = dialect.sqlToQuery(sql(input));
    if (params.some((param) => typeof param === "function"))
      throw new Error(`${name}: a function is passed as a value`);
    return text;
  };
  const texts = () =>
    "text" in definition
      ? [String(definition.text)]
      : definition.examples.map((input) => textOf(input, definition));
  declaredStatements.push({
    name,
    types,
    texts,
  });
}
/** Declares a statement that is built for each run, in a transaction or outside of one. */
function statement(definition) {
  declare(definition);
  return async (db, input) => {
    const { rows } = await db.execute(definition.sql(input));
    return rows;
  };
}
/**
 * One name per text: a policy, for example, is part of some. There are a few dozen in a process, never one per value.
 */
const names = /* @__PURE__ */ new Map();
function nameOf(name, text) {
  const known = names.get(text);
  if (known !== void 0) return known;
  const made = `${name}.${createHash("sha1").update(text).digest("hex").slice(0, 12)}`;
  names.set(text, made);
  return made;
}
function toQuery(definition, input) {
  if ("text" in definition) {
    const { name, text, values } = definition;
    return {
      name,
      text: text.toString(),
      values: [...values(input)],
    };
  }
  const { sql: text, params: values } = dialect.sqlToQuery(definition.sql(input));
  return {
    name: nameOf(definition.name, text),
    text,
    values,
  };
}
function preparedStatement(definition) {
  declare(definition);
  return async (db, input) => {
    if (!("$client" in db) && "sql" in definition) {
      const { rows } = await db.execute(definition.sql(input));
      return rows;
    }
    const { name, ...query } = toQuery(definition, input);
    const { rows } = await db.$client.query(
      db.keepsStatements
        ? {
            name,
            ...query,
          }
        : query,
    );
    return rows;
  };
}

// packages/api/src/domain/relations/contact-rows.ts
/** A scope as one condition, if both columns are of one table. */
const within = (scope, pair) =>
  sql`(${sql.join(
    scope.map((condition) => condition(pair)),
    sql` or `,
  )})`;
const ownedBy = (ownerId) => [({ owner }) => sql`${owner} = ${ownerId}`];
/** The pairs in which others have one of some users as a contact. */
const namingAny = (ids) => [({ contact }) => sql`${contact} = any(${sql.param(ids)}::text[])`];
/** The pairs within a set of users. */
const among = (ids) => {
  const set = sql`${sql.param(ids)}::text[]`;
  return [({ owner, contact }) => sql`${owner} = any(${set}) and ${contact} = any(${set})`];
};
/** The pairs within a group as it is now, plus some users. */
const amongMembersOf = (groupId, more = []) => {
  const set = sql`(select user_id from ${groupMembers} where group_id = ${groupId}
    union select unnest(${sql.param(more)}::text[]))`;
  return [({ owner, contact }) => sql`${owner} in ${set} and ${contact} in ${set}`];
};
/** The pairs with at least one of some users. */
const involvingAny = (ids) => {
  const set = sql`${sql.param(ids)}::text[]`;
  return [
    ({ owner }) => sql`${owner} = any(${set})`,
    ({ owner, contact }) => sql`${contact} = any(${set}) and ${owner} <> all(${set})`,
  ];
};
/** The pairs with a user. */
const involving = (id) => involvingAny([id]);
const groupReasons = (fits) => sql`
  select mine.user_id as owner_id, mate.user_id as id, 'group' as type,
         g.id as group_id, g.name as group_name,
         g.mentor_id = mate.user_id as leads, g.mentor_id = mine.user_id as led
  from ${groupMembers} mine
  join ${groups} g on g.id = mine.group_id and g.state <> 'archived'
  join ${groupMembers} mate on mate.group_id = g.id and mate.left_at is null and mate.user_id <> mine.user_id
  where mine.left_at is null and ${fits({
    owner: sql`mine.user_id`,
    contact: sql`mate.user_id`,
  })}`;
/** `SYSTEM` and `BOT` users are nobody's contacts. An ADMIN has two branches, since with an `or` between them every user would be compared with every other. */
const staffReasons = (fits) => sql`
  select owner.id, other.id, 'admin', null, null, false, false
  from ${users} owner join ${users} other on other.id <> owner.id
  where owner.role = 'ADMIN' and other.kind = 'PERSON' and ${fits({
    owner: sql`owner.id`,
    contact: sql`other.id`,
  })}
  union all
  select owner.id, other.id, 'admin', null, null, false, false
  from ${users} other join ${users} owner on owner.id <> other.id and owner.role <> 'ADMIN'
  where other.role = 'ADMIN' and owner.kind = 'PERSON' and ${fits({
    owner: sql`owner.id`,
    contact: sql`other.id`,
  })}`;
const reasonsByHand = (fits) => sql`
  select c.owner_id, c.contact_id, 'custom', null, null, false, false
  from ${contacts} c
  where ${fits({
    owner: sql`c.owner_id`,
    contact: sql`c.contact_id`,
  })}`;
/**
 * Every reason for which a user is a contact of an owner, one row each: (owner_id, id, type, group_id, group_name,
 * leads, led). Groups count until they are archived. `leads`: the contact is that group's mentor; `led`: the owner is.
 */
const contactReasons = (scope) =>
  sql.join(
    scope.flatMap((fits) => [groupReasons(fits), staffReasons(fits), reasonsByHand(fits)]),
    sql` union all `,
  );

// packages/api/src/domain/policy/facts.ts
/** Whether a user blocks another one, over columns of the two. */
const blocks = (user, other) =>
  fragment`exists (select from ${blocks$1} b where b.blocker_id = ${user} and b.blocked_id = ${other})`;
/** When a user left a group for the last time; both are columns. */
const lastLeftAt = ({
  groupId,
  userId,
}) => fragment`(select max(gone.left_at) from ${groupMembers} gone
    where gone.group_id = ${groupId} and gone.user_id = ${userId})`;
const hasRole = (person, role) => fragment`${person}.role = '${role}'`;
const added = (one, other) =>
  fragment`exists (select from ${contacts} k where k.owner_id = ${one}.id and k.contact_id = ${other}.id)`;
/** The first of the two blocks the second: the only block that the first may know of. */
const ownBlock = ({ from, to }) => blocks(`${from}.id`, `${to}.id`);
/** A common group that is not archived, by the index on a user's present memberships. */
const inOneGroup = ({ from, to }) => fragment`exists (
  select from ${groupMembers} x
  join ${groupMembers} y on y.group_id = x.group_id and y.user_id = ${to}.id and y.left_at is null
  join ${groups} g on g.id = x.group_id and g.state <> 'archived'
  where x.user_id = ${from}.id and x.left_at is null)`;
/** Facts about the accounts and blocks of two users: they apply whatever connects the two. */
const accountFacts = {
  closed: ({ from, to }) => fragment`(${from}.status <> 'active' or ${to}.status <> 'active')`,
  blocked: ({ from, to }) =>
    fragment`(${ownBlock({
      from,
      to,
    })} or ${ownBlock({
      from: to,
      to: from,
    })})`,
  fromAdmin: ({ from }) => hasRole(from, "ADMIN"),
  toAdmin: ({ to }) => hasRole(to, "ADMIN"),
  fromSystem: ({ from }) => fragment`${from}.kind = 'SYSTEM'`,
  toSystem: ({ to }) => fragment`${to}.kind = 'SYSTEM'`,
  automated: ({ from, to }) => fragment`(${from}.kind <> 'PERSON' or ${to}.kind <> 'PERSON')`,
};
/** What may connect two users. */
const reasonFacts = {
  sameGroup: inOneGroup,
  fromMentor: ({ from }) => hasRole(from, "MENTOR"),
  toMentor: ({ to }) => hasRole(to, "MENTOR"),
  fromMentee: ({ from }) => hasRole(from, "MENTEE"),
  toMentee: ({ to }) => hasRole(to, "MENTEE"),
  fromAdded: ({ from, to }) => added(from, to),
  toAdded: ({ from, to }) => added(to, from),
};
/** All facts that the contact policy uses about two users, each with its SQL condition. */
const facts = {
  ...accountFacts,
  ...reasonFacts,
};
const isAccountFact = (fact) => fact in accountFacts;
/** The same two users, seen from the second. */
const mirrored = (relation) => ({
  closed: relation.closed,
  blocked: relation.blocked,
  sameGroup: relation.sameGroup,
  fromAdmin: relation.toAdmin,
  toAdmin: relation.fromAdmin,
  fromSystem: relation.toSystem,
  toSystem: relation.fromSystem,
  automated: relation.automated,
  fromMentor: relation.toMentor,
  toMentor: relation.fromMentor,
  fromMentee: relation.toMentee,
  toMentee: relation.fromMentee,
  fromAdded: relation.toAdded,
  toAdded: relation.fromAdded,
});
/** The columns of `factColumns`. */
const factRow = Object.fromEntries(Object.keys(facts).map((fact) => [fact, computed.boolean]));
/** The facts as a select list, each under its own name. */
const factColumns = (sides) => {
  const columns = Object.entries(facts).map(
    ([fact, condition]) => fragment`${condition(sides)} as "${fact}"`,
  );
  return fragment`${columns.join(",\n")}`;
};

// packages/api/src/domain/policy/rules.ts
const all = (says) => ({
  open: says,
  send: says,
  typing: says,
  mention: says,
  search: says,
  presence: says,
});
const mentorsReachAll = (policy) => policy.mentorsReach === "all-mentees";
const handsCount = (policy) => policy.customContacts === "open";
/**
 * The contact policy: of the rules that apply and cover an action, the first decides.
 *
 * The rules about accounts and blocks come first and are checked on every action, in the direction of the action: only
 * those about a `SYSTEM` user differ by direction. The rules about what connects two
 * users come after them; in a direct conversation its `state` stores their result, and in a group's conversation its
 * present members are connected.
 */
const rules = [
  {
    id: "inactive",
    when: ["closed"],
    says: all("no"),
  },
  {
    id: "system-is-not-answered",
    when: ["toSystem"],
    says: all("no"),
  },
  {
    id: "system-reaches-everybody",
    when: ["fromSystem"],
    says: {
      ...all("yes"),
      search: "no",
      presence: "no",
    },
  },
  {
    id: "automated-is-not-listed",
    when: ["automated"],
    says: {
      ...all("-"),
      search: "no",
      presence: "no",
    },
  },
  {
    id: "admin-reaches-everybody",
    when: ["fromAdmin"],
    says: all("yes"),
  },
  {
    id: "everybody-reaches-admins",
    when: ["toAdmin"],
    says: all("yes"),
  },
  {
    id: "blocked",
    when: ["blocked"],
    says: all("no"),
  },
  {
    id: "bot-and-anybody",
    when: ["automated"],
    says: {
      ...all("yes"),
      search: "-",
      presence: "-",
    },
  },
  {
    id: "same-group",
    when: ["sameGroup"],
    says: all("yes"),
  },
  {
    id: "mentor-reaches-every-mentee",
    when: ["fromMentor", "toMentee"],
    under: mentorsReachAll,
    says: {
      ...all("yes"),
      presence: "-",
    },
  },
  {
    id: "added-by-hand",
    when: ["fromAdded"],
    under: handsCount,
    says: {
      ...all("yes"),
      presence: "-",
    },
  },
  {
    id: "added-each-other",
    when: ["fromAdded", "toAdded"],
    under: handsCount,
    says: {
      ...all("-"),
      presence: "yes",
    },
  },
  {
    id: "strangers",
    when: [],
    says: all("no"),
  },
];
/** Whether a rule is one of those about accounts and blocks. */
const isAccountRule = ({ when }) => when.length > 0 && when.every(isAccountFact);
/**
 * The directions that an action requires, unless a rule about accounts and blocks decides. A direct conversation is open to both while one reaches the other; presence
 * is shown only if each may see the other.
 */
const asks = {
  open: "either",
  send: "either",
  typing: "either",
  mention: "either",
  search: "there",
  presence: "both",
};

// packages/api/src/domain/policy/decide-sql.ts
const condition = (when, sides, { hidingBlockOfOther = false }) => {
  if (when.length === 0) return "true";
  return when
    .map((fact) =>
      fact === "blocked" && hidingBlockOfOther ? ownBlock(sides) : facts[fact](sides),
    )
    .join(" and ");
};
/** The rules about an action, as one expression. */
function firstOf$1(table, { action, sides, otherwise, ...asking }) {
  const branches = table
    .filter(({ says }) => says[action] !== "-")
    .map(
      ({ when, says }) => `when ${condition(when, sides, asking)} then ${says[action] === "yes"}`,
    );
  return fragment`case ${branches.join("\n")} else ${otherwise} end`;
}
/** Whether the contact policy allows an action between two rows of `users`, as an SQL condition. */
function allows(action, sides, policy) {
  const inForce = rules.filter(({ under }) => under?.(policy) ?? true);
  const ask = (from, to) =>
    firstOf$1(inForce, {
      action,
      sides: {
        from,
        to,
      },
      otherwise: "false",
    });
  const there = ask(sides.from, sides.to);
  switch (asks[action]) {
    case "there":
      return there;
    case "either":
      return firstOf$1(rules.filter(isAccountRule), {
        action,
        sides,
        otherwise: fragment`(${there} or ${ask(sides.to, sides.from)})`,
      });
    case "both":
      return fragment`(${there} and ${ask(sides.to, sides.from)})`;
  }
}
/**
 * The same for two participants of one open conversation: only the rules about accounts and blocks, since an open
 * conversation implies that something connects the two.
 */
function allowsTogether(action, sides, asking = {}) {
  return firstOf$1(rules.filter(isAccountRule), {
    action,
    sides,
    otherwise: "true",
    ...asking,
  });
}

// packages/api/src/domain/policy/policy.ts
/** The policy of an installation that sets nothing. */
const defaultPolicy = {
  mentorsReach: "all-mentees",
  customContacts: "open",
  blockNotice: "on-attempt",
  editWindow: 9e5,
};

// packages/api/src/domain/relations/presence-audience.ts
const audienceRows = preparedStatement({
  name: "presence.audience",
  row: { id: users.id },
  sql: ({ me, policy, whetherShared }) => sql`
    select u.id from (select distinct r.id from (${contactReasons(ownedBy(me))}) r) known
    join ${users} u on u.id = known.id and u.shares_presence
    join ${users} me on me.id = ${me} and (me.shares_presence or ${whetherShared})
    where ${allows(
      "presence",
      {
        from: "me",
        to: "u",
      },
      policy,
    )}`,
  examples: [
    {
      me: "ada",
      policy: defaultPolicy,
      whetherShared: true,
    },
  ],
});
/**
 * The users who see the caller's presence and whose presence the caller sees: allowed by the contact policy, and both
 * share it.
 */
async function presenceAudience({ db, actor, policy }, { whetherShared = false } = {}) {
  return (
    await audienceRows(db, {
      me: actor.id,
      policy,
      whetherShared,
    })
  ).map(({ id }) => id);
}

// packages/api/src/domain/presence/publish-presence.ts
/** Publishes the actor's presence to the given users. */
function publish(ctx, { userIds, ...presence }) {
  const signal = {
    type: "presence",
    presence: {
      ...presence,
      userId: ctx.actor.id,
    },
  };
  ctx.bus.signal({
    userIds,
    signal,
  });
}
/** Publishes that the actor is online. A caller that has just loaded the audience passes it. */
async function publishOnline(ctx, audience = presenceAudience(ctx)) {
  publish(ctx, {
    userIds: await audience,
    state: "online",
    lastSeenAt: null,
  });
}
/**
 * Publishes that the actor went offline, and when. If the actor comes back meanwhile, online is published once more, so
 * that the last signal is the true one.
 */
async function publishOffline(ctx) {
  const lastSeenAt = ctx.clock.now();
  const userId = ctx.actor.id;
  await ctx.db.update(users).set({ lastSeenAt }).where(eq(users.id, userId));
  publish(ctx, {
    userIds: await presenceAudience(ctx),
    state: "offline",
    lastSeenAt: lastSeenAt.toISOString(),
  });
  if ((await ctx.presence.online([userId])).has(userId)) await publishOnline(ctx);
}
/** The same for users whose server died with their connections. Sequential: there may be thousands. */
async function publishLost(ctx, userIds) {
  for (const id of userIds) {
    const [user] = await ctx.db.select().from(users).where(eq(users.id, id));
    if (user === void 0) continue;
    const { role, sharesPresence, sharesReceipts } = user;
    await publishOffline({
      ...ctx,
      actor: {
        kind: "user",
        id,
        role,
        sharesPresence,
        sharesReceipts,
      },
    });
  }
}

// packages/api/src/domain/stream/load-stream-heads.ts
const streamHeads = statement({
  name: "stream.heads",
  row: {
    id: users.id,
    head: computed.float,
    account: computed.text(),
  },
  sql: (userIds) => sql`
    select u.id, s.head::float8 as head,
      case when u.status = 'active' and u.tokens_valid_after is null then ''
           else u.status || ' ' || coalesce(u.tokens_valid_after::text, '') end as account
    from ${users} u join ${streams} s on s.user_id = u.id
    where u.id = any(${sql.param(userIds)}::text[])`,
  examples: [[]],
});
/** Loads the stream heads and account states of the given users. */
async function loadStreamHeads(db, userIds) {
  if (userIds.length === 0) return [];
  return (await streamHeads(db, userIds)).map(({ id, head, account }) => ({
    userId: id,
    head,
    account,
  }));
}

// packages/api/src/domain/presence/presence-board.ts
/** Presence within one process. */
function createPresenceBoard({ grace = timing.presenceGrace } = {}) {
  const entries = /* @__PURE__ */ new Map();
  const leave = (userId, onLeave) => {
    const entry = entries.get(userId);
    if (entry?.status !== "connected") return;
    if (entry.connections > 1) {
      entries.set(userId, {
        status: "connected",
        connections: entry.connections - 1,
      });
      return;
    }
    const timer = setTimeout(() => {
      entries.delete(userId);
      onLeave();
    }, grace);
    timer.unref();
    entries.set(userId, {
      status: "leaving",
      timer,
    });
  };
  return {
    online: async (userIds) => new Set(userIds.filter((userId) => entries.has(userId))),
    enter(userId, { onArrive, onLeave }) {
      const entry = entries.get(userId);
      if (entry?.status === "leaving") clearTimeout(entry.timer);
      const others = entry?.status === "connected" ? entry.connections : 0;
      entries.set(userId, {
        status: "connected",
        connections: others + 1,
      });
      if (entry === void 0) onArrive();
      let isConnected = true;
      return () => {
        if (isConnected) leave(userId, onLeave);
        isConnected = false;
      };
    },
    async close() {
      for (const entry of entries.values())
        if (entry.status === "leaving") clearTimeout(entry.timer);
      entries.clear();
    },
  };
}

// packages/api/src/domain/participants/visibility.ts
/** The first `seq` of a conversation that a participant may see: from joining, and after clearing. */
const firstVisibleSeq = (participant) =>
  fragment`greatest(${participant}.visible_from_seq, ${participant}.cleared_seq + 1)`;
/** The last `seq` that a participant may see: until leaving. */
const lastVisibleSeq = (participant) => fragment`coalesce(${participant}.left_seq, 2147483647)`;
/** The last message that a participant may see. */
const newestVisibleSeq = ({ participant, conversation }) =>
  fragment`least(${conversation}.last_seq, ${lastVisibleSeq(participant)})`;
/** Whether a participant may see a message; `seq` is a column. */
const isVisible = ({ participant, seq }) =>
  fragment`${seq} between ${firstVisibleSeq(participant)} and ${lastVisibleSeq(participant)}`;
/** The other user of a direct conversation; `user` is a column. */
const otherUser = ({ conversation, user }) =>
  fragment`case when ${conversation}.low_user = ${user} then ${conversation}.high_user else ${conversation}.low_user end`;
/** The number of present participants of a conversation; `conversationId` is a column. */
const presentCount = (conversationId) => fragment`(select count(*) from ${participants} present
    where present.conversation_id = ${conversationId} and present.left_seq is null)`;
/** Whether a participant may see a message and has not read it. */
const isAfterReadPosition = ({
  participant: p,
  message: m,
}) => fragment`${m}.seq > greatest(${p}.read_seq, ${p}.cleared_seq, ${p}.visible_from_seq - 1)
    and ${m}.seq <= ${lastVisibleSeq(p)}`;
/**
 * The definition of unread: messages `m` of others, not deleted, after the read position, not from a user whom the
 * participant blocks.
 */
const unreadMessages = (participant) => fragment`
  from ${messages} m
  where m.conversation_id = ${participant}.conversation_id
    and ${isAfterReadPosition({
      participant,
      message: "m",
    })}
    and m.sender_id <> ${participant}.user_id and m.deleted_at is null
    and not ${blocks(`${participant}.user_id`, "m.sender_id")}`;
/** Whether there can be unread messages, without reading any. */
const isBehind$1 = ({ participant: p, conversation: c }) => fragment`${c}.last_seq > ${p}.read_seq`;
/** The number of unread messages, at most `cap`. */
const unreadCount = (participant, cap) => fragment`(
  select count(*)::int from (select ${unreadMessages(participant)} limit ${cap}) counted)`;
/** `seq` of the unread messages that mention the participant, ascending: the newest `cap`. */
const unreadMentions = (
  { participant: p, conversation: c },
  cap,
) => fragment`case when ${isBehind$1({
  participant: p,
  conversation: c,
})} then array(
  select seq from (
    select m.seq ${unreadMessages(p)}
      and m.mentions @> array[${p}.user_id] and cardinality(m.mentions) > 0
    order by m.seq desc limit ${cap}) newest
  order by seq) else '{}'::int[] end`;

// packages/api/src/domain/participants/read-state.ts
/** The event that notifies a user of their own read position. */
const toOwnRead = ({ conversationId, readSeq, unread, upToSeq, markedUnread, userId }) => ({
  type: "conversation.read",
  conversationId,
  userId,
  readSeq,
  unread: {
    count: unread,
    upToSeq,
  },
  ...(markedUnread ? { keepsMark: true } : {}),
});
const readStateRow = {
  user_id: participants.userId,
  conversation_id: participants.conversationId,
  read_seq: participants.readSeq,
  unread: computed.int,
  up_to_seq: conversations.lastSeq,
  marked_unread: participants.markedUnread,
};
const unread = unreadCount("p", limits.unreadMax);
const newest$2 = newestVisibleSeq({
  participant: "p",
  conversation: "c",
});
const readStateRows = statement({
  name: "participants.read-states",
  row: readStateRow,
  sql: (pairs) => sql`
    select p.user_id, p.conversation_id, p.read_seq, p.marked_unread, ${unread} as unread, ${newest$2} as up_to_seq
    from unnest(${sql.param(pairs.map(({ viewerId }) => viewerId))}::text[],
                ${sql.param(pairs.map(({ id }) => id))}::uuid[]) as asked (user_id, conversation_id)
    join ${participants} p on p.user_id = asked.user_id and p.conversation_id = asked.conversation_id
    join ${conversations} c on c.id = p.conversation_id`,
  examples: [[]],
});
const toReadState = (row) => ({
  conversationId: row.conversation_id,
  readSeq: row.read_seq,
  unread: row.unread,
  upToSeq: row.up_to_seq,
  markedUnread: row.marked_unread,
});
/** The read states of some users, each of some conversations: by user, then by conversation. */
async function loadReadStatesOf(db, pairs) {
  const states = /* @__PURE__ */ new Map();
  if (pairs.length === 0) return states;
  const rows = await readStateRows(db, pairs);
  for (const row of rows) {
    const own = states.get(row.user_id) ?? /* @__PURE__ */ new Map();
    states.set(row.user_id, own.set(row.conversation_id, toReadState(row)));
  }
  return states;
}
/** One user's read state of some conversations, by conversation. */
async function loadReadStates(db, { viewerId, ids }) {
  return (
    (
      await loadReadStatesOf(
        db,
        ids.map((id) => ({
          viewerId,
          id,
        })),
      )
    ).get(viewerId) ?? /* @__PURE__ */ new Map()
  );
}

// packages/api/src/domain/moment.ts
/** The contract's form of a time: ISO 8601 in UTC with milliseconds. */
const toTime = (moment) => toDate(moment).toISOString();
const toOptionalTime = (moment) => (moment === null ? null : toTime(moment));
/** A time of the contract, as a column takes it. */
const toOptionalDate = (time) => (time === null ? null : new Date(time));

// packages/api/src/domain/messages/message-row.ts
const storedColumns = {
  conversation_id: messages.conversationId,
  seq: messages.seq,
  id: messages.id,
  sender_id: messages.senderId,
  body: messages.body,
  reply_to_seq: messages.replyToSeq,
  mentions: messages.mentions,
  version: messages.version,
  created_at: messages.createdAt,
  edited_at: messages.editedAt,
  deleted_at: messages.deletedAt,
};
/** A message with its reactions, as `messageColumns` selects it. */
const messageRow = {
  ...storedColumns,
  reactions: computed.json(),
};
/** The select list of `messageRow` over an alias of `messages`: reactions in the order in which they were first chosen. */
const messageColumns = (m) => fragment`${Object.keys(storedColumns)
  .map((column) => `${m}.${column}`)
  .join(", ")},
  case when exists (select from ${reactions} x where x.conversation_id = ${m}.conversation_id and x.seq = ${m}.seq) then (
    select json_agg(json_build_object('emoji', r.emoji, 'userIds', r.user_ids) order by r.since, r.emoji collate "C")
    from (select emoji, json_agg(user_id order by user_id) as user_ids, min(created_at) as since
          from ${reactions} where conversation_id = ${m}.conversation_id and seq = ${m}.seq group by emoji) r
  ) else '[]' end as reactions`;
/** A message as clients receive it: a deleted one without its text. */
const toMessage = (row) => ({
  id: row.id,
  conversationId: row.conversation_id,
  seq: row.seq,
  senderId: row.sender_id,
  body: row.deleted_at === null ? row.body : null,
  replyToSeq: row.reply_to_seq,
  mentions: row.deleted_at === null ? row.mentions : [],
  reactions: row.deleted_at === null ? row.reactions : [],
  version: row.version,
  createdAt: toTime(row.created_at),
  editedAt: toOptionalTime(row.edited_at),
  deletedAt: toOptionalTime(row.deleted_at),
});

// packages/api/src/domain/stream/read/events/contact.ts
const idsData = object({ ids: array(string()) });
const contactEvents$1 = {
  "contact.added": {
    needs: ["contacts"],
    toEvent({ data }, references) {
      const contacts = idsData.parse(data).ids.flatMap((id) => references.contacts.get(id) ?? []);
      return contacts.length === 0
        ? void 0
        : {
            type: "contact.added",
            contacts,
          };
    },
    explains: ({ contacts }) => contacts.map(({ person }) => `contact:${person.id}`),
  },
  "contact.removed": {
    needs: [],
    toEvent: ({ data }) => ({
      type: "contact.removed",
      userIds: idsData.parse(data).ids,
    }),
    explains: ({ userIds }) => userIds.map((id) => `contact:${id}`),
  },
  "contact.blocked": {
    needs: ["blocked"],
    toEvent({ subject_id }, references) {
      const blocked = references.blocked.get(subject_id ?? "");
      return (
        blocked && {
          type: "contact.blocked",
          blocked,
        }
      );
    },
    explains: ({ blocked }) => [`blocked:${blocked.person.id}`],
  },
  "contact.unblocked": {
    needs: [],
    toEvent: ({ subject_id: userId }) =>
      userId === null
        ? void 0
        : {
            type: "contact.unblocked",
            userId,
          },
    explains: ({ userId }) => [`blocked:${userId}`],
  },
};

// packages/api/src/domain/stream/read/events/event-definition.ts
/** The columns of a row of a user's log, with the message that it names if the user can see it. */
const logRow = {
  /** The recipient. */
  owner: streams.userId,
  number: computed.float,
  type: computed.text(),
  /** The conversation. */
  about: streamEvents.conversationId,
  subject_id: streamEvents.subjectId,
  data: streamEvents.data,
  /** What the subject shares of their read position. */
  shared_read_seq: nullable(participants.sharedReadSeq),
  ...outerJoined(messageRow),
};
/** Names of facts about a conversation. */
const conversationFacts = (id, ...parts) => parts.map((part) => `conversation:${id}:${part}`);
/** Facts about what a user has read. */
const READING = ["readSeq", "unread", "mentions", "markedUnread", "filters"];

// packages/api/src/domain/stream/read/events/conversation.ts
const conversationEvents = {
  "conversation.opened": {
    needs: ["conversations"],
    toEvent({ about }, { conversations }) {
      const conversation = conversations.get(about ?? "");
      return (
        conversation && {
          type: "conversation.opened",
          conversation,
        }
      );
    },
    explains: ({ conversation }) => conversationFacts(conversation.id, ""),
  },
  "conversation.updated": {
    needs: ["conversations"],
    toEvent({ about }, { conversations }) {
      const conversation = conversations.get(about ?? "");
      return (
        conversation && {
          type: "conversation.updated",
          conversation,
        }
      );
    },
    explains: ({ conversation }) =>
      conversationFacts(
        conversation.id,
        ...[
          "with",
          "state",
          "writable",
          "last",
          "archived",
          "preferences",
          "members",
          "membership",
        ],
        "mark:",
        ...READING,
      ),
  },
  "conversation.closed": {
    needs: [],
    toEvent: ({ about }) =>
      about === null
        ? void 0
        : {
            type: "conversation.closed",
            conversationId: about,
          },
    explains: ({ conversationId }) => conversationFacts(conversationId, ""),
  },
  "conversation.read": {
    needs: ({ owner, subject_id: reader }) => (reader === owner ? ["readStates"] : []),
    toEvent({ owner, about: conversationId, subject_id: userId, shared_read_seq }, { readStates }) {
      if (conversationId === null || userId === null) return void 0;
      if (userId !== owner)
        return {
          type: "conversation.read",
          conversationId,
          userId,
          readSeq: shared_read_seq ?? 0,
          unread: null,
        };
      const own = readStates.get(conversationId);
      return (
        own &&
        toOwnRead({
          ...own,
          userId,
        })
      );
    },
    explains(event, recipient) {
      const own = event.userId === recipient.userId ? READING : [];
      return conversationFacts(event.conversationId, `mark:${event.userId}`, ...own);
    },
  },
};

// packages/api/src/domain/stream/read/events/group.ts
const groupData = object({ groupId: string() });
const groupEvents$1 = {
  "group.updated": {
    needs: ["groups"],
    toEvent({ data }, { groups }) {
      const { groupId } = groupData.parse(data);
      return {
        type: "group.updated",
        groupId,
        group: groups.get(groupId) ?? null,
      };
    },
    explains: ({ groupId }) => [`group:${groupId}`],
  },
};

// packages/api/src/domain/stream/read/events/message.ts
const hasMessage = (row) => typeof row.body === "string";
const messageOf = (row) => (hasMessage(row) ? toMessage(row) : void 0);
const PREVIEW = ["last", "unread", "mentions", "filters"];
const factsOf = ({ message }, ...parts) =>
  conversationFacts(message.conversationId, `message:${message.seq}`, ...parts);
const messageEvents = {
  "message.created": {
    needs: ["message"],
    isShared: () => true,
    toEvent(row) {
      const message = messageOf(row);
      return (
        message && {
          type: "message.created",
          message,
        }
      );
    },
    explains(event, { userId, hasConversation }) {
      const { conversationId, senderId } = event.message;
      if (!hasConversation(conversationId)) return conversationFacts(conversationId, "");
      const own = senderId === userId ? READING : [];
      return factsOf(event, ...PREVIEW, "archived", `mark:${senderId}`, ...own);
    },
  },
  "message.edited": {
    needs: ["message"],
    isShared: ({ data }) => data === null,
    toEvent(row) {
      const message = messageOf(row);
      if (message === void 0) return void 0;
      return {
        type: "message.edited",
        message,
        ...(row.data === null ? {} : { mentionsYou: true }),
      };
    },
    explains: (event) => factsOf(event, "last", "mentions"),
  },
  "message.deleted": {
    needs: ["message", "readStates"],
    toEvent(row, { readStates }) {
      const message = messageOf(row);
      const own = readStates.get(row.about ?? "");
      if (message === void 0 || own === void 0) return void 0;
      return {
        type: "message.deleted",
        message,
        unread: {
          count: own.unread,
          upToSeq: own.upToSeq,
        },
      };
    },
    explains: (event) => factsOf(event, ...PREVIEW),
  },
  "message.reacted": {
    needs: ["message"],
    isShared: () => true,
    toEvent(row) {
      const message = messageOf(row);
      return (
        message && {
          type: "message.reacted",
          message,
        }
      );
    },
    explains: (event) => factsOf(event, "last", "mentions"),
  },
};

// packages/api/src/domain/stream/read/events/user.ts
const withoutCursor = ({ cursor: _cursor, ...self }) => self;
const userEvents = {
  "user.updated": {
    needs: ["people"],
    toEvent({ owner, subject_id }, { people, me }) {
      const person = people.get(subject_id ?? "");
      if (person === void 0) return void 0;
      return {
        type: "user.updated",
        person,
        me: person.id === owner && me !== void 0 ? withoutCursor(me) : null,
      };
    },
    explains: ({ person, me }) => [`person:${person.id}`, ...(me === null ? [] : ["me"])],
  },
};

// packages/api/src/domain/stream/read/events.ts
const resyncEvent = {
  needs: [],
  toEvent: () => ({ type: "resync" }),
  explains: () => [""],
};
const definitions = {
  ...messageEvents,
  ...conversationEvents,
  ...contactEvents$1,
  ...groupEvents$1,
  ...userEvents,
  resync: resyncEvent,
};
/** What the event of a row is made of. */
function needsOf(row) {
  const { needs } = definitions[row.type];
  return typeof needs === "function" ? needs(row) : needs;
}
/** Whether all recipients of the event get the same. */
const isShared = (row) => definitions[row.type].isShared?.(row) ?? false;
/** The event of a row, or undefined if the recipient may no longer see what it refers to. */
const toEvent = (row, references) => definitions[row.type].toEvent(row, references);

// packages/api/src/domain/stream/read/load-events.ts
const eventRow = {
  ...logRow,
  /** The seq of the message, also in the rows that leave out its columns. */
  place: streamEvents.messageSeq,
};
/**
 * The new events of many users. A message that several of them got is read once: the first row of each message has
 * its columns, the others have nulls.
 *
 * Each row is looked up separately (`lateral`, with a limit): a plan that was made while a table was known to be empty
 * joins by a sequential scan, and keeps doing so when the table has grown. That took 600 ms at 16,000 messages.
 *
 * The parameters are in subqueries, so that the planner cannot count their elements: otherwise it would plan anew
 * for each number of users, which costs more than the read itself.
 */
const eventRows = preparedStatement({
  name: "events.news",
  row: eventRow,
  text: fragment`with asked as (
    select * from unnest((select $1::text[]), (select $2::bigint[]), (select $3::bigint[]))
      as a (user_id, first, last)
  ),
  news as (
    select e.user_id, e.seq, e.type, e.conversation_id, e.subject_id, e.data, s.shared_read_seq,
      case when ${isVisible({
        participant: "p",
        seq: "e.message_seq",
      })} then e.message_seq end as place
    from asked a
    cross join lateral (
      select * from ${streamEvents} e where e.user_id = a.user_id and e.seq between a.first and a.last offset 0
    ) e
    left join lateral (
      select * from ${participants} x where x.conversation_id = e.conversation_id and x.user_id = e.user_id limit 1
    ) p on true
    left join lateral (
      select * from ${participants} x where x.conversation_id = e.conversation_id and x.user_id = e.subject_id limit 1
    ) s on true
  ),
  ranked as (
    select n.*, row_number() over (partition by n.conversation_id, n.place) = 1 as is_first from news n
  )
  select n.user_id as owner, n.seq::float8 as number, n.type, n.conversation_id as about, n.subject_id, n.data,
    n.shared_read_seq, n.place, ${messageColumns("m")}
  from ranked n
  left join lateral (
    select * from ${messages} x where n.is_first and x.conversation_id = n.conversation_id and x.seq = n.place limit 1
  ) m on true
  order by n.user_id, n.seq`,
  values: (hints) => [
    hints.map(({ userId }) => userId),
    hints.map(({ first }) => first),
    hints.map(({ last }) => last),
  ],
});
/** Whether an event needs nothing that each recipient has to read alone. */
const isLoadable = (row) =>
  needsOf(row).every((need) => need === "message" || need === "readStates");
/** Copies the columns of each message into every row that names it. */
function spreadMessages(rows) {
  const placeOf = ({ about, place }) => `${about} ${place}`;
  const found = new Map(
    rows.filter(({ body }) => typeof body === "string").map((row) => [placeOf(row), row]),
  );
  return rows.map((row) => {
    const source = found.get(placeOf(row));
    if (source === void 0 || source === row) return row;
    const { owner, number, type, about, subject_id, data, shared_read_seq, place } = row;
    return {
      ...source,
      owner,
      number,
      type,
      about,
      subject_id,
      data,
      shared_read_seq,
      place,
    };
  });
}
const NO_REFERENCES = {
  readStates: /* @__PURE__ */ new Map(),
  conversations: /* @__PURE__ */ new Map(),
  contacts: /* @__PURE__ */ new Map(),
  blocked: /* @__PURE__ */ new Map(),
  groups: /* @__PURE__ */ new Map(),
  people: /* @__PURE__ */ new Map(),
  me: void 0,
};
/** Makes events of rows. All recipients of a shared one get the same object, so that it is serialised once. */
function createComposer(readStates) {
  const shared = /* @__PURE__ */ new Map();
  const compose = (row) =>
    toEvent(row, {
      ...NO_REFERENCES,
      readStates: readStates.get(row.owner) ?? NO_REFERENCES.readStates,
    });
  return (row) => {
    if (!isLoadable(row)) return void 0;
    if (!isShared(row)) return compose(row);
    const key = `${row.type} ${row.about} ${row.place}`;
    if (!shared.has(key)) shared.set(key, compose(row));
    return shared.get(key);
  };
}
/**
 * Reads new events of many users from the log in one query, with their present content, and for each user only what
 * they may see. Each gets events as far as they can be made this way, then a hint to read the rest alone.
 */
async function loadEvents(db, hints) {
  const rows = await eventRows(db, hints);
  const pairs = rows.flatMap((row) =>
    row.about !== null && needsOf(row).includes("readStates")
      ? [
          {
            viewerId: row.owner,
            id: row.about,
          },
        ]
      : [],
  );
  const compose = createComposer(await loadReadStatesOf(db, pairs));
  const byOwner = Map.groupBy(spreadMessages(rows), ({ owner }) => owner);
  return hints.flatMap(({ userId, first, last }) => {
    const deliveries = [];
    let next = first;
    for (const row of byOwner.get(userId) ?? []) {
      const event = row.number === next ? compose(row) : void 0;
      if (event === void 0) break;
      deliveries.push({
        userId,
        seq: next,
        event,
      });
      next += 1;
    }
    return next > last
      ? deliveries
      : [
          ...deliveries,
          {
            userId,
            first: next,
            seq: last,
          },
        ];
  });
}

// packages/concurrency/src/single-flight.ts
/**
 * Returns a function that calls `run`, unless a call is in progress: then it returns the promise of that one. Unlike
 * `coalesce`, a caller may get a result of a call that started before its own.
 *
 * Every caller gets the failure of a call that fails, and the next caller starts a new one. There is no cancellation,
 * since other callers may wait for the same call.
 */
function singleFlight(run) {
  let running;
  return () =>
    (running ??= Promise.resolve()
      .then(run)
      .finally(() => (running = void 0)));
}

// packages/api/src/domain/presence/shared-presence.ts
const LEASE$1 = 3e4;
/** Retry delay after a failed write, in milliseconds. */
const RETRY_AFTER$2 = 1e3;
/**
 * The lease after an event, and whether the rows of all users who are connected here have to be written again: a lease that
 * expired was removed with its rows, and its users were published as offline.
 */
function nextLease(lease, event) {
  if (lease.status === "closed")
    return {
      lease,
      restores: false,
    };
  switch (event.type) {
    case "renewed":
      return {
        lease: { status: "held" },
        restores: event.isNew && lease.status !== "none",
      };
    case "write-failed":
      return {
        lease: lease.status === "held" ? { status: "doubtful" } : lease,
        restores: false,
      };
    case "closed":
      return {
        lease: { status: "closed" },
        restores: false,
      };
  }
}
/**
 * Presence of processes that share a database. Each writes the users who are connected to it, under a lease that it
 * renews; when a process dies, another one finds its expired lease and reports its users as lost.
 */
function createSharedPresence({
  db,
  grace = timing.presenceGrace,
  lease: duration = LEASE$1,
  onLost,
  onFault,
}) {
  const serverId = randomUUID();
  const local = createPresenceBoard({ grace });
  /** Users who are connected here. */
  const here = /* @__PURE__ */ new Map();
  let moves = /* @__PURE__ */ new Map();
  let lease = { status: "none" };
  const apply = (event) => {
    const next = nextLease(lease, event);
    lease = next.lease;
    if (!next.restores) return;
    for (const [userId, change] of here)
      moves.set(userId, {
        isHere: true,
        change,
      });
  };
  const isClosed = () => lease.status === "closed";
  const renew = singleFlight(async () => {
    if (isClosed()) return;
    apply({
      type: "renewed",
      isNew: await renewLease(db, {
        serverId,
        duration,
      }),
    });
  });
  const sweep = singleFlight(async () => {
    if (isClosed()) return;
    const lost = await sweepServers(db);
    const online = await findOnline(db, lost);
    await onLost(lost.filter((userId) => !online.has(userId)));
  });
  const store = async () => {
    if (lease.status !== "held") await renew();
    const stored = moves;
    moves = /* @__PURE__ */ new Map();
    try {
      await storePresences(db, {
        serverId,
        moves: stored,
      });
    } catch (fault) {
      moves = new Map([...stored, ...moves]);
      apply({ type: "write-failed" });
      throw fault;
    }
    await publishMoves(db, stored);
  };
  const write = coalesce(async () => {
    try {
      if (moves.size > 0 && !isClosed()) await store();
    } catch (fault) {
      onFault(fault);
      setTimeout(() => void write(), Math.min(RETRY_AFTER$2, duration / 3)).unref();
    }
  });
  const move = (userId, change) => {
    moves.set(userId, change);
    write();
  };
  const beat = () => {
    renew().then(write, onFault);
    sweep().catch(onFault);
  };
  const timer = setInterval(beat, duration / 3);
  timer.unref();
  beat();
  return {
    async online(userIds) {
      const others = userIds.filter((userId) => !here.has(userId));
      const found = await findOnline(db, others);
      return new Set(userIds.filter((userId) => here.has(userId) || found.has(userId)));
    },
    enter: (userId, change) =>
      local.enter(userId, {
        onArrive() {
          here.set(userId, change);
          move(userId, {
            isHere: true,
            change,
          });
        },
        onLeave() {
          here.delete(userId);
          move(userId, {
            isHere: false,
            change,
          });
        },
      }),
    async close() {
      apply({ type: "closed" });
      clearInterval(timer);
      await local.close();
      await Promise.allSettled([write(), renew(), sweep()]);
      await renewLease(db, {
        serverId,
        duration: grace,
      }).catch(onFault);
    },
  };
}
/** Publishes who came, and who left and is not connected to another process either. */
async function publishMoves(db, moves) {
  for (const { isHere, change } of moves.values()) if (isHere) change.onArrive();
  const left = [...moves].filter(([, { isHere }]) => !isHere);
  const elsewhere = await findOnline(
    db,
    left.map(([userId]) => userId),
  );
  for (const [userId, { change }] of left) if (!elsewhere.has(userId)) change.onLeave();
}
const userRow = { user_id: presences.userId };
const idsOf = (rows) => rows.map(({ user_id: userId }) => userId);
/** Leases expire by the clock of the database, which all processes share. */
const inFuture = (milliseconds) => sql`now() + ${milliseconds} * interval '1 millisecond'`;
const onlineUsers = statement({
  name: "presence.online",
  row: userRow,
  sql: (userIds) => sql`
    select distinct p.user_id from ${presences} p join ${servers} s on s.id = p.server_id
    where p.user_id = any(${sql.param(userIds)}::text[]) and s.expires_at > now()`,
  examples: [[]],
});
/** Returns those of the given users who are connected to a process with a lease. */
const findOnline = async (db, userIds) =>
  new Set(userIds.length === 0 ? [] : idsOf(await onlineUsers(db, userIds)));
/** Writes who is connected to a process and who is not, in one statement. Fails while the process has no lease. */
const storePresences = statement({
  name: "presence.store",
  sql: ({ serverId, moves }) => {
    const usersWho = (isHere) => {
      const theirs = [...moves].filter(([, move]) => move.isHere === isHere);
      return sql`${sql.param(theirs.map(([userId]) => userId))}::text[]`;
    };
    return sql`
      with left_now as (
        delete from ${presences} where server_id = ${serverId} and user_id = any(${usersWho(false)})
      )
      insert into ${presences} (user_id, server_id) select unnest(${usersWho(true)}), ${serverId} on conflict do nothing`;
  },
  examples: [
    {
      serverId: "",
      moves: /* @__PURE__ */ new Map(),
    },
  ],
});
const renewedLease = statement({
  name: "presence.renew-lease",
  row: { is_new: computed.boolean },
  sql: ({ serverId, duration }) => sql`
    insert into ${servers} (id, expires_at) values (${serverId}, ${inFuture(duration)})
    on conflict (id) do update set expires_at = excluded.expires_at
    returning xmax = 0 as is_new`,
  examples: [
    {
      serverId: "",
      duration: 1,
    },
  ],
});
/** Renews a lease. Returns whether there was none: it expired, or the database lost tables that are not logged. */
async function renewLease(db, lease) {
  const [row] = await renewedLease(db, lease);
  return row?.is_new !== false;
}
const sweptUsers = statement({
  name: "presence.sweep",
  row: userRow,
  sql: () => sql`
    with dead as (
      delete from ${servers} where id in (
        select id from ${servers} where expires_at <= now() for update skip locked
      ) returning id
    )
    select distinct p.user_id from ${presences} p join dead on dead.id = p.server_id`,
  examples: [void 0],
});
/** Removes processes whose lease expired, and returns their users. One caller gets each process. */
const sweepServers = async (db) => idsOf(await sweptUsers(db));

// packages/contract/src/error-reasons.ts
/** The machine-readable causes of a refusal. Stable: clients switch on them. */
const errorReasons = [
  "invalid_input",
  "not_signed_in",
  "session_expired",
  "not_found",
  "forbidden",
  "contact_unavailable",
  "conversation_readonly",
  "idempotency_conflict",
  "version_conflict",
  "edit_window_closed",
  "already_exists",
  "unknown_procedure",
  "client_outdated",
  "too_large",
  "too_many_requests",
  "unavailable",
  "internal",
];

// packages/contract/src/errors.ts
/** The reason of a refusal. */
const errorReasonSchema = _enum(errorReasons);
/**
 * What is wrong with one field of an input: `menteeIds.2` is the third of a list, and an empty path is the input as a
 * whole.
 */
const inputIssueSchema = object({
  path: string(),
  message: string(),
});
/** `error.data` of every failed call. */
const errorDataSchema = object({
  code: string(),
  httpStatus: int(),
  reason: errorReasonSchema,
  requestId: string(),
  path: string().optional(),
  /** With `invalid_input` and `already_exists`: the fields. */
  issues: array(inputIssueSchema).optional(),
  /** How long to wait before a retry may succeed, in milliseconds, if the server knows. */
  retryAfterMs: int().min(0).optional(),
  /** The contract version of the server that refused. */
  contract: int().min(1).optional(),
});
const sentences = {
  invalid_input: "The input is invalid",
  not_signed_in: "The call needs a valid token of an active user",
  session_expired: "The token has expired or was revoked: sign in again",
  not_found: "This does not exist, or the caller may not see it",
  forbidden: "The caller may not do this",
  contact_unavailable: "These two users may not write to each other",
  conversation_readonly: "The conversation is read-only",
  idempotency_conflict: "This message id was used for another message",
  version_conflict: "The message was changed in the meantime: fetch it and decide again",
  edit_window_closed: "The time in which the author may edit this message has passed",
  already_exists: "This is already taken",
  unknown_procedure: "There is no such procedure",
  client_outdated: "The client is older than this server still serves: reload or update it",
  too_large: "The request is too large",
  too_many_requests: "There were too many requests: wait for retryAfterMs",
  unavailable: "The server cannot answer at the moment: try again",
  internal: "The server failed: its log has the cause under requestId",
};
/** Issues quoted in a sentence; a list of 500 ids may have as many. */
const QUOTED_ISSUES = 5;
const quote = ({ path, message }) => (path === "" ? message : `${path} ${message}`);
/** A refusal as an English sentence for developers: `error.message` of every failed call. Programs read the reason. */
function describeRefusal(reason, issues = []) {
  if (issues.length === 0) return `${sentences[reason]}.`;
  const quoted = issues.slice(0, QUOTED_ISSUES).map(quote);
  const rest = issues.length - quoted.length;
  return `${sentences[reason]}: ${quoted.join("; ")}${rest === 0 ? "" : `; and ${rest} more`}.`;
}

// packages/api/src/domain/errors.ts
/** A refusal by the domain. One middleware maps it to a tRPC error. */
var DomainError = class extends Error {
  reason;
  /** The invalid fields and why: only of `invalid_input` and `already_exists`. */
  issues;
  retryAfterMs;
  tokenProblem;
  constructor(...[reason, options]) {
    const issues = options !== void 0 && "issues" in options ? options.issues : void 0;
    super(describeRefusal(reason, issues), options);
    this.name = "DomainError";
    this.reason = reason;
    this.issues = issues;
    this.retryAfterMs = options?.retryAfterMs;
    this.tokenProblem = options?.tokenProblem;
  }
};
/** `invalid_input` for one field. */
const invalidInput = (path, message) =>
  new DomainError("invalid_input", {
    issues: [
      {
        path,
        message,
      },
    ],
  });
/** Returns the row, or throws the one answer for everything that does not exist or is not visible to the caller. */
function orNotFound(row) {
  if (row === null || row === void 0) throw new DomainError("not_found");
  return row;
}

// packages/api/src/domain/transient-fault.ts
/**
 * SQLSTATE classes of transient failures: connection failures, shutdown, cancelled by a timeout, too many connections,
 * serialization and deadlock. https://www.postgresql.org/docs/18/errcodes-appendix.html
 */
const TRANSIENT_SQLSTATE = /^(08|57P|57014|53|40001|40P01|25006)/;
const TRANSIENT_SYSTEM_CODES = /* @__PURE__ */ new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
]);
/** node-postgres reports a lost or exhausted connection only by its text. */
const TRANSIENT_MESSAGE =
  /^(Connection terminated|timeout exceeded when trying to connect|Cannot use a pool|Client has encountered a connection error)/;
/** Whether the database is unavailable, restarting or overloaded, so that a retry may succeed. */
function isTransientDatabaseFault(cause) {
  for (let fault = cause; fault instanceof Error; fault = fault.cause) {
    const code = "code" in fault && typeof fault.code === "string" ? fault.code : "";
    if (TRANSIENT_SQLSTATE.test(code) || TRANSIENT_SYSTEM_CODES.has(code)) return true;
    if (TRANSIENT_MESSAGE.test(fault.message)) return true;
  }
  return false;
}

// packages/api/src/domain/messages/mention-check.ts
/** Ids as one text for a column of a batch, since nested arrays cannot be unnested by row. Ids contain no spaces. */
const packIds = (ids) => sortIds(ids).join(" ");
const unpackIds = (packed) => fragment`string_to_array(${packed}, ' ')`;
/** Each id once, sorted. */
const sortIds = (ids = []) => [...new Set(ids)].toSorted();
/**
 * Why a user may not be mentioned, as an SQL expression, or null: users outside the conversation and nonexistent ones
 * are both `not_found`; across a block, and with a closed account, it is `contact_unavailable`. `ids` is an array, and
 * `sender` a row of `users`.
 */
const mentionRefusal = (at) => fragment`(
  select case when bool_or(named.id is null) then 'not_found'
    when bool_or(not (${allowsTogether("mention", {
      from: at.sender,
      to: "named",
    })})) then 'contact_unavailable' end
  from unnest(${at.ids}) as mention (id)
  left join ${participants} present on present.conversation_id = ${at.conversationId}
    and present.user_id = mention.id and present.left_seq is null
  left join ${users} named on named.id = present.user_id)`;

// packages/api/src/domain/stream/append.ts
/**
 * Appends to streams, as the last CTEs of a statement. The statement provides `outgoing (user_id, ord, type,
 * conversation_id, message_seq, subject_id, data)`, one row per event and recipient, and can read `logged (user_id,
 * seq, ord, message_seq)`.
 *
 * Numbers come from each recipient's row in `streams`, updated in the order of user ids, so they are dense and commit
 * in order, and two statements cannot deadlock. Rows of conversations and participants are locked before: `after` names
 * a CTE whose rows are all written before a stream is locked.
 */
const appendToStreams = ({ after }) => fragment`
moved as (
  update ${streams} s set head = s.head + t.events
  from (select user_id, count(*) as events from outgoing group by user_id order by user_id) t
  where s.user_id = t.user_id and (select count(*) from ${after}) >= 0
  returning s.user_id, s.head - t.events as base
),
numbered as materialized (
  select o.*, h.base + row_number() over (partition by o.user_id order by o.ord) as seq
  from outgoing o join moved h on h.user_id = o.user_id
),
written as (
  insert into ${streamEvents} (user_id, seq, type, conversation_id, message_seq, subject_id, data)
  select user_id, seq, type, conversation_id, message_seq, subject_id, data from numbered
),
logged as (
  select user_id, seq::float8 as seq, ord, message_seq from numbered
)`;
const toRow = (event) => ({
  user_id: event.userId,
  type: event.type,
  conversation_id: event.conversationId ?? null,
  message_seq: event.messageSeq ?? null,
  subject_id: event.subjectId ?? null,
  data: event.data ?? null,
});
const outgoing = (events) => sql`
  outgoing as (
    select * from rows from (
      jsonb_to_recordset(${JSON.stringify(events.map(toRow))}::jsonb) as (
        user_id text, type text, conversation_id uuid, message_seq int, subject_id text, data jsonb)
    ) with ordinality as o (user_id, type, conversation_id, message_seq, subject_id, data, ord)
  )`;
const append$1 = appendToStreams({ after: "outgoing" });
const appendRows = statement({
  name: "stream.append",
  row: {
    user_id: streams.userId,
    first: computed.float,
    seq: computed.float,
  },
  sql: (events) => sql`
    with ${outgoing(events)}, ${append$1}
    select user_id, min(seq) as first, max(seq) as seq from logged group by user_id`,
  examples: [[]],
});
/**
 * Writes events as the last statement of a transaction. Returns a hint for each recipient, to be passed to the bus
 * after the commit.
 */
async function appendEvents(tx, events) {
  if (events.length === 0) return [];
  return (await appendRows(tx, events)).map(({ user_id: userId, first, seq }) => ({
    userId,
    first,
    seq,
  }));
}

// packages/api/src/domain/policy/writable.ts
/**
 * Why a send is refused, as branches of an SQL `case`: the reason of the error, or no branch applies and the caller may
 * write. Sends, edits and reactions are refused only by these branches.
 */
const refusalBranches = ({ participant, conversation, caller, other }) => fragment`
  when ${participant}.left_seq is not null or ${conversation}.state <> 'open' or ${other}.kind = 'SYSTEM'
    then 'conversation_readonly'
  when ${conversation}.kind = 'direct' and not (${allowsTogether("send", {
    from: caller,
    to: other,
  })})
    then 'contact_unavailable'`;
/**
 * Why the caller cannot write, as far as they may know: the same decision as `refusalBranches`, by the same table, with
 * two differences. The caller's own block is named first, and a block by the other user is omitted unless the policy
 * reveals blocks at once (POL-7, BLK-1). Null if the caller can write.
 */
const unwritableReason = (aliases, { blockNotice }) => {
  const { participant, conversation, caller, other } = aliases;
  const sides = {
    from: caller,
    to: other,
  };
  const isTold = fragment`not (${allowsTogether("send", sides, { hidingBlockOfOther: true })})`;
  const isUnavailable =
    blockNotice === "immediate"
      ? ownBlock({
          from: other,
          to: caller,
        })
      : "false";
  return fragment`case
    when ${participant}.left_seq is not null then 'left'
    when ${conversation}.kind = 'group' then case when ${conversation}.state <> 'open' then 'archived' end
    when ${other}.kind = 'SYSTEM' then 'no_replies'
    when ${ownBlock(sides)} and ${isTold} then 'blocked'
    when ${conversation}.state <> 'open' then case when ${isUnavailable} then 'unavailable' else 'unconnected' end
    when ${isTold} then 'unavailable'
  end`;
};
/** Since when the caller cannot write, for the reasons of `unwritableReason` that have a date. */
const unwritableSince = (reason, aliases) => {
  const { conversation, caller, other } = aliases;
  return fragment`case ${reason}
    when 'left' then ${lastLeftAt({
      groupId: `${conversation}.group_id`,
      userId: `${caller}.id`,
    })}
    when 'archived' then (select x.archived_at from ${groups} x where x.id = ${conversation}.group_id)
    when 'blocked' then (select b.created_at from ${blocks$1} b
      where b.blocker_id = ${caller}.id and b.blocked_id = ${other}.id)
  end`;
};
/** Converts the results of the two expressions above to the contract's form. */
const toWritable = (reason, since) =>
  reason === null
    ? { ok: true }
    : {
        ok: false,
        reason,
        since: toOptionalTime(since),
      };

// packages/api/src/domain/messages/send-statement.ts
/**
 * The shape of the plan must not depend on what the planner knows when a connection first sends: a table that is empty
 * then is large an hour later. So the batch counts as a hundred sends however many there are (arrays from sub-selects
 * are opaque, and `jsonb_array_elements` has that estimate), and `judged` looks up one row at a time (`limit 1`), for
 * which only the index is suitable.
 */
const input = fragment`
input as materialized (
  select sender_id, conversation_id, id, body, search_text, reply_to_seq, mentions, issued_at, ord::int
  from rows from (
    unnest((select $1::text[])), unnest((select $2::uuid[])), unnest((select $3::uuid[])),
    unnest((select $4::text[])), unnest((select $5::text[])), unnest((select $6::int[])),
    unnest((select $7::text[])), unnest((select $8::timestamptz[])), jsonb_array_elements('[]'))
    with ordinality as i (sender_id, conversation_id, id, body, search_text, reply_to_seq, mentions, issued_at, nothing, ord)
)`;
const unwritable = refusalBranches({
  participant: "p",
  conversation: "c",
  caller: "sender",
  other: "other",
});
const mentionProblem = mentionRefusal({
  ids: unpackIds("i.mentions"),
  conversationId: "i.conversation_id",
  sender: "sender",
});
const verdict = fragment`
case
  when sender.status is distinct from 'active' or (sender.kind = 'SYSTEM' and i.issued_at is not null) then 'not_signed_in'
  when i.issued_at < sender.tokens_valid_after then 'session_expired'
  when earlier.seq is not null then 'repeated'
  when p.user_id is null then 'not_found'
  ${unwritable}
  when i.reply_to_seq > c.last_seq or i.reply_to_seq < ${firstVisibleSeq("p")}
    then 'not_found'
  when i.mentions <> '' then ${mentionProblem}
end`;
/** `offset 0` prevents the verdict from being computed twice. */
const judged = fragment`
judged as materialized (
  select *, verdict is null as fits from (
    select i.*, c.epoch, earlier.conversation_id as earlier_in, earlier.seq as earlier_at,
      ${verdict} as verdict
    from input i
    left join lateral (
      select m.conversation_id, m.seq from ${messages} m where m.sender_id = i.sender_id and m.id = i.id limit 1
    ) earlier on true
    left join lateral (
      select u.id, u.kind, u.status, u.role, u.tokens_valid_after from ${users} u
      where u.id = i.sender_id limit 1
    ) sender on true
    left join lateral (
      select x.conversation_id, x.user_id, x.left_seq, x.visible_from_seq, x.cleared_seq from ${participants} x
      where x.conversation_id = i.conversation_id and x.user_id = i.sender_id limit 1
    ) p on true
    left join lateral (
      select x.epoch, x.state, x.last_seq, x.kind, x.low_user, x.high_user from ${conversations} x
      where x.id = p.conversation_id limit 1
    ) c on true
    left join lateral (
      select u.id, u.kind, u.status, u.role from ${users} u
      where c.kind = 'direct' and u.id = ${otherUser({
        conversation: "c",
        user: "i.sender_id",
      })}
      limit 1
    ) other on true
    offset 0) j
)`;
/**
 * The update locks the conversations in the order of ids and assigns the numbers. Everything that `judged` read is
 * older than the lock; it still applies if and only if the epoch, which only increases, is unchanged.
 */
const accepted = fragment`
counted as (
  update ${conversations} c set last_seq = c.last_seq + n.sends, last_message_at = greatest(c.last_message_at, $9)
  from (
    select conversation_id, epoch, count(*)::int as sends from judged where fits
    group by conversation_id, epoch order by conversation_id
  ) n
  where c.id = n.conversation_id and c.epoch <= n.epoch
  returning c.id, c.last_seq - n.sends as base
),
accepted as materialized (
  select j.*, (l.base + row_number() over (partition by j.conversation_id order by j.ord))::int as seq
  from judged j join counted l on l.id = j.conversation_id
  where j.fits
)`;
/** An archived conversation is unarchived for its recipient, unless it is muted or the recipient blocks the sender. */
const returns = fragment`(p.archived_at is not null and (p.muted_until is null or p.muted_until <= $9)
  and not ${blocks("p.user_id", "a.sender_id")})`;
const stored = fragment`
stored as (
  insert into ${messages} (conversation_id, seq, id, sender_id, body, search_text, fold_version, reply_to_seq, mentions, created_at)
  select conversation_id, seq, id, sender_id, body, search_text, ${2}, reply_to_seq, ${unpackIds("mentions")}, $9
  from accepted
),
present as materialized (
  select a.ord, a.conversation_id, a.seq, p.user_id, p.user_id = a.sender_id as is_own,
    ${returns} as returns
  from accepted a cross join lateral (
    select x.user_id, x.archived_at, x.muted_until from ${participants} x
    where x.conversation_id = a.conversation_id and x.left_seq is null offset 0
  ) p
),
touched as (
  select conversation_id, user_id, max(seq) filter (where is_own) as own_seq
  from present where is_own or returns
  group by conversation_id, user_id order by conversation_id, user_id
),
advanced as (
  update ${participants} p set archived_at = null, read_seq = coalesce(t.own_seq, p.read_seq),
    marked_unread = p.marked_unread and t.own_seq is null,
    shared_read_seq = coalesce(t.own_seq, p.shared_read_seq)
  from touched t
  where p.conversation_id = t.conversation_id and p.user_id = t.user_id
  returning p.user_id
),
outgoing as (
  select user_id, ord, 'message.created' as type, conversation_id, seq as message_seq,
         null::text as subject_id, null::jsonb as data
  from present
)`;
/** In the order of the input, so that each recipient's numbers increase: no subscriber sees a gap and reads the log. */
const result = fragment`
select ord, 'stored' as outcome, null as refusal, min(message_seq) as seq,
  array_agg(user_id) as recipients, array_agg(seq) as numbers, null::jsonb as message
from logged group by ord
union all
select j.ord, 'repeated', null, null, null, null, to_jsonb(found)
from judged j cross join lateral (
  select ${messageColumns("m")} from ${messages} m
  where m.conversation_id = j.earlier_in and m.seq = j.earlier_at limit 1
) found
where j.verdict = 'repeated'
union all
select j.ord, case when j.fits then 'overtaken' else 'refused' end, j.verdict, null, null, null, null
from judged j
where j.verdict is distinct from 'repeated' and not exists (select from accepted a where a.ord = j.ord)
order by ord
`;
const sendRows = preparedStatement({
  name: "messages.send",
  row: {
    ord: computed.int,
    outcome: computed.text(),
    refusal: nullable(computed.text()),
    seq: nullable(computed.int),
    recipients: nullable(computed.texts),
    numbers: nullable(computed.floats),
    message: nullable(computed.jsonb()),
  },
  text: fragment`with ${input}, ${judged}, ${accepted}, ${stored}, ${appendToStreams({ after: "advanced" })} ${result}`,
  values: (values) => values,
});
/**
 * Sends many messages in one statement and one round trip: refuses what may not be sent, numbers and stores the rest,
 * moves the senders' read positions, and appends to each recipient's stream. A repeat of a sender's id returns the
 * first result and writes nothing. An id may occur in a batch only once.
 *
 * Fails as a whole with 23505 if another process stores the same id at the same moment; a retry then finds the first
 * result.
 */
async function sendStatement(db, values) {
  return await sendRows(db, values);
}

// packages/api/src/domain/messages/send-queue.ts
const keyOf$3 = ({ send }) => `${send.senderId} ${send.id}`;
/** A message as it was just stored: the input, unchanged. */
const toNewMessage = ({ send }, seq, now) => ({
  id: send.id,
  conversationId: send.conversationId,
  seq,
  senderId: send.senderId,
  body: send.body,
  replyToSeq: send.replyToSeq ?? null,
  mentions: sortIds(send.mentions),
  reactions: [],
  version: 1,
  createdAt: now.toISOString(),
  editedAt: null,
  deletedAt: null,
});
function toStored(message, row) {
  const event = {
    type: "message.created",
    message,
  };
  return {
    message,
    deduplicated: false,
    deliveries: row.recipients.map((userId, at) => {
      const seq = row.numbers[at];
      if (seq === void 0) throw new Error("a recipient without a number");
      return {
        userId,
        seq,
        event,
      };
    }),
  };
}
const saysSame = (send, message) =>
  message.body === send.body && packIds(message.mentions) === packIds(send.mentions);
/** A repeat has to be the same message; a deleted one has no text left to compare. */
function isSame({ send }, message) {
  return (
    message.conversationId === send.conversationId &&
    message.replyToSeq === (send.replyToSeq ?? null) &&
    (message.deletedAt !== null || message.editedAt !== null || saysSame(send, message))
  );
}
/** The constraint's name in one table, and in the partitions of a partitioned one (docs/scaling.md). */
const SENT_BEFORE = /^messages(_\d+)?_sender_id/;
/**
 * Another process stored one of these ids between our read and our write, or locked rows in another order. Nothing was
 * stored; a retry finds the current state.
 */
function isRace(error) {
  if (!(error instanceof Error)) return false;
  if ("constraint" in error && SENT_BEFORE.test(String(error.constraint))) return true;
  return "code" in error && error.code === "40P01";
}
/** Settles one send. Returns true if it has to be retried. */
function answer(entry, row, now) {
  switch (row.outcome) {
    case "stored":
      entry.resolve(toStored(toNewMessage(entry, row.seq, now), row));
      return false;
    case "repeated": {
      const message = toMessage(row.message);
      if (isSame(entry, message))
        entry.resolve({
          message,
          deduplicated: true,
          deliveries: [],
        });
      else entry.reject(new DomainError("idempotency_conflict"));
      return false;
    }
    case "refused":
      entry.reject(new DomainError(row.refusal));
      return false;
    case "overtaken":
      return true;
  }
}
/** Settles each send of a batch, and returns those that have to be retried. */
const settle = (batch, rows, now) =>
  rows.flatMap((row) => {
    const entry = batch[row.ord - 1];
    if (entry === void 0) throw new Error("a result without its send");
    return answer(entry, row, now) ? [entry] : [];
  });
const run$1 = ({ db }, batch, now) =>
  sendStatement(db, [
    batch.map(({ send }) => send.senderId),
    batch.map(({ send }) => send.conversationId),
    batch.map(({ send }) => send.id),
    batch.map(({ send }) => send.body),
    batch.map(({ send }) => fold(send.body)),
    batch.map(({ send }) => send.replyToSeq ?? null),
    batch.map(({ send }) => packIds(send.mentions)),
    batch.map(({ send }) => send.issuedAt),
    now,
  ]);
/** One statement for many sends is linked to all of their traces. */
function runTraced(store, batch, now) {
  const { tracer } = store;
  if (tracer === void 0) return run$1(store, batch, now);
  const links = batch.flatMap(({ trace = [] }) => trace);
  const attributes = { "parley.sends": batch.length };
  return tracer.span(
    "messages.store",
    {
      kind: "internal",
      attributes,
      links,
    },
    () => run$1(store, batch, now),
  );
}
/** Stores a batch and settles its sends. Returns those that have to be retried. */
async function storeBatch(store, batch) {
  const now = store.clock.now();
  const begin = performance.now();
  try {
    const rows = await runTraced(store, batch, now);
    store.meter.batchStored(batch.length, performance.now() - begin);
    return settle(batch, rows, now);
  } catch (error) {
    if (isRace(error)) return [...batch];
    return fail$1(store, {
      batch,
      error,
    });
  }
}
/** A failure caused by one send must not fail the others, so each is retried alone. */
async function fail$1(store, { batch, error }) {
  if (batch.length === 1 || isTransientDatabaseFault(error)) {
    for (const entry of batch) entry.reject(error);
    return [];
  }
  const again = [];
  for (const entry of batch) again.push(...(await storeBatch(store, [entry])));
  return again;
}
/** The oldest sends, each id once, so that a repeat waits for its first. */
function takeBatch(waiting) {
  const batch = /* @__PURE__ */ new Map();
  const later = [];
  for (const entry of waiting) {
    const key = keyOf$3(entry);
    if (batch.size < limits.sendBatchMax && !batch.has(key)) batch.set(key, entry);
    else later.push(entry);
  }
  return {
    batch: [...batch.values()],
    later,
  };
}
/** Resolves once all input that has reached this process was read. */
const everythingRead = () => new Promise((resolve) => setImmediate(resolve));
/**
 * One statement at a time: what arrives meanwhile goes together in the next. So a single send is never delayed, and
 * each sender's order is kept.
 *
 * Before a statement, the event loop runs once. Under load the response to the last statement and many sends arrive at
 * the same moment; without this the next statement would leave with the few that were read before.
 */
function createSendQueue(store) {
  let waiting = [];
  const storeWaiting = coalesce(async () => {
    if (waiting.length === 0) return;
    await everythingRead();
    const { batch, later } = takeBatch(waiting);
    waiting = later;
    waiting = [...(await storeBatch(store, batch)), ...waiting];
    if (waiting.length > 0) storeWaiting();
  });
  return {
    send: (send) =>
      new Promise((resolve, reject) => {
        waiting.push({
          send,
          resolve,
          reject,
          trace: store.tracer?.current(),
        });
        storeWaiting();
      }),
  };
}

// packages/concurrency/src/batch-loader.ts
/**
 * One batch at a time: keys that arrive while a query runs go together in the next. A single lookup is therefore not
 * delayed, a thousand at once take a few queries, and no caller gets a value from before it called.
 */
function createBatchLoader(loadAll) {
  let keys = /* @__PURE__ */ new Set();
  const loadBatch = coalesce(() => {
    const batch = [...keys];
    keys = /* @__PURE__ */ new Set();
    return loadAll(batch);
  });
  return {
    async load(key) {
      keys.add(key);
      return (await loadBatch()).get(key);
    },
  };
}

// packages/api/src/domain/users/accounts.ts
const accountRows = preparedStatement({
  name: "users.accounts",
  row: {
    id: users.id,
    kind: users.kind,
    role: users.role,
    status: users.status,
    tokensValidAfter: users.tokensValidAfter,
    sharesPresence: users.sharesPresence,
    sharesReceipts: users.sharesReceipts,
  },
  text: fragment`select id, kind, role, status, tokens_valid_after as "tokensValidAfter",
     shares_presence as "sharesPresence", shares_receipts as "sharesReceipts"
   from ${users} where id = any($1::text[])`,
  values: (ids) => [ids],
});
/** Loads accounts in batches: after a lost connection a thousand users reconnect at once. */
function createAccounts(db) {
  return createBatchLoader(async (ids) => {
    const rows = await accountRows(db, ids);
    return new Map(
      rows.map(({ tokensValidAfter: at, ...row }) => [
        row.id,
        {
          ...row,
          tokensValidAfter: at === null ? null : toDate(at),
        },
      ]),
    );
  });
}

// packages/api/src/meter.ts
const nothing = () => void 0;
/** A meter that does nothing. */
const silentMeter = {
  batchStored: nothing,
  eventCame: nothing,
  eventLeft: nothing,
  notificationsPublished: nothing,
  eventsLoaded: nothing,
  reconciled: nothing,
  mailboxOverflowed: nothing,
  resynced: nothing,
};

// packages/api/src/bus/event-loader.ts
/** A subscriber with more new events than this reads the log itself, page by page. */
const EVENTS_MAX$1 = 50;
/** Users of one query. */
const PEOPLE_MAX = 1e3;
const asHints = (hints) =>
  [...hints].map(({ userId, first, last }) => ({
    userId,
    first,
    seq: last,
  }));
const isMuch = ({ first, last }) => last - first >= EVENTS_MAX$1;
const join$1 = (one, other) => ({
  ...one,
  first: Math.min(one.first, other.first),
  last: Math.max(one.last, other.last),
});
function takePeople(waiting) {
  const hints = [];
  for (const [userId, hint] of waiting) {
    if (hints.length >= PEOPLE_MAX) break;
    hints.push(hint);
    waiting.delete(userId);
  }
  return hints;
}
/**
 * Batches hints and loads their events: one query at a time for all users with queued hints, and what arrives meanwhile
 * goes together in the next. If loading fails the hints are passed on, and each subscriber reads the log itself.
 */
function createEventLoader({ read, onLoaded, onFault }) {
  const waiting = /* @__PURE__ */ new Map();
  const readSome = async (hints) => {
    try {
      return await read(hints);
    } catch (fault) {
      onFault(fault);
      return asHints(hints);
    }
  };
  const loadWaiting = coalesce(async () => {
    const hints = takePeople(waiting);
    onLoaded(asHints(hints.filter(isMuch)), []);
    const few = hints.filter((hint) => !isMuch(hint));
    if (few.length > 0) onLoaded(await readSome(few), few);
    if (waiting.size > 0) loadWaiting();
  });
  return (hint) => {
    const present = waiting.get(hint.userId);
    waiting.set(hint.userId, present === void 0 ? hint : join$1(present, hint));
    loadWaiting();
  };
}

// packages/api/src/bus/inline-events.ts
/** Maximum recipients of an inline event. One with more is loaded from the log once, and serialised once. */
const RECEIVERS_MAX = 8;
/** Maximum inline events of one hint. */
const EVENTS_MAX = 8;
const eventsSchema = array(streamEventSchema);
/** Strips events with many recipients from deliveries: the other servers load those from the log. */
function stripLargeFanout(deliveries) {
  const receivers = /* @__PURE__ */ new Map();
  for (const { event } of deliveries)
    if (event !== void 0) receivers.set(event, (receivers.get(event) ?? 0) + 1);
  const isForFew = (event) => (receivers.get(event) ?? 0) <= RECEIVERS_MAX;
  return deliveries.map(({ event, ...hint }) =>
    event !== void 0 && isForFew(event)
      ? {
          ...hint,
          event,
        }
      : hint,
  );
}
/** The events of two hints of one user, if they are adjacent and few. */
function joinEvents(one, other) {
  if (one.events === void 0 || other.events === void 0) return void 0;
  const isNext = other.first === one.last + 1;
  const isFew = one.events.length + other.events.length <= EVENTS_MAX;
  return isNext && isFew ? [...one.events, ...other.events] : void 0;
}
/**
 * The inline events of a hint, each with its number. Returns undefined if there are none, or if this version does not
 * understand them: the log has them.
 */
function unpackEvents({ userId, first, last, events }) {
  if (events?.length !== last - first + 1) return void 0;
  const { data } = eventsSchema.safeParse(events);
  return data?.map((event, nth) => ({
    userId,
    seq: first + nth,
    event,
  }));
}

// packages/api/src/bus/local-delivery.ts
/** Loads events inside a span that links to the traces which caused it. */
function traceReading(read, tracer) {
  if (tracer === void 0) return read;
  return (hints) => {
    const links = hints.flatMap(({ trace = [] }) => trace);
    const attributes = { "parley.people": hints.length };
    return tracer.span(
      "events.read",
      {
        kind: "consumer",
        attributes,
        links,
      },
      () => read(hints),
    );
  };
}
/** Loads the events of hints in one query for all subscribers of this process, if there is a loader. */
function createLoad(publish, options) {
  const { loadEvents, meter = silentMeter, tracer, onFault } = options;
  if (loadEvents === void 0)
    return (hint) =>
      publish(
        {
          userId: hint.userId,
          first: hint.first,
          seq: hint.last,
        },
        hint,
      );
  return createEventLoader({
    read: traceReading(loadEvents, tracer),
    onFault: (fault) => onFault?.(fault),
    onLoaded(deliveries, hints) {
      if (hints.length > 0) meter.eventsLoaded(hints.length);
      const moments = new Map(hints.map((hint) => [hint.userId, hint]));
      for (const delivery of deliveries)
        publish(delivery, moments.get(delivery.userId) ?? { at: Date.now() });
    },
  });
}
function createListeners(interest) {
  const people = /* @__PURE__ */ new Map();
  const begin = (userId) => {
    const person = {
      userId,
      listeners: /* @__PURE__ */ new Set(),
      seq: 0,
      account: "",
    };
    people.set(userId, person);
    interest?.follow(userId);
    return person;
  };
  return {
    people,
    listenersOf: (userId) => people.get(userId)?.listeners ?? [],
    listen(userId, listener) {
      const person = people.get(userId) ?? begin(userId);
      person.listeners.add(listener);
      return () => {
        person.listeners.delete(listener);
        if (person.listeners.size > 0 || people.get(userId) !== person) return;
        people.delete(userId);
        interest?.unfollow(userId);
      };
    },
  };
}
/** Creates the half of the bus that is in this process. */
function createLocalDelivery(options) {
  const { interest, meter = silentMeter, tracer } = options;
  const { people, listenersOf, listen } = createListeners(interest);
  const publishHere = (delivery) => {
    const person = people.get(delivery.userId);
    if (person === void 0) return;
    if (delivery.seq > person.seq) person.seq = delivery.seq;
    for (const listener of person.listeners) listener.onEvent?.(delivery);
  };
  const publish = (delivery, { at, trace }) => {
    if (delivery.event !== void 0) {
      meter.eventCame(delivery.event, at);
      if (trace !== void 0) tracer?.eventCame(delivery.event, trace);
    }
    publishHere(delivery);
  };
  const load = createLoad(publish, options);
  const take = (hint) => {
    if (!people.has(hint.userId)) return;
    const deliveries = unpackEvents(hint);
    if (deliveries === void 0) load(hint);
    else for (const delivery of deliveries) publish(delivery, hint);
  };
  return {
    people,
    listen,
    take,
    deliver(deliveries, moment) {
      for (const delivery of deliveries) {
        const { userId, seq, first = seq, event } = delivery;
        if (event === void 0)
          take({
            userId,
            first,
            last: seq,
            ...moment,
          });
        else publish(delivery, moment);
      }
    },
    notify: (userId, seq) =>
      publishHere({
        userId,
        seq,
      }),
    signal({ userIds, signal }) {
      for (const userId of userIds)
        for (const listener of listenersOf(userId)) listener.onSignal?.(signal);
    },
    authority(userId) {
      for (const listener of listenersOf(userId)) listener.onAuthority?.();
    },
  };
}

// packages/api/src/bus/publisher.ts
/** Bound of queued signals. Excess ones are dropped: each expires or is repeated automatically. */
const SIGNALS_MAX = 1e3;
/** Bound of queued hints, one a user. Excess ones are dropped: the reconcilers of the other processes find them. */
const HINTS_MAX = 1e5;
const join = (one, other) => ({
  userId: one.userId,
  first: Math.min(one.first, other.first),
  last: Math.max(one.last, other.last),
  at: Math.min(one.at, other.at),
  trace: one.trace ?? other.trace,
  events: joinEvents(one, other),
});
/** Notifications that wait to be published. */
function createQueue() {
  let hints = /* @__PURE__ */ new Map();
  let signals = [];
  let authority = /* @__PURE__ */ new Set();
  let mustReconcile = false;
  const add = (hint) => {
    const waiting = hints.get(hint.userId);
    if (waiting === void 0 && hints.size >= HINTS_MAX) return;
    hints.set(hint.userId, waiting === void 0 ? hint : join(waiting, hint));
  };
  return {
    get isEmpty() {
      return hints.size === 0 && signals.length === 0 && authority.size === 0 && !mustReconcile;
    },
    hint: add,
    signal(signal) {
      if (signals.length < SIGNALS_MAX) signals.push(signal);
    },
    authority: (userId) => void authority.add(userId),
    requestReconcile() {
      mustReconcile = true;
    },
    take() {
      const notification = {
        hints: [...hints.values()],
        signals,
        authority: [...authority],
        reconcile: mustReconcile,
      };
      hints = /* @__PURE__ */ new Map();
      signals = [];
      authority = /* @__PURE__ */ new Set();
      mustReconcile = false;
      return notification;
    },
    /** Queues a notification that could not be published again, without its signals. */
    putBack(notification) {
      for (const { events: _, ...hint } of notification.hints) add(hint);
      for (const userId of notification.authority) authority.add(userId);
      mustReconcile ||= notification.reconcile;
    },
  };
}
/**
 * One publication at a time: what arrives meanwhile goes together in the next, as does what is queued in the same turn of
 * the event loop. A single event is therefore not delayed, and a thousand cost no more than a few. What could not be
 * published goes with the next notification.
 */
function createPublisher({ publish, onFault }) {
  const queue = createQueue();
  let hasFailed = false;
  let isClosed = false;
  const publishQueue = coalesce(async () => {
    if (queue.isEmpty || hasFailed) return;
    await new Promise((resolve) => setImmediate(resolve));
    const notification = queue.take();
    try {
      await publish(notification);
    } catch (fault) {
      queue.putBack(notification);
      hasFailed = true;
      if (!isClosed) onFault(fault);
    }
  });
  const request = () => {
    if (isClosed) return;
    hasFailed = false;
    publishQueue();
  };
  return {
    deliver(deliveries, moment) {
      for (const { userId, seq, first = seq, event } of stripLargeFanout(deliveries)) {
        const events = event === void 0 ? void 0 : [event];
        queue.hint({
          userId,
          first,
          last: seq,
          events,
          ...moment,
        });
      }
      request();
    },
    signal(signal) {
      if (signal.userIds.length === 0) return;
      queue.signal(signal);
      request();
    },
    authority(userId) {
      queue.authority(userId);
      request();
    },
    requestReconcile() {
      queue.requestReconcile();
      request();
    },
    close() {
      isClosed = true;
      return publishQueue();
    },
  };
}

// packages/api/src/bus/reconciler.ts
/** Users of one query. */
const PAGE = 5e3;
function compareAccount(local, person, { account }) {
  if (person.account === account) return;
  person.account = account;
  local.authority(person.userId);
}
/** Returns the lag of a user in events. Before their first event here it is unknown: they are notified, not counted. */
function compareStream(local, { userId, seq }, { head }) {
  if (head <= seq) return 0;
  if (seq === 0) {
    local.notify(userId, head);
    return 0;
  }
  local.take({
    userId,
    first: seq + 1,
    last: head,
    at: Date.now(),
  });
  return head - seq;
}
/**
 * Compares the sequence numbers published here with the stream heads in the database, for every subscribed user, and
 * publishes what the transport has lost. One query for thousands of users.
 */
async function reconcile({ local, loadStreamHeads }) {
  const userIds = [...local.people.keys()];
  let behind = 0;
  let lag = 0;
  for (let from = 0; from < userIds.length; from += PAGE)
    for (const status of await loadStreamHeads(userIds.slice(from, from + PAGE))) {
      const person = local.people.get(status.userId);
      if (person === void 0) continue;
      compareAccount(local, person, status);
      const missing = compareStream(local, person, status);
      if (missing > 0) behind += 1;
      lag = Math.max(lag, missing);
    }
  return {
    behind,
    lag,
  };
}
/** Delay after a failed run, in milliseconds. */
const RETRY_AFTER$1 = 1e3;
/** Starts periodic reconciliation. One run at a time. */
function startReconciler(options) {
  let isClosed = false;
  let retry;
  const run = coalesce(async () => {
    if (isClosed) return;
    try {
      options.onDrift(await reconcile(options));
    } catch (fault) {
      options.onFault(fault);
      retry = setTimeout(wake, RETRY_AFTER$1).unref();
    }
  });
  const wake = () => void run();
  const timer = setInterval(wake, options.every);
  timer.unref();
  return {
    wake,
    async close() {
      clearInterval(timer);
      isClosed = true;
      await run();
      clearTimeout(retry);
    },
  };
}

// packages/api/src/bus/peer-link.ts
const RECONCILE_EVERY = 1e4;
/** Publishes notifications to other processes through a transport, and theirs to the subscribers of this process. */
function createPeerLink({
  transport,
  loadStreamHeads,
  reconcileEvery = RECONCILE_EVERY,
  local,
  meter = silentMeter,
  onFault = () => void 0,
}) {
  const publisher = createPublisher({
    onFault,
    async publish(notification) {
      await transport.publish(notification);
      meter.notificationsPublished(notification.hints.length);
    },
  });
  const reconciler = startReconciler({
    local,
    loadStreamHeads,
    every: reconcileEvery,
    onFault,
    onDrift: ({ behind, lag }) => meter.reconciled(behind, lag),
  });
  transport.start({
    onFault,
    onNotification({ hints, signals, authority, reconcile }) {
      for (const hint of hints) local.take(hint);
      for (const signal of signals) local.signal(signal);
      for (const userId of authority) local.authority(userId);
      if (reconcile) reconciler.wake();
    },
    onGap() {
      publisher.requestReconcile();
      reconciler.wake();
    },
  });
  return {
    ready: (userId) => transport.ready(userId),
    deliver: publisher.deliver,
    signal: publisher.signal,
    authority: publisher.authority,
    async close() {
      await reconciler.close();
      await publisher.close();
      await transport.close();
    },
  };
}

// packages/api/src/bus/create-bus.ts
/**
 * Creates the bus. Subscribers of this process get the events themselves at once; other processes get hints, with the
 * events inline if they have few recipients, and load the others from the log.
 */
function createBus({ peers: peerOptions, ...options } = {}) {
  const local = createLocalDelivery({
    ...options,
    interest: peerOptions?.transport,
  });
  const peers =
    peerOptions &&
    createPeerLink({
      ...options,
      ...peerOptions,
      local,
    });
  return {
    deliver(deliveries) {
      if (deliveries.length === 0) return;
      const moment = {
        at: Date.now(),
        trace: options.tracer?.current(),
      };
      local.deliver(deliveries, moment);
      peers?.deliver(deliveries, moment);
    },
    signal(delivery) {
      local.signal(delivery);
      peers?.signal(delivery);
    },
    authority(userId) {
      local.authority(userId);
      peers?.authority(userId);
    },
    listen: (userId, listener) => local.listen(userId, listener),
    ready: async (userId) => peers?.ready(userId),
    close: async () => peers?.close(),
  };
}

// packages/api/src/read-limiter.ts
/** Bound of the queue: beyond it the caller has gone by the time a permit is free. */
const WAITING_MAX = 2e3;
/** Retry delay for rejected calls in milliseconds, with jitter. */
const RETRY_AFTER = {
  from: 500,
  within: 1e3,
};
/**
 * Semaphore with a bounded queue. Keeps many simultaneous reads, such as a thousand pages that load at once, from taking
 * every database connection. Calls that must not wait behind them do not pass through it.
 */
function createConcurrencyLimiter({ permits, waitingMax = WAITING_MAX }) {
  let free = permits;
  const queue = [];
  const acquire = async () => {
    if (free > 0) {
      free -= 1;
      return;
    }
    if (queue.length >= waitingMax) {
      const retryAfterMs = RETRY_AFTER.from + Math.random() * RETRY_AFTER.within;
      throw new DomainError("unavailable", { retryAfterMs });
    }
    await new Promise((resolve) => queue.push(resolve));
  };
  /** The permit passes to the next in the queue, so that no later call takes it. */
  const release = () => {
    const next = queue.shift();
    if (next === void 0) free += 1;
    else next();
  };
  return {
    get waiting() {
      return queue.length;
    },
    async run(work) {
      await acquire();
      try {
        return await work();
      } finally {
        release();
      }
    },
  };
}

// packages/api/src/platform.ts
/** Connections reserved for sends and for streams that resume. */
const RESERVED = 2;
/** However small the pool, one read that hangs must not block all others. */
const PERMITS_MIN = 4;
const readPermits = ({ $client: { options } }) =>
  Math.max(PERMITS_MIN, (options.max ?? 10) - RESERVED);
function busOf({ db, transport, reconcileEvery, meter, tracer, onFault }) {
  return createBus({
    peers: transport && {
      transport,
      reconcileEvery,
      loadStreamHeads: (userIds) => loadStreamHeads(db, userIds),
    },
    meter,
    tracer,
    onFault,
    loadEvents: (hints) => loadEvents(db, hints),
  });
}
/** Creates everything that a process needs to serve Parley, from a database and the host's overrides. */
function createPlatform(options) {
  const {
    db,
    transport,
    lease,
    clock = systemClock,
    policy = {},
    meter = silentMeter,
    tracer,
  } = options;
  const { onFault = () => void 0 } = options;
  const sharePresence = () =>
    createSharedPresence({
      db,
      lease,
      onLost: (userIds) => publishLost(platform, userIds),
      onFault,
    });
  const platform = {
    db,
    bus: busOf(options),
    clock,
    policy: {
      ...defaultPolicy,
      ...policy,
    },
    accounts: createAccounts(db),
    sends: createSendQueue({
      db,
      clock,
      meter,
      tracer,
    }),
    presence: options.presence ?? (transport === void 0 ? createPresenceBoard() : sharePresence()),
    meter,
    tracer,
    reads: createConcurrencyLimiter({ permits: readPermits(db) }),
  };
  return platform;
}

// packages/api/src/domain/any-of.ts
/** Whether a column has one of some values, which are one parameter however many they are. */
const isAnyOf = (column, values) => sql`${column} = any(${sql.param(values)})`;

// packages/api/src/domain/relations/contact-signatures.ts
const ownerRow = {
  owner_id: users.id,
  reasons: computed.json(),
};
const reasonsByOwner = statement({
  name: "relations.reasons-by-owner",
  row: ownerRow,
  sql: (scope) => sql`
  select owner_id, json_object_agg(id, reasons) as reasons
  from (
    select owner_id, id, string_agg(distinct type, '+') || ' ' || string_agg(concat_ws(':', type, group_id, group_name, leads, led), ' '
                                    order by type collate "C", group_id) as reasons
    from (${contactReasons(scope)}) r group by owner_id, id
  ) pairs
  group by owner_id`,
  examples: [ownedBy("ada"), involving("ada")],
});
async function activeRoles(tx, ids) {
  const rows = await tx
    .select({
      id: users.id,
      role: users.role,
    })
    .from(users)
    .where(and(eq(users.status, "active"), isAnyOf(users.id, ids)));
  return new Map(rows.map(({ id, role }) => [id, role]));
}
async function blockedPairs(tx, scope) {
  const { blockerId, blockedId } = blocks$1;
  const rows = await tx
    .select({
      blockerId,
      blockedId,
    })
    .from(blocks$1)
    .where(
      within(scope, {
        owner: sql`${blockerId}`,
        contact: sql`${blockedId}`,
      }),
    );
  return new Set(rows.map((row) => `${row.blockerId} ${row.blockedId}`));
}
/**
 * The contacts of a scope, as `loadContacts` returns them, in a form that can be compared. A group of 500 has a quarter
 * of a million: users and blocks are joined here, since a planner without statistics would join them to the pairs row
 * by row.
 */
async function contactSignatures(tx, scope) {
  const rows = await reasonsByOwner(tx, scope);
  const roles = await activeRoles(tx, [
    ...new Set(rows.flatMap((row) => [row.owner_id, ...Object.keys(row.reasons)])),
  ]);
  const blocked = await blockedPairs(tx, scope);
  const contactsOf = ({ owner_id: ownerId, reasons }) =>
    Object.entries(reasons)
      .filter(([id]) => roles.has(id) && !blocked.has(`${ownerId} ${id}`))
      .map(([id, reason]) => [id, `${roles.get(ownerId)} ${roles.get(id)} ${reason}`]);
  return new Map(rows.map((row) => [row.owner_id, new Map(contactsOf(row))]));
}

// packages/api/src/domain/relations/publish-visibility.ts
/** Returns those of the given users who share their presence. */
async function sharingOf(ctx, userIds) {
  const rows = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(and(isAnyOf(users.id, [...userIds]), users.sharesPresence));
  return new Set(rows.map(({ id }) => id));
}
/**
 * Publishes presence signals for connected users whose visibility changed, not their connection. Recipients see them as
 * any other presence change. Not coordinated between processes: each publishes its own change.
 */
async function publishVisibility(ctx, changes) {
  const online = await ctx.presence.online([
    ...new Set(changes.flatMap(({ one, other }) => [one, other])),
  ]);
  const shown = changes.flatMap(({ one, other, state }) => [
    {
      userId: one,
      viewerId: other,
      state,
    },
    {
      userId: other,
      viewerId: one,
      state,
    },
  ]);
  const byPerson = Map.groupBy(
    shown.filter(({ userId }) => online.has(userId)),
    ({ userId, state }) => `${state} ${userId}`,
  );
  for (const seen of byPerson.values()) {
    const [first] = seen;
    if (first === void 0) continue;
    const presence = {
      userId: first.userId,
      state: first.state,
      lastSeenAt: null,
    };
    const userIds = seen.map(({ viewerId }) => viewerId);
    ctx.bus.signal({
      userIds,
      signal: {
        type: "presence",
        presence,
      },
    });
  }
}
/** The same for pairs of which both share their presence. */
async function publishSharedVisibility(ctx, changes) {
  if (changes.length === 0) return;
  const sharing = await sharingOf(ctx, new Set(changes.flatMap(({ one, other }) => [one, other])));
  await publishVisibility(
    ctx,
    changes.filter(({ one, other }) => sharing.has(one) && sharing.has(other)),
  );
}

// packages/api/src/domain/relations/contact-changes.ts
const none = /* @__PURE__ */ new Map();
/** Changed contacts of each owner who has any. */
function contactChanges(before, after) {
  return [.../* @__PURE__ */ new Set([...before.keys(), ...after.keys()])].flatMap((ownerId) => {
    const had = before.get(ownerId) ?? none;
    const has = after.get(ownerId) ?? none;
    const added = [...has].filter(([id, signature]) => had.get(id) !== signature).map(([id]) => id);
    const removed = [...had.keys()].filter((id) => !has.has(id));
    return added.length + removed.length > 0
      ? [
          {
            ownerId,
            added,
            removed,
          },
        ]
      : [];
  });
}

// packages/api/src/domain/relations/group-conversations.ts
/** Whether a conversation is of a group that some users select; of none, if there are no users. */
const isGroupOf = (conversation, users) => {
  const groupId = sql.raw(`${conversation}.group_id`);
  if ("any" in users)
    return sql`${groupId} in (
      select group_id from ${groupMembers} where user_id = any(${sql.param(users.any)}::text[]) and left_at is null)`;
  if (users.all.length === 0) return sql`false`;
  return sql.join(
    users.all.map(
      (userId) => sql`${groupId} in (
        select group_id from ${groupMembers} where user_id = ${userId} and left_at is null)`,
    ),
    sql` and `,
  );
};

// packages/api/src/domain/relations/lock-conversations.ts
/** One branch per index: an `or` between them would read every conversation. */
const touchedIds = ({ scope, groupIds, inGroupsOf }) => sql`
  select c.id from ${conversations} c
  where c.kind = 'direct' and ${within(scope, {
    owner: sql`c.low_user`,
    contact: sql`c.high_user`,
  })}
  union all
  select c.id from ${conversations} c where c.group_id = any(${sql.param(groupIds)}::text[])
  union all
  select c.id from ${conversations} c where c.kind = 'group' and ${isGroupOf("c", inGroupsOf)}`;
/**
 * Locks every conversation that a change of relations can affect, those of groups included, in the order of ids: a
 * batch of sends locks several as well, and the two must not deadlock.
 */
const lockConversations$1 = statement({
  name: "relations.lock-conversations",
  sql: (touched) => sql`
    select from ${conversations} c where c.id in (${touchedIds(touched)})
    order by c.id
    for no key update`,
  examples: [
    {
      scope: ownedBy("ada"),
      groupIds: ["north"],
      inGroupsOf: { all: ["ada"] },
    },
    {
      scope: ownedBy("ada"),
      groupIds: [],
      inGroupsOf: { any: ["ada"] },
    },
  ],
});

// packages/api/src/domain/relations/writable-changes.ts
const writableRow = {
  id: conversations.id,
  user_id: participants.userId,
  state: conversations.state,
  reason: nullable(computed.text()),
  since: nullable(computed.moment),
};
const aliases$1 = {
  participant: "p",
  conversation: "c",
  caller: "viewer",
  other: "o",
};
const since$1 = unwritableSince("told.reason", aliases$1);
const writableRows = statement({
  name: "relations.writables",
  row: writableRow,
  sql: ({ scope, policy }) => sql`
    select c.id, p.user_id, c.state, told.reason, ${since$1} as since
    from ${conversations} c
    join ${participants} p on p.conversation_id = c.id
    join ${users} viewer on viewer.id = p.user_id
    join ${users} o on o.id = ${otherUser({
      conversation: "c",
      user: "p.user_id",
    })}
    cross join lateral (select ${unwritableReason(aliases$1, policy)} as reason offset 0) told
    where c.kind = 'direct' and ${within(scope, {
      owner: sql`c.low_user`,
      contact: sql`c.high_user`,
    })}`,
  examples: [
    {
      scope: ownedBy("ada"),
      policy: defaultPolicy,
    },
    {
      scope: ownedBy("ada"),
      policy: {
        ...defaultPolicy,
        blockNotice: "immediate",
      },
    },
  ],
});
const keyOf$2 = ({ id, user_id }) => `${id} ${user_id}`;
/** What both users of every direct conversation of a scope see now. */
async function loadWritables(tx, judged) {
  const rows = await writableRows(tx, judged);
  return new Map(
    rows.map((row) => [keyOf$2(row), JSON.stringify([row.state, row.reason, row.since])]),
  );
}
/** One event for each user whose write permission in a conversation changed. */
const writableEvents = (before, after) =>
  [...after]
    .filter(([key, told]) => before.get(key) !== told)
    .map(([key]) => {
      const [conversationId, userId = ""] = key.split(" ", 2);
      return {
        userId,
        type: "conversation.updated",
        conversationId,
      };
    });

// packages/api/src/domain/policy/decide.ts
/** What the rules decide about an action of the first user towards the second. */
function ask(action, relation, policy) {
  for (const { id, ...rule } of rules) {
    const { when, under, says } = rule;
    if (when.every((fact) => relation[fact]) && (under?.(policy) ?? true) && says[action] !== "-")
      return {
        allowed: says[action] === "yes",
        rule: id,
        isFinal: isAccountRule(rule),
      };
  }
  throw new Error("the last rule of the contact policy applies to everybody");
}
/** What the contact policy decides about an action between two users, and by which rule. */
function decide(action, relation, policy) {
  const { isFinal, ...asked } = ask(action, relation, policy);
  const there = {
    ...asked,
    seenFrom: "first",
  };
  const back = () => {
    const { allowed, rule } = ask(action, mirrored(relation), policy);
    return {
      allowed,
      rule,
      seenFrom: "second",
    };
  };
  switch (asks[action]) {
    case "there":
      return there;
    case "either": {
      if (there.allowed || isFinal) return there;
      const other = back();
      return other.allowed ? other : there;
    }
    case "both":
      return there.allowed ? back() : there;
  }
}

// packages/api/src/domain/policy/load-relations.ts
const sides = {
  from: "f",
  to: "t",
};
const [columns$2, isBlockedByFrom] = [factColumns(sides), ownBlock(sides)];
const relationRows = preparedStatement({
  name: "policy.relations",
  row: {
    ord: computed.int,
    ...factRow,
    blockedByFrom: computed.boolean,
  },
  sql: (pairs) => sql`
  select p.ord::int as ord, ${columns$2}, ${isBlockedByFrom} as "blockedByFrom"
  from unnest(${sql.param(pairs.map(({ fromId }) => fromId))}::text[],
              ${sql.param(pairs.map(({ toId }) => toId))}::text[]) with ordinality as p (from_id, to_id, ord)
  join ${users} f on f.id = p.from_id
  join ${users} t on t.id = p.to_id`,
  examples: [[]],
});
/** For each pair the relation seen from the first, or undefined if one of the two does not exist. */
async function loadRelationsOf(db, pairs) {
  const rows = await relationRows(db, pairs);
  const found = new Map(rows.map(({ ord, ...relation }) => [ord, relation]));
  return pairs.map((_, at) => found.get(at + 1));
}
/** The relation of two users, or undefined if one of them does not exist. */
async function loadRelations(db, pair) {
  const [relation] = await loadRelationsOf(db, [pair]);
  return relation;
}

// packages/api/src/domain/relations/settle-direct-conversations.ts
/** Locks direct conversations in the order of ids, and loads them. */
async function lockDirectConversations(tx, { where, limit }) {
  const { id, lowUser, highUser, state } = conversations;
  const query = tx
    .select({
      id,
      lowUser: sql`${lowUser}`,
      highUser: sql`${highUser}`,
      state,
    })
    .from(conversations)
    .where(and(eq(conversations.kind, "direct"), where))
    .orderBy(id)
    .for("no key update")
    .$dynamic();
  return limit === void 0 ? query : query.limit(limit);
}
/**
 * What a conversation's state reflects. A deactivation, and a block that the blocked user learns of when they try,
 * refuse each send separately and do not change it.
 */
const visibly = (relation, policy) => ({
  ...relation,
  closed: false,
  blocked: relation.blocked && policy.blockNotice === "immediate",
});
/** Open while one of the two may write: also to a `SYSTEM` user's conversation, which cannot be answered. */
async function judgeStates(tx, { rows, policy }) {
  const relations = await loadRelationsOf(
    tx,
    rows.map((row) => ({
      fromId: row.lowUser,
      toId: row.highUser,
    })),
  );
  return rows.map((row, at) => {
    const relation = relations[at];
    const mayWrite = (seen) => decide("send", visibly(seen, policy), policy).allowed;
    const isOpen = relation !== void 0 && (mayWrite(relation) || mayWrite(mirrored(relation)));
    const isBlocked = relation?.blocked === true;
    return {
      ...row,
      next: isOpen ? "open" : "readonly",
      isBlocked,
    };
  });
}
/** Stores states, each with a new epoch, since write permission changed. */
const storeStates = statement({
  name: "relations.store-states",
  sql: (settled) => sql`
    update ${conversations} c set state = s.next, epoch = c.epoch + 1
    from jsonb_to_recordset(${JSON.stringify(settled)}::jsonb) as s (id uuid, next text)
    where c.id = s.id`,
  examples: [[]],
});
/** Those whose state changed. */
const changedOf = (settled) => settled.filter(({ state, next }) => state !== next);
/** Events for both users of each conversation. */
const stateEvents = (changed) =>
  changed.flatMap(({ id, lowUser, highUser }) =>
    [lowUser, highUser].map((userId) => ({
      userId,
      type: "conversation.updated",
      conversationId: id,
    })),
  );
/** Sets each direct conversation of a scope to the state that the policy requires, with a new epoch. */
async function settleDirectConversations(tx, { scope, policy }) {
  const { lowUser, highUser } = conversations;
  const rows = await lockDirectConversations(tx, {
    where: within(scope, {
      owner: sql`${lowUser}`,
      contact: sql`${highUser}`,
    }),
  });
  if (rows.length === 0) return;
  await storeStates(
    tx,
    await judgeStates(tx, {
      rows,
      policy,
    }),
  );
}

// packages/api/src/domain/relations/visibility-changes.ts
/** Parses the fields of a signature that the contact policy needs. */
function readSignature(signature) {
  const [ownerRole, role, types = ""] = signature.split(" ", 3);
  return {
    ownerRole,
    role,
    types: types.split("+"),
  };
}
/** The relation of two users who have each other as contacts: both are active people, and neither blocks. */
function relationOf(there, back) {
  const { ownerRole, role, types } = readSignature(there);
  return {
    closed: false,
    blocked: false,
    fromSystem: false,
    toSystem: false,
    automated: false,
    fromAdmin: ownerRole === "ADMIN",
    toAdmin: role === "ADMIN",
    fromMentor: ownerRole === "MENTOR",
    toMentor: role === "MENTOR",
    fromMentee: ownerRole === "MENTEE",
    toMentee: role === "MENTEE",
    sameGroup: types.includes("group"),
    fromAdded: types.includes("custom"),
    toAdded: readSignature(back).types.includes("custom"),
  };
}
/** Only mutual contacts see each other: a block or a one-sided custom contact leaves one side without. */
function seeEachOther(signatures, { one, other }, policy) {
  const there = signatures.get(one)?.get(other);
  const back = signatures.get(other)?.get(one);
  if (there === void 0 || back === void 0) return false;
  return decide("presence", relationOf(there, back), policy).allowed;
}
/** The pairs that begin or cease to see each other's presence, of those with at least one user online. */
function visibilityChanges({ before, after, changes }, { policy, online }) {
  const found = /* @__PURE__ */ new Map();
  for (const { ownerId: one, added, removed } of changes)
    for (const other of [...added, ...removed]) {
      if (found.has(`${other} ${one}`) || !(online.has(one) || online.has(other))) continue;
      const sees = seeEachOther(
        after,
        {
          one,
          other,
        },
        policy,
      );
      if (
        seeEachOther(
          before,
          {
            one,
            other,
          },
          policy,
        ) === sees
      )
        continue;
      found.set(`${one} ${other}`, {
        one,
        other,
        state: sees ? "online" : "offline",
      });
    }
  return [...found.values()];
}

// packages/api/src/domain/advisory-lock.ts
/** A key of the schema: as in the name of a table, the driver gets the configured one. */
const keyOf$1 = (name) => fragment`hashtext('"${DEFAULT_SCHEMA}".${name}')`;
/** Declares an exclusive lock that a transaction waits for, and holds until its end. */
const advisoryLock = (name) =>
  statement({
    name: `${name}.lock`,
    sql: () => sql`select from pg_advisory_xact_lock(${keyOf$1(name)})`,
    examples: [void 0],
  });
/** Declares a shared lock: it waits for the exclusive one, and its holders do not wait for each other. */
const sharedAdvisoryLock = (name) =>
  statement({
    name: `${name}.share-lock`,
    sql: () => sql`select from pg_advisory_xact_lock_shared(${keyOf$1(name)})`,
    examples: [void 0],
  });
/** Declares an exclusive lock that a transaction takes only if no other one holds it; `taken` says whether. */
const triedAdvisoryLock = (name) =>
  statement({
    name: `${name}.try-lock`,
    row: { taken: computed.boolean },
    sql: () => sql`select pg_try_advisory_xact_lock(${keyOf$1(name)}) as taken`,
    examples: [void 0],
  });

// packages/api/src/domain/relations/lock-relations.ts
/** Exclusive lock: changes of relations are rare and serialised, so each sees the state that the last one left. */
const lockRelations = advisoryLock("relations");
/**
 * Shared lock: a transaction that decides by relations and stores the result waits for a change in progress, and
 * blocks new ones until its commit. Holders of the shared lock do not wait for each other.
 */
const shareRelationsLock = sharedAdvisoryLock("relations");

// packages/api/src/domain/relations/change-relations.ts
/** One event per user for contacts gained or changed, and one for contacts lost. */
const contactEvents = ({ ownerId: userId, added, removed }) => [
  ...(added.length > 0
    ? [
        {
          userId,
          type: "contact.added",
          data: { ids: added },
        },
      ]
    : []),
  ...(removed.length > 0
    ? [
        {
          userId,
          type: "contact.removed",
          data: { ids: removed },
        },
      ]
    : []),
];
/** Several parts of a change may find the same changed contact; its owner gets one event. */
const once$1 = (events) => [
  ...new Map(events.map((event) => [JSON.stringify(event), event])).values(),
];
/** Sends that read the former members, or whom they may mention, are retried. */
const incrementEpochs = statement({
  name: "relations.increment-epochs",
  sql: (users) =>
    sql`update ${conversations} c set epoch = epoch + 1 where c.kind = 'group' and ${isGroupOf("c", users)}`,
  examples: [{ all: ["ada"] }, { any: ["ada"] }],
});
const commit = (ctx, { scope, groupIds = [], inGroupsOf = { all: [] }, change }) =>
  ctx.db.transaction(async (tx) => {
    await lockRelations(tx);
    await lockConversations$1(tx, {
      scope,
      groupIds,
      inGroupsOf,
    });
    const writing = {
      scope,
      policy: ctx.policy,
    };
    const [before, writableBefore] = [
      await contactSignatures(tx, scope),
      await loadWritables(tx, writing),
    ];
    const { result: answer, events } = await change(tx);
    await incrementEpochs(tx, inGroupsOf);
    await settleDirectConversations(tx, writing);
    const after = await contactSignatures(tx, scope);
    const changes = contactChanges(before, after);
    const writable = writableEvents(writableBefore, await loadWritables(tx, writing));
    const outgoing = once$1([...changes.flatMap(contactEvents), ...writable, ...events]);
    return {
      answer,
      before,
      after,
      changes,
      deliveries: await appendEvents(tx, outgoing),
    };
  });
/**
 * Publishes the presence of users who were lost or gained as contacts. A hint: it is skipped while the database is
 * unavailable.
 */
async function publishPresenceChanges(ctx, change) {
  try {
    const people = change.changes.flatMap(({ ownerId, added, removed }) => [
      ownerId,
      ...added,
      ...removed,
    ]);
    const online = await ctx.presence.online([...new Set(people)]);
    await publishSharedVisibility(
      ctx,
      visibilityChanges(change, {
        policy: ctx.policy,
        online,
      }),
    );
  } catch (fault) {
    if (!isTransientDatabaseFault(fault)) throw fault;
  }
}
/**
 * Runs a change of relations in one transaction with all its consequences: contacts gained and lost, direct
 * conversations that open or close, and an event for each. After the commit presence follows.
 */
async function changeRelations(ctx, change) {
  const { answer, deliveries, ...contacts } = await commit(ctx, change);
  for (const userId of change.accounts ?? []) ctx.bus.authority(userId);
  ctx.bus.deliver(deliveries);
  await publishPresenceChanges(ctx, contacts);
  return answer;
}

// packages/api/src/domain/contacts/contact-kind.ts
const kindByRole = {
  MENTOR: "mentors",
  MENTEE: "mentees",
  ADMIN: "admins",
};
/** Returns the heading under which a contact is listed. An ADMIN sees users by role, others by group. */
function contactKind(to) {
  if (to.viewerRole === "ADMIN") return kindByRole[to.role];
  if (to.leads) return "mentors";
  if (to.led) return "mentees";
  if (to.sharesGroup) return "peers";
  if (to.role === "ADMIN") return "admins";
  return "custom";
}

// packages/api/src/domain/person.ts
/** The columns of a person: for the query builder, and in the row of a statement that selects `personColumns`. */
const personRow = {
  id: users.id,
  name: users.name,
  role: users.role,
  avatarUrl: users.avatarUrl,
  kind: users.kind,
};
/** The select list of `personRow` over an alias of `users`. */
const personColumns = (u) =>
  fragment`${u}.id, ${u}.name, ${u}.role, ${u}.avatar_url as "avatarUrl", ${u}.kind`;
/** The person of a row that has more columns. */
const toPerson = ({ id, name, role, avatarUrl, kind }) => ({
  id,
  name,
  role,
  avatarUrl,
  ...(kind === "PERSON" ? {} : { kind }),
});
/** A person of an alias of `users`, as JSON: a member of a group, who is no `SYSTEM` or `BOT` user. */
const personJson = (u) =>
  fragment`json_build_object('id', ${u}.id, 'name', ${u}.name, 'role', ${u}.role, 'avatarUrl', ${u}.avatar_url)`;

// packages/api/src/domain/contacts/load-contacts.ts
const contactRow = {
  owner_id: users.id,
  owner_role: users.role,
  ...personRow,
  leads: computed.boolean,
  led: computed.boolean,
  reasons: computed.json(),
};
const contactRows = preparedStatement({
  name: "contacts.load",
  row: contactRow,
  sql: (scope) => sql`
    select owner.id as owner_id, owner.role as owner_role, ${personColumns("u")},
           bool_or(r.leads) as leads, bool_or(r.led) as led,
           json_agg(json_build_object('type', r.type, 'groupId', r.group_id, 'groupName', r.group_name)
                    order by r.type collate "C", r.group_id) as reasons
    from (${contactReasons(scope)}) r
    join ${users} owner on owner.id = r.owner_id
    -- One lookup per row: the planner expects thousands of contacts from the branches about ADMINs, and would read all users.
    cross join lateral (select * from ${users} x where x.id = r.id and x.status = 'active' offset 0) u
    where not ${blocks("owner.id", "u.id")}
    group by owner.id, u.id, u.name, u.role, u.avatar_url, u.kind
    order by u.id`,
  examples: [ownedBy("ada"), involving("ada")],
});
const toReason = (reason) => {
  switch (reason.type) {
    case "group":
      return {
        type: "group",
        groupId: reason.groupId,
        groupName: reason.groupName,
      };
    case "admin":
    case "custom":
      return { type: reason.type };
  }
};
const toContact = (row) => ({
  person: toPerson(row),
  kind: contactKind({
    viewerRole: row.owner_role,
    role: row.role,
    leads: row.leads,
    led: row.led,
    sharesGroup: row.reasons.some((reason) => reason.type === "group"),
  }),
  reasons: row.reasons.map(toReason),
});
/** The contacts of a scope, each owner's by id: active users whom the owner does not block. */
async function loadContacts(db, scope) {
  return (await contactRows(db, scope)).map((row) => ({
    ownerId: row.owner_id,
    contact: toContact(row),
  }));
}

// packages/api/src/domain/contacts/add.ts
const askedRow = {
  id: nullable(users.id),
  is_active: nullable(computed.boolean),
  blocks_me: computed.boolean,
};
/**
 * Whether a user may be added by an address. One statement that does the same work whatever it finds: it looks up the
 * address and a block even if no user has the address. Only here are a block and a closed account distinguished.
 */
const whoHas = statement({
  name: "contacts.who-has",
  row: askedRow,
  sql: ({ email, me }) => sql`
    select u.id, u.status = 'active' as is_active, ${blocks("coalesce(u.id, '')", "caller.id")} as blocks_me
    from (values (${me}::text)) as caller (id) cross join (values (${email}::text)) as asked (email)
    left join ${users} u on u.email = asked.email`,
  examples: [
    {
      email: "ada@example.org",
      me: "ben",
    },
  ],
});
const mayBeAdded = ({ is_active: isActive, blocks_me: blocksMe }) => isActive === true && !blocksMe;
/**
 * Adds a user by their e-mail address. An unknown address, and that of a user who is deactivated or blocks the caller,
 * get the same `not_found`, after the same statement. A user whom the caller blocks is `contact_unavailable`.
 * Idempotent.
 */
async function addContact({ ctx, input: { email } }) {
  const me = ctx.actor.id;
  const ask = async (db) => {
    const rows = await whoHas(db, {
      email,
      me,
    });
    return orNotFound(rows.find(mayBeAdded)?.id);
  };
  const id = await ask(ctx.db);
  if (id === me) throw invalidInput("email", "is the caller's own address");
  await changeRelations(ctx, {
    scope: among([me, id]),
    async change(tx) {
      if (
        orNotFound(
          await loadRelations(tx, {
            fromId: me,
            toId: id,
          }),
        ).blockedByFrom
      )
        throw new DomainError("contact_unavailable");
      if ((await ask(tx)) !== id) throw new DomainError("not_found");
      await tx
        .insert(contacts)
        .values({
          ownerId: me,
          contactId: id,
        })
        .onConflictDoNothing();
      return {
        result: void 0,
        events: [],
      };
    },
  });
  const owned = await loadContacts(ctx.db, among([me, id]));
  return orNotFound(owned.find(({ ownerId }) => ownerId === me)?.contact);
}

// node_modules/.pnpm/uuidv7@1.2.1/node_modules/uuidv7/dist/index.js
/**
 * uuidv7: A JavaScript implementation of UUID version 7
 *
 * Copyright 2021-2026 LiosK
 *
 * @license Apache-2.0
 * @packageDocumentation
 */
const DIGITS = "0123456789abcdef";
/** Represents a UUID as a 16-byte byte array. */
var UUID = class UUID {
  /** @param bytes - The 16-byte byte array representation. */
  constructor(bytes) {
    this.bytes = bytes;
  }
  /**
   * Creates an object from the internal representation, a 16-byte byte array
   * containing the binary UUID representation in the big-endian byte order.
   *
   * This method does NOT shallow-copy the argument, and thus the created object
   * holds the reference to the underlying buffer.
   *
   * @throws TypeError if the length of the argument is not 16.
   */
  static ofInner(bytes) {
    if (bytes.length !== 16) throw new TypeError("not 128-bit length");
    else return new UUID(bytes);
  }
  /**
   * Builds a byte array from UUIDv7 field values.
   *
   * @param unixTsMs - A 48-bit `unix_ts_ms` field value.
   * @param randA - A 12-bit `rand_a` field value.
   * @param randBHi - The higher 30 bits of 62-bit `rand_b` field value.
   * @param randBLo - The lower 32 bits of 62-bit `rand_b` field value.
   * @throws RangeError if any field value is out of the specified range.
   */
  static fromFieldsV7(unixTsMs, randA, randBHi, randBLo) {
    if (
      !Number.isInteger(unixTsMs) ||
      !Number.isInteger(randA) ||
      !Number.isInteger(randBHi) ||
      !Number.isInteger(randBLo) ||
      unixTsMs < 0 ||
      randA < 0 ||
      randBHi < 0 ||
      randBLo < 0 ||
      unixTsMs > 0xffffffffffff ||
      randA > 4095 ||
      randBHi > 0x3fffffff ||
      randBLo > 0xffffffff
    )
      throw new RangeError("invalid field value");
    const bytes = /* @__PURE__ */ new Uint8Array(16);
    bytes[0] = unixTsMs / 2 ** 40;
    bytes[1] = unixTsMs / 2 ** 32;
    bytes[2] = unixTsMs / 2 ** 24;
    bytes[3] = unixTsMs / 2 ** 16;
    bytes[4] = unixTsMs / 256;
    bytes[5] = unixTsMs;
    bytes[6] = 112 | (randA >>> 8);
    bytes[7] = randA;
    bytes[8] = 128 | (randBHi >>> 24);
    bytes[9] = randBHi >>> 16;
    bytes[10] = randBHi >>> 8;
    bytes[11] = randBHi;
    bytes[12] = randBLo >>> 24;
    bytes[13] = randBLo >>> 16;
    bytes[14] = randBLo >>> 8;
    bytes[15] = randBLo;
    return new UUID(bytes);
  }
  /**
   * Builds a byte array from a string representation.
   *
   * This method accepts the following formats:
   *
   * - 32-digit hexadecimal format without hyphens: `0189dcd553117d408db09496a2eef37b`
   * - 8-4-4-4-12 hyphenated format: `0189dcd5-5311-7d40-8db0-9496a2eef37b`
   * - Hyphenated format with surrounding braces: `{0189dcd5-5311-7d40-8db0-9496a2eef37b}`
   * - RFC 9562 URN format: `urn:uuid:0189dcd5-5311-7d40-8db0-9496a2eef37b`
   *
   * Leading and trailing whitespaces represents an error.
   *
   * @throws SyntaxError if the argument could not parse as a valid UUID string.
   */
  static parse(uuid) {
    var _a, _b, _c, _d;
    let hex = void 0;
    switch (uuid.length) {
      case 32:
        hex = (_a = /^[0-9a-f]{32}$/i.exec(uuid)) === null || _a === void 0 ? void 0 : _a[0];
        break;
      case 36:
        hex =
          (_b = /^([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})$/i.exec(
            uuid,
          )) === null || _b === void 0
            ? void 0
            : _b.slice(1, 6).join("");
        break;
      case 38:
        hex =
          (_c =
            /^\{([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})\}$/i.exec(
              uuid,
            )) === null || _c === void 0
            ? void 0
            : _c.slice(1, 6).join("");
        break;
      case 45:
        hex =
          (_d =
            /^urn:uuid:([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})$/i.exec(
              uuid,
            )) === null || _d === void 0
            ? void 0
            : _d.slice(1, 6).join("");
    }
    if (hex) {
      const inner = /* @__PURE__ */ new Uint8Array(16);
      for (let i = 0; i < 16; i += 4) {
        const n = parseInt(hex.substring(2 * i, 2 * i + 8), 16);
        inner[i + 0] = n >>> 24;
        inner[i + 1] = n >>> 16;
        inner[i + 2] = n >>> 8;
        inner[i + 3] = n;
      }
      return new UUID(inner);
    } else throw new SyntaxError("could not parse UUID string");
  }
  /**
   * @returns The 8-4-4-4-12 canonical hexadecimal string representation
   * (`0189dcd5-5311-7d40-8db0-9496a2eef37b`).
   */
  toString() {
    let text = "";
    for (let i = 0; i < this.bytes.length; i++) {
      text += DIGITS.charAt(this.bytes[i] >>> 4);
      text += DIGITS.charAt(this.bytes[i] & 15);
      if (i === 3 || i === 5 || i === 7 || i === 9) text += "-";
    }
    return text;
  }
  /**
   * @returns The 32-digit hexadecimal representation without hyphens
   * (`0189dcd553117d408db09496a2eef37b`).
   */
  toHex() {
    let text = "";
    for (let i = 0; i < this.bytes.length; i++) {
      text += DIGITS.charAt(this.bytes[i] >>> 4);
      text += DIGITS.charAt(this.bytes[i] & 15);
    }
    return text;
  }
  /** @returns The 8-4-4-4-12 canonical hexadecimal string representation. */
  toJSON() {
    return this.toString();
  }
  /**
   * Reports the variant field value of the UUID or, if appropriate, "NIL" or
   * "MAX".
   *
   * For convenience, this method reports "NIL" or "MAX" if `this` represents
   * the Nil or Max UUID, although the Nil and Max UUIDs are technically
   * subsumed under the variants `0b0` and `0b111`, respectively.
   */
  getVariant() {
    const n = this.bytes[8] >>> 4;
    if (n < 0) throw new Error("unreachable");
    else if (n <= 7) return this.isNil() ? "NIL" : "VAR_0";
    else if (n <= 11) return "VAR_10";
    else if (n <= 13) return "VAR_110";
    else if (n <= 15) return this.isMax() ? "MAX" : "VAR_RESERVED";
    else throw new Error("unreachable");
  }
  /**
   * Returns the version field value of the UUID or `undefined` if the UUID does
   * not have the variant field value of `0b10`.
   */
  getVersion() {
    return this.getVariant() === "VAR_10" ? this.bytes[6] >>> 4 : void 0;
  }
  /** Returns `true` if `this` is the Nil UUID. */
  isNil() {
    return this.bytes.every((e) => e === 0);
  }
  /** Returns `true` if `this` is the Max UUID. */
  isMax() {
    return this.bytes.every((e) => e === 255);
  }
  /** Creates an object from `this`. */
  clone() {
    return new UUID(this.bytes.slice(0));
  }
  /** Returns true if `this` is equivalent to `other`. */
  equals(other) {
    return this.compareTo(other) === 0;
  }
  /**
   * Returns a negative integer, zero, or positive integer if `this` is less
   * than, equal to, or greater than `other`, respectively.
   */
  compareTo(other) {
    for (let i = 0; i < 16; i++) {
      const diff = this.bytes[i] - other.bytes[i];
      if (diff !== 0) return Math.sign(diff);
    }
    return 0;
  }
};
/**
 * Encapsulates the monotonic counter state.
 *
 * This class provides APIs to utilize a separate counter state from that of the
 * global generator used by {@link uuidv7} and {@link uuidv7obj}. In addition to
 * the default {@link generate} method, this class has {@link generateOrAbort}
 * that is useful to absolutely guarantee the monotonically increasing order of
 * generated UUIDs. See their respective documentation for details.
 */
var V7Generator = class {
  /**
   * Creates a generator object with the default random number generator, or
   * with the specified one if passed as an argument. The specified random
   * number generator should be cryptographically strong and securely seeded.
   */
  constructor(randomNumberGenerator) {
    /**
     * Biased by one to distinguish zero (uninitialized) and zero (UNIX epoch).
     */
    this.timestampBiased = 0;
    this.counter = 0;
    this.rollbackAllowance = 1e4;
    this.random =
      randomNumberGenerator !== null && randomNumberGenerator !== void 0
        ? randomNumberGenerator
        : getDefaultRandom();
  }
  /**
   * Sets the `rollbackAllowance` parameter of the generator.
   *
   * The `rollbackAllowance` parameter specifies the amount of `unixTsMs`
   * rollback that is considered significant. The default value is `10_000`
   * (milliseconds). See the {@link generate} or {@link generateOrAbort}
   * documentation for the treatment of the significant rollback.
   *
   */
  setRollbackAllowance(rollbackAllowance) {
    if (rollbackAllowance < 0 || rollbackAllowance > 0xffffffffffff)
      throw new RangeError("`rollbackAllowance` out of reasonable range");
    this.rollbackAllowance = rollbackAllowance;
  }
  /**
   * Generates a new UUIDv7 object from the current timestamp, or resets the
   * generator upon significant timestamp rollback.
   *
   * This method returns a monotonically increasing UUID by reusing the previous
   * timestamp even if the up-to-date timestamp is smaller than the immediately
   * preceding UUID's. However, when such a clock rollback is considered
   * significant (by default, more than ten seconds), this method resets the
   * generator and returns a new UUID based on the given timestamp, breaking the
   * increasing order of UUIDs.
   *
   * See {@link generateOrAbort} for the other mode of generation and
   * {@link generateOrResetWithTs} for the variant accepting a custom timestamp.
   */
  generate() {
    return this.generateOrResetWithTs(Date.now());
  }
  /**
   * Generates a new UUIDv7 object from the current timestamp, or returns
   * `undefined` upon significant timestamp rollback.
   *
   * This method returns a monotonically increasing UUID by reusing the previous
   * timestamp even if the up-to-date timestamp is smaller than the immediately
   * preceding UUID's. However, when such a clock rollback is considered
   * significant (by default, more than ten seconds), this method aborts and
   * returns `undefined` immediately.
   *
   * See {@link generate} for the other mode of generation and
   * {@link generateOrAbortWithTs} for the variant accepting a custom timestamp.
   */
  generateOrAbort() {
    return this.generateOrAbortWithTs(Date.now());
  }
  /**
   * Generates a new UUIDv7 object from the `unixTsMs` passed, or resets the
   * generator upon significant timestamp rollback.
   *
   * This method is equivalent to {@link generate} except that it takes a custom
   * timestamp.
   *
   * @throws RangeError if `unixTsMs` is not a 48-bit unsigned integer.
   */
  generateOrResetWithTs(unixTsMs) {
    let value = this.generateOrAbortWithTs(unixTsMs);
    if (value === void 0) {
      this.timestampBiased = 0;
      value = this.generateOrAbortWithTs(unixTsMs);
    }
    return value;
  }
  /**
   * Generates a new UUIDv7 object from the `unixTsMs` passed, or returns
   * `undefined` upon significant timestamp rollback.
   *
   * This method is equivalent to {@link generateOrAbort} except that it takes a
   * custom timestamp.
   *
   * @throws RangeError if `unixTsMs` is not a 48-bit unsigned integer.
   */
  generateOrAbortWithTs(unixTsMs) {
    const MAX_COUNTER = 0x3ffffffffff;
    if (!Number.isInteger(unixTsMs) || unixTsMs < 0 || unixTsMs > 0xffffffffffff)
      throw new RangeError("`unixTsMs` must be a 48-bit unsigned integer");
    unixTsMs++;
    if (unixTsMs > this.timestampBiased) {
      this.timestampBiased = unixTsMs;
      this.resetCounter();
    } else if (unixTsMs + this.rollbackAllowance >= this.timestampBiased) {
      this.counter++;
      if (this.counter > MAX_COUNTER) {
        this.timestampBiased++;
        this.resetCounter();
      }
    } else return;
    return UUID.fromFieldsV7(
      this.timestampBiased - 1,
      Math.trunc(this.counter / 2 ** 30),
      this.counter & (2 ** 30 - 1),
      this.random.nextUint32(),
    );
  }
  /**
   * Generates a new UUIDv7 object from the `unixTsMs` passed, or resets the
   * generator upon significant timestamp rollback.
   *
   * This method is a deprecated version of {@link generateOrResetWithTs} that
   * accepts the `rollbackAllowance` parameter as an argument, rather than using
   * the generator-level parameter.
   *
   * @param rollbackAllowance - The amount of `unixTsMs` rollback that is
   * considered significant. A suggested value is `10_000` (milliseconds).
   * @throws RangeError if `unixTsMs` is not a 48-bit unsigned integer.
   * @deprecated Since v1.2.0. Use {@link generateOrResetWithTs} instead.
   */
  generateOrResetCore(unixTsMs, rollbackAllowance) {
    const origRollbackAllowance = this.rollbackAllowance;
    try {
      this.setRollbackAllowance(rollbackAllowance);
      return this.generateOrResetWithTs(unixTsMs);
    } catch (e) {
      throw e;
    } finally {
      this.rollbackAllowance = origRollbackAllowance;
    }
  }
  /**
   * Generates a new UUIDv7 object from the `unixTsMs` passed, or returns
   * `undefined` upon significant timestamp rollback.
   *
   * This method is a deprecated version of {@link generateOrAbortWithTs} that
   * accepts the `rollbackAllowance` parameter as an argument, rather than using
   * the generator-level parameter.
   *
   * @param rollbackAllowance - The amount of `unixTsMs` rollback that is
   * considered significant. A suggested value is `10_000` (milliseconds).
   * @throws RangeError if `unixTsMs` is not a 48-bit unsigned integer.
   * @deprecated Since v1.2.0. Use {@link generateOrAbortWithTs} instead.
   */
  generateOrAbortCore(unixTsMs, rollbackAllowance) {
    const origRollbackAllowance = this.rollbackAllowance;
    try {
      this.setRollbackAllowance(rollbackAllowance);
      return this.generateOrAbortWithTs(unixTsMs);
    } catch (e) {
      throw e;
    } finally {
      this.rollbackAllowance = origRollbackAllowance;
    }
  }
  /** Initializes the counter at a 42-bit random integer. */
  resetCounter() {
    this.counter = this.random.nextUint32() * 1024 + (this.random.nextUint32() & 1023);
  }
  /**
   * Generates a new UUIDv4 object utilizing the random number generator inside.
   *
   * @internal
   */
  generateV4() {
    const bytes = new Uint8Array(
      Uint32Array.of(
        this.random.nextUint32(),
        this.random.nextUint32(),
        this.random.nextUint32(),
        this.random.nextUint32(),
      ).buffer,
    );
    bytes[6] = 64 | (bytes[6] >>> 4);
    bytes[8] = 128 | (bytes[8] >>> 2);
    return UUID.ofInner(bytes);
  }
};
/** Returns the default random number generator available in the environment. */
const getDefaultRandom = () => {
  if (typeof crypto !== "undefined" && typeof crypto.getRandomValues !== "undefined")
    return new BufferedCryptoRandom();
  else {
    if (typeof UUIDV7_DENY_WEAK_RNG !== "undefined" && UUIDV7_DENY_WEAK_RNG)
      throw new Error("no cryptographically strong RNG available");
    return {
      nextUint32: () =>
        Math.trunc(Math.random() * 65536) * 65536 + Math.trunc(Math.random() * 65536),
    };
  }
};
/**
 * Wraps `crypto.getRandomValues()` to enable buffering; this uses a small
 * buffer by default to avoid both unbearable throughput decline in some
 * environments and the waste of time and space for unused values.
 */
var BufferedCryptoRandom = class {
  constructor() {
    this.buffer = /* @__PURE__ */ new Uint32Array(8);
    this.cursor = 65535;
  }
  nextUint32() {
    if (this.cursor >= this.buffer.length) {
      crypto.getRandomValues(this.buffer);
      this.cursor = 0;
    }
    return this.buffer[this.cursor++];
  }
};
let defaultGenerator;
/**
 * Generates a UUIDv7 string.
 *
 * @returns The 8-4-4-4-12 canonical hexadecimal string representation
 * ("xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx").
 */
const uuidv7 = () => uuidv7obj().toString();
/** Generates a UUIDv7 object. */
const uuidv7obj = () => (defaultGenerator || (defaultGenerator = new V7Generator())).generate();

// packages/api/src/domain/relations/pair.ts
const pairOf = (one, other) =>
  one < other
    ? {
        low: one,
        high: other,
      }
    : {
        low: other,
        high: one,
      };
/** Whether a conversation is the direct one of a pair. */
const isPair = (conversation, { low, high }) => {
  const c = sql.raw(conversation);
  return sql`${c}.low_user = ${low} and ${c}.high_user = ${high}`;
};
const addParticipants = statement({
  name: "relations.add-participants",
  sql: (pair) => sql`
    insert into ${participants} (conversation_id, user_id)
    select c.id, x.user_id from ${conversations} c cross join lateral (values (c.low_user), (c.high_user)) x (user_id)
    where ${isPair("c", pair)} on conflict do nothing`,
  examples: [
    {
      low: "ada",
      high: "ben",
    },
  ],
});
/** Creates the direct conversation of a pair, unless it exists, with both users as participants. */
async function createPair(tx, { low, high }, createdAt) {
  await tx
    .insert(conversations)
    .values({
      id: uuidv7(),
      kind: "direct",
      lowUser: low,
      highUser: high,
      createdAt,
    })
    .onConflictDoNothing({ target: [conversations.lowUser, conversations.highUser] });
  await addParticipants(tx, {
    low,
    high,
  });
}
/** The id of two users' direct conversation, if they have one. */
async function findPair(db, one, other) {
  const [row] = await db
    .select({ id: conversations.id })
    .from(conversations)
    .where(isPair("conversations", pairOf(one, other)));
  return row?.id;
}

// packages/api/src/domain/relations/can-know.ts
/** Whether one of two users would reach the other without blocks and with both accounts active. */
const wouldReach = (relation, policy) =>
  decide(
    "open",
    {
      ...relation,
      blocked: false,
      closed: false,
    },
    policy,
  ).allowed;
/**
 * Whether two users were in one conversation at the same time: in a group by its history, since nothing may have been
 * sent while both were there. If one joined in the moment in which the other left, the sequence numbers decide.
 */
const sharedConversation = statement({
  name: "relations.shared-conversation",
  sql: ({ one, other }) => sql`
    select from ${conversations} c where ${isPair("c", pairOf(one, other))}
    union all
    select from ${groupMembers} x join ${groupMembers} y on y.group_id = x.group_id
    where x.user_id = ${one} and y.user_id = ${other}
      and (x.left_at is null or x.left_at > y.joined_at
        or (x.left_at = y.joined_at and x.left_after_seq > y.joined_after_seq))
      and (y.left_at is null or y.left_at > x.joined_at
        or (y.left_at = x.joined_at and y.left_after_seq > x.joined_after_seq))
    limit 1`,
  examples: [
    {
      one: "ada",
      other: "ben",
    },
  ],
});
/**
 * Whether the caller may know that a user exists: they share a conversation, or one of the two would reach the other.
 */
async function canKnow(ctx, userId) {
  if (
    (
      await sharedConversation(ctx.db, {
        one: ctx.actor.id,
        other: userId,
      })
    ).length > 0
  )
    return true;
  const relation = await loadRelations(ctx.db, {
    fromId: ctx.actor.id,
    toId: userId,
  });
  return relation !== void 0 && wouldReach(relation, ctx.policy);
}

// packages/api/src/domain/contacts/list-blocked.ts
/** The users whom a user blocks, the latest first. */
async function loadBlocked(db, blockerId) {
  return (
    await db
      .select({
        person: personRow,
        since: blocks$1.createdAt,
      })
      .from(blocks$1)
      .innerJoin(users, eq(users.id, blocks$1.blockedId))
      .where(eq(blocks$1.blockerId, blockerId))
      .orderBy(desc(blocks$1.createdAt), asc(users.id))
  ).map(({ person, since }) => ({
    person: toPerson(person),
    since: since.toISOString(),
  }));
}
/** Lists the users whom the caller blocks. */
async function listBlocked({ ctx }) {
  return { blocked: await loadBlocked(ctx.db, ctx.actor.id) };
}

// packages/api/src/domain/contacts/unread-changes.ts
const unreadOf = statement({
  name: "contacts.unread-of",
  row: { id: participants.conversationId },
  sql: ({ blockerId, blockedId }) => sql`
    select p.conversation_id as id from ${participants} p
    where p.user_id = ${blockerId} and exists (
      select from ${messages} m
      where m.conversation_id = p.conversation_id and m.sender_id = ${blockedId} and m.deleted_at is null
        and ${isAfterReadPosition({
          participant: "p",
          message: "m",
        })})`,
  examples: [
    {
      blockerId: "ada",
      blockedId: "ben",
    },
  ],
});
/**
 * Returns a `conversation.updated` for each conversation whose unread count a block or its end changes: those with unread
 * messages of the blocked user.
 */
async function unreadChanges(tx, pair) {
  return (await unreadOf(tx, pair)).map(({ id }) => ({
    userId: pair.blockerId,
    type: "conversation.updated",
    conversationId: id,
  }));
}

// packages/api/src/domain/contacts/block.ts
/** An ADMIN can neither block nor be blocked: they have a duty of care. A `SYSTEM` user speaks for the platform. */
async function authorise$2(ctx, userId) {
  if (userId === ctx.actor.id) throw invalidInput("userId", "is the caller's own id");
  if (!(await canKnow(ctx, userId))) throw new DomainError("not_found");
  const [user] = await ctx.db
    .select({
      role: users.role,
      kind: users.kind,
    })
    .from(users)
    .where(eq(users.id, userId));
  const { role, kind } = orNotFound(user);
  if (role === "ADMIN" || kind === "SYSTEM" || ctx.actor.role === "ADMIN")
    throw new DomainError("forbidden");
}
/**
 * Blocks a user: from the commit on, nothing passes between the two in direct conversations and signals. The blocked
 * user learns of it when they try to write; if the policy is `immediate`, their direct conversation turns read-only at
 * once. Idempotent.
 */
async function block({ ctx, input: { userId } }) {
  const me = ctx.actor.id;
  const pair = {
    blockerId: me,
    blockedId: userId,
  };
  await authorise$2(ctx, userId);
  await changeRelations(ctx, {
    scope: among([me, userId]),
    inGroupsOf: { all: [me, userId] },
    async change(tx) {
      if (
        (
          await tx
            .insert(blocks$1)
            .values({
              ...pair,
              createdAt: ctx.clock.now(),
            })
            .onConflictDoNothing()
            .returning({ blockerId: blocks$1.blockerId })
        ).length === 0
      )
        return {
          result: void 0,
          events: [],
        };
      return {
        result: void 0,
        events: [
          {
            userId: me,
            type: "contact.blocked",
            subjectId: userId,
          },
          ...(await unreadChanges(tx, pair)),
        ],
      };
    },
  });
  const blocked = await loadBlocked(ctx.db, me);
  return orNotFound(blocked.find(({ person }) => person.id === userId));
}

// packages/api/src/domain/contacts/explain.ts
/** The rule that decided, as far as the caller may know it. */
function ruleFor({ rule, seenFrom }, isBlockedByCaller) {
  if (seenFrom === "second") return "you-are-reached";
  switch (rule) {
    case "blocked":
      return isBlockedByCaller ? "you-blocked" : "unavailable";
    case "inactive":
      return "unavailable";
    case "admin-reaches-everybody":
    case "everybody-reaches-admins":
    case "system-is-not-answered":
    case "bot-and-anybody":
    case "same-group":
    case "mentor-reaches-every-mentee":
    case "added-by-hand":
    case "strangers":
      return rule;
    case "system-reaches-everybody":
      throw new Error("a SYSTEM user makes no calls");
    case "automated-is-not-listed":
    case "added-each-other":
      throw new Error("this rule does not cover writing");
  }
}
const answers = (relation, policy) => ({
  open: decide("open", relation, policy).allowed,
  send: decide("send", relation, policy).allowed,
  typing: decide("typing", relation, policy).allowed,
  mention: decide("mention", relation, policy).allowed,
  search: decide("search", relation, policy).allowed,
  presence: decide("presence", relation, policy).allowed,
});
/** What the caller may do with another user, and why. A user whom they may not know of is `not_found`. */
async function explain$1({ ctx, input: { userId } }) {
  const me = ctx.actor.id;
  if (userId === me) throw invalidInput("userId", "is the caller's own id");
  const found = await loadRelations(ctx.db, {
    fromId: me,
    toId: userId,
  });
  if (!(await canKnow(ctx, userId))) throw new DomainError("not_found");
  const { blockedByFrom, ...relation } = orNotFound(found);
  const may = answers(relation, ctx.policy);
  const verdict = {
    canWrite: may.send,
    rule: ruleFor(decide("send", relation, ctx.policy), blockedByFrom),
    may: {
      ...may,
      open: may.open || (await findPair(ctx.db, me, userId)) !== void 0,
    },
  };
  if (verdict.rule === "unavailable")
    return {
      ...verdict,
      reasons: [],
    };
  const reasons =
    (await loadContacts(ctx.db, among([me, userId]))).find(({ ownerId }) => ownerId === me)?.contact
      .reasons ?? [];
  return {
    ...verdict,
    reasons,
  };
}

// packages/api/src/domain/contacts/list.ts
/** The caller's contacts by id, without those whom the caller blocks. */
async function listContacts({ ctx, input: { kind } }) {
  return {
    contacts: (await loadContacts(ctx.db, ownedBy(ctx.actor.id)))
      .map(({ contact }) => contact)
      .filter((contact) => kind === void 0 || contact.kind === kind),
  };
}

// packages/api/src/domain/contacts/remove.ts
/** Removes a custom contact. A contact for another reason stays; idempotent. */
async function removeContact({ ctx, input: { userId } }) {
  const me = ctx.actor.id;
  await changeRelations(ctx, {
    scope: among([me, userId]),
    async change(tx) {
      await tx
        .delete(contacts)
        .where(and(eq(contacts.ownerId, me), eq(contacts.contactId, userId)));
      return {
        result: void 0,
        events: [],
      };
    },
  });
}

// packages/api/src/domain/contacts/unblock.ts
/** Deletes a block, and returns the events for its owner; none if there is no block. */
async function deleteBlock(tx, pair) {
  const { blockerId, blockedId } = pair;
  if (
    (
      await tx
        .delete(blocks$1)
        .where(and(eq(blocks$1.blockerId, blockerId), eq(blocks$1.blockedId, blockedId)))
        .returning({ blockerId: blocks$1.blockerId })
    ).length === 0
  )
    return [];
  return [
    {
      userId: blockerId,
      type: "contact.unblocked",
      subjectId: blockedId,
    },
    ...(await unreadChanges(tx, pair)),
  ];
}
/** Ends a block of the caller's. Messages refused during it were never stored. Idempotent. */
async function unblock({ ctx, input: { userId } }) {
  const me = ctx.actor.id;
  await changeRelations(ctx, {
    scope: among([me, userId]),
    async change(tx) {
      return {
        result: void 0,
        events: await deleteBlock(tx, {
          blockerId: me,
          blockedId: userId,
        }),
      };
    },
  });
}

// node_modules/.pnpm/@trpc+server@11.25.2_patch_hash=3cebfe694560ba8e3106d4dc5167a85feea799081a2ce037178a461_6de5a58d8e39bb9485f6bd6f509ff264/node_modules/@trpc/server/dist/codes-nbrm_zWY.mjs
/**
 * Ensures there are no duplicate keys when building a procedure.
 * @internal
 */
function mergeWithoutOverrides(obj1, ...objs) {
  const newObj = Object.assign(emptyObject(), obj1);
  for (const overrides of objs)
    for (const key in overrides) {
      if (key in newObj && newObj[key] !== overrides[key]) throw new Error(`Duplicate key ${key}`);
      newObj[key] = overrides[key];
    }
  return newObj;
}
/**
 * Check that value is object
 * @internal
 */
function isObject(value) {
  return !!value && !Array.isArray(value) && typeof value === "object";
}
function isFunction(fn) {
  return typeof fn === "function";
}
/**
 * Create an object without inheriting anything from `Object.prototype`
 * @internal
 */
function emptyObject() {
  return Object.create(null);
}
const asyncIteratorsSupported = typeof Symbol === "function" && !!Symbol.asyncIterator;
function isAsyncIterable(value) {
  return asyncIteratorsSupported && isObject(value) && Symbol.asyncIterator in value;
}
/**
 * Run an IIFE
 */
const run = (fn) => fn();
function identity(it) {
  return it;
}
/**
 * Ponyfill for
 * [`AbortSignal.any`](https://developer.mozilla.org/en-US/docs/Web/API/AbortSignal/any_static).
 */
function abortSignalsAnyPonyfill(signals) {
  if (typeof AbortSignal.any === "function") return AbortSignal.any(signals);
  const ac = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) {
      trigger();
      break;
    }
    signal.addEventListener("abort", trigger, { once: true });
  }
  return ac.signal;
  function trigger() {
    ac.abort();
    for (const signal of signals) signal.removeEventListener("abort", trigger);
  }
}
/**
 * The JSON-RPC 2.0 error code of each tRPC error code. tRPC's own codes
 * use the range JSON-RPC leaves for servers, `-32000` to `-32099`, ending
 * in the digits of the matching HTTP status.
 * @see https://trpc.io/docs/rpc#error-codes---json-rpc-20-error-codes
 */
const TRPC_ERROR_CODES_BY_KEY = {
  /**
   * Invalid JSON was received by the server.
   * An error occurred on the server while parsing the JSON text.
   */
  PARSE_ERROR: -32700,
  /**
   * The JSON sent is not a valid Request object.
   */
  BAD_REQUEST: -32600,
  INTERNAL_SERVER_ERROR: -32603,
  NOT_IMPLEMENTED: -32603,
  BAD_GATEWAY: -32603,
  SERVICE_UNAVAILABLE: -32603,
  GATEWAY_TIMEOUT: -32603,
  UNAUTHORIZED: -32001,
  PAYMENT_REQUIRED: -32002,
  FORBIDDEN: -32003,
  NOT_FOUND: -32004,
  METHOD_NOT_SUPPORTED: -32005,
  TIMEOUT: -32008,
  CONFLICT: -32009,
  PRECONDITION_FAILED: -32012,
  PAYLOAD_TOO_LARGE: -32013,
  UNSUPPORTED_MEDIA_TYPE: -32015,
  UNPROCESSABLE_CONTENT: -32022,
  PRECONDITION_REQUIRED: -32028,
  TOO_MANY_REQUESTS: -32029,
  CLIENT_CLOSED_REQUEST: -32099,
};
/**
 * The tRPC error code of each JSON-RPC 2.0 error code.
 * @see https://trpc.io/docs/rpc#error-codes---json-rpc-20-error-codes
 */
const TRPC_ERROR_CODES_BY_NUMBER = {
  [-32700]: "PARSE_ERROR",
  [-32600]: "BAD_REQUEST",
  [-32603]: "INTERNAL_SERVER_ERROR",
  [-32001]: "UNAUTHORIZED",
  [-32002]: "PAYMENT_REQUIRED",
  [-32003]: "FORBIDDEN",
  [-32004]: "NOT_FOUND",
  [-32005]: "METHOD_NOT_SUPPORTED",
  [-32008]: "TIMEOUT",
  [-32009]: "CONFLICT",
  [-32012]: "PRECONDITION_FAILED",
  [-32013]: "PAYLOAD_TOO_LARGE",
  [-32015]: "UNSUPPORTED_MEDIA_TYPE",
  [-32022]: "UNPROCESSABLE_CONTENT",
  [-32028]: "PRECONDITION_REQUIRED",
  [-32029]: "TOO_MANY_REQUESTS",
  [-32099]: "CLIENT_CLOSED_REQUEST",
};
/**
 * tRPC error codes that are considered retryable
 * With out of the box SSE, the client will reconnect when these errors are encountered
 */
const retryableRpcCodes = [
  TRPC_ERROR_CODES_BY_KEY.BAD_GATEWAY,
  TRPC_ERROR_CODES_BY_KEY.SERVICE_UNAVAILABLE,
  TRPC_ERROR_CODES_BY_KEY.GATEWAY_TIMEOUT,
  TRPC_ERROR_CODES_BY_KEY.INTERNAL_SERVER_ERROR,
];

// node_modules/.pnpm/@trpc+server@11.25.2_patch_hash=3cebfe694560ba8e3106d4dc5167a85feea799081a2ce037178a461_6de5a58d8e39bb9485f6bd6f509ff264/node_modules/@trpc/server/dist/getErrorShape-B5jPKHJ3.mjs
const noop = () => {};
const freezeIfAvailable = (obj) => {
  if (Object.freeze) Object.freeze(obj);
};
function createInnerProxy(callback, path, memo) {
  var _memo$cacheKey;
  const cacheKey = path.join(".");
  ((_memo$cacheKey = memo[cacheKey]) !== null && _memo$cacheKey !== void 0) ||
    (memo[cacheKey] = new Proxy(noop, {
      get(_obj, key) {
        if (typeof key !== "string" || key === "then") return;
        return createInnerProxy(callback, [...path, key], memo);
      },
      apply(_1, _2, args) {
        const lastOfPath = path[path.length - 1];
        if (lastOfPath === "valueOf" || lastOfPath === "toString" || lastOfPath === "toJSON")
          return `tRPC.proxy(${path.slice(0, -1).join(".")})`;
        let opts = {
          args,
          path,
        };
        if (lastOfPath === "call")
          opts = {
            args: args.length >= 2 ? [args[1]] : [],
            path: path.slice(0, -1),
          };
        else if (lastOfPath === "apply")
          opts = {
            args: args.length >= 2 ? args[1] : [],
            path: path.slice(0, -1),
          };
        freezeIfAvailable(opts.args);
        freezeIfAvailable(opts.path);
        return callback(opts);
      },
    }));
  return memo[cacheKey];
}
/**
 * Creates a proxy that records the property path it's accessed with, and
 * calls `callback` with the path and arguments when it's called.
 * @internal
 */
const createRecursiveProxy = (callback) => createInnerProxy(callback, [], emptyObject());
const JSONRPC2_TO_HTTP_CODE = {
  PARSE_ERROR: 400,
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  PAYMENT_REQUIRED: 402,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_SUPPORTED: 405,
  TIMEOUT: 408,
  CONFLICT: 409,
  PRECONDITION_FAILED: 412,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  UNPROCESSABLE_CONTENT: 422,
  PRECONDITION_REQUIRED: 428,
  TOO_MANY_REQUESTS: 429,
  CLIENT_CLOSED_REQUEST: 499,
  INTERNAL_SERVER_ERROR: 500,
  NOT_IMPLEMENTED: 501,
  BAD_GATEWAY: 502,
  SERVICE_UNAVAILABLE: 503,
  GATEWAY_TIMEOUT: 504,
};
function getStatusCodeFromKey(code) {
  var _JSONRPC2_TO_HTTP_COD;
  return (_JSONRPC2_TO_HTTP_COD = JSONRPC2_TO_HTTP_CODE[code]) !== null &&
    _JSONRPC2_TO_HTTP_COD !== void 0
    ? _JSONRPC2_TO_HTTP_COD
    : 500;
}
/**
 * The HTTP status for a response, or for a batch of them: `207` when the
 * responses' statuses differ.
 * @see https://trpc.io/docs/rpc#error-codes---http-status
 */
function getHTTPStatusCode(json, errors) {
  const httpStatuses = new Set(
    (Array.isArray(json) ? json : [json]).map((res, index) => {
      if ("error" in res) {
        if (isObject(res.error.data) && typeof res.error.data["httpStatus"] === "number")
          return res.error.data["httpStatus"];
        const original = errors === null || errors === void 0 ? void 0 : errors[index];
        if (original) return getStatusCodeFromKey(original.code);
        return getStatusCodeFromKey(TRPC_ERROR_CODES_BY_NUMBER[res.error.code]);
      }
      return 200;
    }),
  );
  if (httpStatuses.size !== 1) return 207;
  return httpStatuses.values().next().value;
}
/**
 * The HTTP status of a `TRPCError`'s code.
 * @see https://trpc.io/docs/rpc#error-codes---http-status
 */
function getHTTPStatusCodeFromError(error) {
  return getStatusCodeFromKey(error.code);
}
const defaultFormatter = ({ shape }) => {
  return shape;
};
/**
 * @internal
 */
function getDefaultErrorShape(opts) {
  const shape = {
    message: opts.error.message,
    code: TRPC_ERROR_CODES_BY_KEY[opts.error.code],
    data: {
      code: opts.error.code,
      httpStatus: getHTTPStatusCodeFromError(opts.error),
    },
  };
  if (opts.isDev && typeof opts.error.stack === "string") shape.data.stack = opts.error.stack;
  if (typeof opts.path === "string") shape.data.path = opts.path;
  return shape;
}
const formattedShapeSymbol = Symbol("trpc_formattedErrorShape");
/**
 * @internal
 */
function setFormattedErrorShape(error, shape) {
  Object.defineProperty(error, formattedShapeSymbol, {
    value: shape,
    enumerable: false,
    configurable: true,
    writable: true,
  });
}
/**
 * @internal
 */
function getFormattedErrorShape(error) {
  if (isFormattedErrorShape(error)) return error[formattedShapeSymbol];
}
function isFormattedErrorShape(error) {
  return formattedShapeSymbol in error;
}
function _typeof(o) {
  "@babel/helpers - typeof";
  return (
    (_typeof =
      "function" == typeof Symbol && "symbol" == typeof Symbol.iterator
        ? function (o) {
            return typeof o;
          }
        : function (o) {
            return o &&
              "function" == typeof Symbol &&
              o.constructor === Symbol &&
              o !== Symbol.prototype
              ? "symbol"
              : typeof o;
          }),
    _typeof(o)
  );
}
function toPrimitive(t, r) {
  if ("object" != _typeof(t) || !t) return t;
  var e = t[Symbol.toPrimitive];
  if (void 0 !== e) {
    var i = e.call(t, r || "default");
    if ("object" != _typeof(i)) return i;
    throw new TypeError("@@toPrimitive must return a primitive value.");
  }
  return ("string" === r ? String : Number)(t);
}
function toPropertyKey(t) {
  var i = toPrimitive(t, "string");
  return "symbol" == _typeof(i) ? i : i + "";
}
function _defineProperty(e, r, t) {
  return (
    (r = toPropertyKey(r)) in e
      ? Object.defineProperty(e, r, {
          value: t,
          enumerable: !0,
          configurable: !0,
          writable: !0,
        })
      : (e[r] = t),
    e
  );
}
function _objectSpread2(e) {
  for (var r = 1; r < arguments.length; r++) Object.assign(e, arguments[r]);
  return e;
}
/**
 * The shape of an error as the client gets it: from a procedure's
 * `.errors()` formatter if one ran, or else from the root error formatter.
 * @internal
 */
function getErrorShape(opts) {
  const { path, error, config } = opts;
  const formatted = getFormattedErrorShape(error);
  if (formatted !== void 0) return formatted;
  const shape = getDefaultErrorShape({
    error,
    path,
    isDev: config.isDev,
  });
  return config.errorFormatter(_objectSpread2(_objectSpread2({}, opts), {}, { shape }));
}

// node_modules/.pnpm/@trpc+server@11.25.2_patch_hash=3cebfe694560ba8e3106d4dc5167a85feea799081a2ce037178a461_6de5a58d8e39bb9485f6bd6f509ff264/node_modules/@trpc/server/dist/asyncGeneratorDelegate-JWx0LJUD.mjs
var UnknownCauseError = class extends Error {
  constructor(cause) {
    super(getMessage(cause));
    Object.assign(this, cause);
    if (isErrorLike(cause)) {
      if (typeof cause.name === "string") this.name = cause.name;
      if (typeof cause.stack === "string") this.stack = cause.stack;
    }
  }
};
function getMessage(cause) {
  if ("message" in cause) return String(cause.message);
}
/**
 * Errors from another realm (e.g. `node:vm`, iframes) fail `instanceof Error`
 * but still carry the `[object Error]` brand.
 */
function isErrorLike(value) {
  return value instanceof Error || Object.prototype.toString.call(value) === "[object Error]";
}
function getCauseFromUnknown(cause) {
  if (cause instanceof Error) return cause;
  const type = typeof cause;
  if (type === "undefined" || type === "function" || cause === null) return;
  if (type !== "object") return new Error(String(cause));
  if (isObject(cause)) return new UnknownCauseError(cause);
}
/**
 * Turns anything thrown into a `TRPCError`. A `TRPCError` is returned as
 * is; anything else becomes an `INTERNAL_SERVER_ERROR` with it as the
 * cause.
 */
function getTRPCErrorFromUnknown(cause) {
  if (cause instanceof TRPCError) return cause;
  if (cause instanceof Error && cause.name === "TRPCError") return cause;
  const trpcError = new TRPCError({
    code: "INTERNAL_SERVER_ERROR",
    cause,
  });
  if (isErrorLike(cause) && cause.stack) trpcError.stack = cause.stack;
  return trpcError;
}
/**
 * An error with a tRPC error code, which sets the HTTP status and the code
 * the client sees. Throw it from resolvers and middlewares.
 * @example
 * ```ts
 * throw new TRPCError({ code: 'NOT_FOUND', message: 'No such post' });
 * ```
 * @see https://trpc.io/docs/server/error-handling#throwing-errors
 */
var TRPCError = class extends Error {
  constructor(opts) {
    var _ref, _opts$message, _this$cause;
    const cause = getCauseFromUnknown(opts.cause);
    const message =
      (_ref =
        (_opts$message = opts.message) !== null && _opts$message !== void 0
          ? _opts$message
          : cause === null || cause === void 0
            ? void 0
            : cause.message) !== null && _ref !== void 0
        ? _ref
        : opts.code;
    super(message, { cause });
    _defineProperty(this, "cause", void 0);
    _defineProperty(this, "code", void 0);
    this.code = opts.code;
    this.name = "TRPCError";
    ((_this$cause = this.cause) !== null && _this$cause !== void 0) || (this.cause = cause);
  }
};
/**
 * @internal
 */
function getDataTransformer(transformer) {
  if ("input" in transformer) return transformer;
  return {
    input: transformer,
    output: transformer,
  };
}
/**
 * @internal
 */
const defaultTransformer = {
  input: {
    serialize: (obj) => obj,
    deserialize: (obj) => obj,
  },
  output: {
    serialize: (obj) => obj,
    deserialize: (obj) => obj,
  },
};
function transformTRPCResponseItem(config, item) {
  if ("error" in item)
    return _objectSpread2(
      _objectSpread2({}, item),
      {},
      { error: config.transformer.output.serialize(item.error) },
    );
  if ("data" in item.result)
    return _objectSpread2(
      _objectSpread2({}, item),
      {},
      {
        result: _objectSpread2(
          _objectSpread2({}, item.result),
          {},
          { data: config.transformer.output.serialize(item.result.data) },
        ),
      },
    );
  return item;
}
/**
 * Serializes a response, or a list of them, with the router's output
 * transformer. Meant for custom adapters.
 **/
function transformTRPCResponse(config, itemOrItems) {
  return Array.isArray(itemOrItems)
    ? itemOrItems.map((item) => transformTRPCResponseItem(config, item))
    : transformTRPCResponseItem(config, itemOrItems);
}
/**
 * @internal
 */
const lazyMarker = "lazyMarker";
function once(fn) {
  const uncalled = Symbol();
  let result = uncalled;
  return () => {
    if (result === uncalled) result = fn();
    return result;
  };
}
function isLazy(input) {
  return typeof input === "function" && lazyMarker in input;
}
function isRouter(value) {
  return isObject(value) && isObject(value["_def"]) && "router" in value["_def"];
}
const emptyRouter = {
  _ctx: null,
  _errorShape: null,
  _meta: null,
  queries: {},
  mutations: {},
  subscriptions: {},
  errorFormatter: defaultFormatter,
  transformer: defaultTransformer,
};
/**
 * Reserved words that can't be used as router or procedure names
 */
const reservedWords = ["then", "call", "apply"];
function getRouterInput(router) {
  const input = Object.assign(emptyObject(), router._def.record);
  for (const loader of Object.values(router._def.lazy)) {
    let record = input;
    for (const key of loader.path) record = record[key] = Object.assign(emptyObject(), record[key]);
    record[loader.key] = loader.ref;
  }
  return input;
}
/**
 * @internal
 */
function createRouterFactory(config) {
  function createRouterInner(input) {
    const reservedWordsUsed = new Set(Object.keys(input).filter((v) => reservedWords.includes(v)));
    if (reservedWordsUsed.size > 0)
      throw new Error(
        "Reserved words used in `router({})` call: " + Array.from(reservedWordsUsed).join(", "),
      );
    const procedures = emptyObject();
    const lazy = emptyObject();
    function createLazyLoader(opts) {
      return {
        ref: opts.ref,
        path: opts.path,
        key: opts.key,
        load: once(async () => {
          const router = await opts.ref();
          const lazyPath = [...opts.path, opts.key];
          const lazyKey = lazyPath.join(".");
          opts.aggregate[opts.key] = step(getRouterInput(router), lazyPath);
          delete lazy[lazyKey];
        }),
      };
    }
    const separator = config.pathSeparator;
    function step(from, path = []) {
      const aggregate = emptyObject();
      for (const [key, item] of Object.entries(from !== null && from !== void 0 ? from : {})) {
        if (separator !== "." && key.includes(separator))
          throw new Error(
            `Key "${[...path, key].join(".")}" contains the pathSeparator ${JSON.stringify(separator)}, so its URL would be ambiguous. Rename it or pick another pathSeparator.`,
          );
        if (isLazy(item)) {
          lazy[[...path, key].join(".")] = createLazyLoader({
            path,
            ref: item,
            key,
            aggregate,
          });
          continue;
        }
        if (isRouter(item)) {
          aggregate[key] = step(getRouterInput(item), [...path, key]);
          continue;
        }
        if (!isProcedure(item)) {
          aggregate[key] = step(item, [...path, key]);
          continue;
        }
        const newPath = [...path, key].join(".");
        if (procedures[newPath]) throw new Error(`Duplicate key: ${newPath}`);
        procedures[newPath] = item;
        aggregate[key] = item;
      }
      return aggregate;
    }
    const record = step(input);
    const _def = _objectSpread2(
      _objectSpread2(
        {
          _config: config,
          router: true,
          procedures,
          lazy,
        },
        emptyRouter,
      ),
      {},
      { record },
    );
    return _objectSpread2(
      _objectSpread2({}, record),
      {},
      {
        _def,
        createCaller: createCallerFactory$1()({ _def }),
      },
    );
  }
  return createRouterInner;
}
function isProcedure(procedureOrRouter) {
  return typeof procedureOrRouter === "function";
}
/**
 * @internal
 */
async function getProcedureAtPath(router, path) {
  const { _def } = router;
  let procedure = _def.procedures[path];
  while (!procedure) {
    const key = Object.keys(_def.lazy).find((key) => path === key || path.startsWith(key + "."));
    if (!key) return null;
    await _def.lazy[key].load();
    procedure = _def.procedures[path];
  }
  return procedure;
}
/**
 * Calls the procedure at `path`, throwing `NOT_FOUND` if there's none of
 * that type.
 * @internal
 */
async function callProcedure(opts) {
  const { type, path } = opts;
  const proc = await getProcedureAtPath(opts.router, path);
  if (!proc || !isProcedure(proc) || (proc._def.type !== type && !opts.allowMethodOverride))
    throw new TRPCError({
      code: "NOT_FOUND",
      message: `No "${type}"-procedure on path "${path}"`,
    });
  /* istanbul ignore if -- @preserve */
  if (proc._def.type !== type && opts.allowMethodOverride && proc._def.type === "subscription")
    throw new TRPCError({
      code: "METHOD_NOT_SUPPORTED",
      message: `Method override is not supported for subscriptions`,
    });
  return proc(opts);
}
function createCallerFactory$1() {
  return function createCallerInner(router) {
    const { _def } = router;
    return function createCaller(ctxOrCallback, opts) {
      return createRecursiveProxy(async (innerOpts) => {
        const { path, args } = innerOpts;
        const fullPath = path.join(".");
        if (path.length === 1 && path[0] === "_def") return _def;
        const procedure = await getProcedureAtPath(router, fullPath);
        let ctx = void 0;
        try {
          if (!procedure)
            throw new TRPCError({
              code: "NOT_FOUND",
              message: `No procedure found on path "${path}"`,
            });
          ctx = isFunction(ctxOrCallback) ? await Promise.resolve(ctxOrCallback()) : ctxOrCallback;
          return await procedure({
            path: fullPath,
            getRawInput: async () => args[0],
            ctx,
            type: procedure._def.type,
            signal: opts === null || opts === void 0 ? void 0 : opts.signal,
            batchIndex: 0,
          });
        } catch (cause) {
          var _opts$onError, _procedure$_def$type;
          opts === null ||
            opts === void 0 ||
            (_opts$onError = opts.onError) === null ||
            _opts$onError === void 0 ||
            _opts$onError.call(opts, {
              ctx,
              error: getTRPCErrorFromUnknown(cause),
              input: args[0],
              path: fullPath,
              type:
                (_procedure$_def$type =
                  procedure === null || procedure === void 0 ? void 0 : procedure._def.type) !==
                  null && _procedure$_def$type !== void 0
                  ? _procedure$_def$type
                  : "unknown",
            });
          throw cause;
        }
      });
    };
  };
}
function mergeRouters(...routerList) {
  var _routerList$, _routerList$2;
  const record = mergeWithoutOverrides(
    {},
    ...[...new Set(routerList)].map((r) => getRouterInput(r)),
  );
  return createRouterFactory({
    errorFormatter: routerList.reduce((currentErrorFormatter, nextRouter) => {
      if (
        nextRouter._def._config.errorFormatter &&
        nextRouter._def._config.errorFormatter !== defaultFormatter
      ) {
        if (
          currentErrorFormatter !== defaultFormatter &&
          currentErrorFormatter !== nextRouter._def._config.errorFormatter
        )
          throw new Error("You seem to have several error formatters");
        return nextRouter._def._config.errorFormatter;
      }
      return currentErrorFormatter;
    }, defaultFormatter),
    transformer: routerList.reduce((prev, current) => {
      if (
        current._def._config.transformer &&
        current._def._config.transformer !== defaultTransformer
      ) {
        if (prev !== defaultTransformer && prev !== current._def._config.transformer)
          throw new Error("You seem to have several transformers");
        return current._def._config.transformer;
      }
      return prev;
    }, defaultTransformer),
    pathSeparator: routerList.reduce((prev, current) => {
      const next = current._def._config.pathSeparator;
      if (next === ".") return prev;
      if (prev !== "." && prev !== next) throw new Error("You seem to have several pathSeparators");
      return next;
    }, "."),
    isDev: routerList.every((r) => r._def._config.isDev),
    allowOutsideOfServer: routerList.every((r) => r._def._config.allowOutsideOfServer),
    isServer: routerList.every((r) => r._def._config.isServer),
    $types:
      (_routerList$ = routerList[0]) === null || _routerList$ === void 0
        ? void 0
        : _routerList$._def._config.$types,
    sse:
      (_routerList$2 = routerList[0]) === null || _routerList$2 === void 0
        ? void 0
        : _routerList$2._def._config.sse,
  })(record);
}
/**
 * Applies the `'.'` default to a user-given `pathSeparator` option. Call it
 * once, where the option is read.
 * @internal
 */
function resolvePathSeparator(value) {
  return value !== null && value !== void 0 ? value : ".";
}
/**
 * `post~byId` → `post.byId`, for reading URLs. Dotted paths still resolve,
 * so clients can move to the separator after the server does.
 * @internal
 */
function urlPathToProcedurePath(path, separator) {
  if (separator === ".") return path;
  return path.split(separator).join(".");
}
function _OverloadYield(e, d) {
  ((this.v = e), (this.k = d));
}
function _wrapAsyncGenerator(e) {
  return function () {
    return new AsyncGenerator(e.apply(this, arguments));
  };
}
function AsyncGenerator(e) {
  var r, t;
  function resume(r, t) {
    try {
      var n = e[r](t),
        o = n.value,
        u = o instanceof _OverloadYield;
      Promise.resolve(u ? o.v : o).then(
        function (t) {
          if (u) {
            var i = "return" === r ? "return" : "next";
            if (!o.k || t.done) return resume(i, t);
            t = e[i](t).value;
          }
          settle(n.done ? "return" : "normal", t);
        },
        function (e) {
          resume("throw", e);
        },
      );
    } catch (e) {
      settle("throw", e);
    }
  }
  function settle(e, n) {
    switch (e) {
      case "return":
        r.resolve({
          value: n,
          done: !0,
        });
        break;
      case "throw":
        r.reject(n);
        break;
      default:
        r.resolve({
          value: n,
          done: !1,
        });
    }
    (r = r.next) ? resume(r.key, r.arg) : (t = null);
  }
  ((this._invoke = function (e, n) {
    return new Promise(function (o, u) {
      var i = {
        key: e,
        arg: n,
        resolve: o,
        reject: u,
        next: null,
      };
      t ? (t = t.next = i) : ((r = t = i), resume(e, n));
    });
  }),
    "function" != typeof e["return"] && (this["return"] = void 0));
}
((AsyncGenerator.prototype[
  ("function" == typeof Symbol && Symbol.asyncIterator) || "@@asyncIterator"
] = function () {
  return this;
}),
  (AsyncGenerator.prototype.next = function (e) {
    return this._invoke("next", e);
  }),
  (AsyncGenerator.prototype["throw"] = function (e) {
    return this._invoke("throw", e);
  }),
  (AsyncGenerator.prototype["return"] = function (e) {
    return this._invoke("return", e);
  }));
function _asyncIterator(r) {
  var n,
    t,
    o,
    e = 2;
  for ("undefined" != typeof Symbol && ((t = Symbol.asyncIterator), (o = Symbol.iterator)); e--;) {
    if (t && null != (n = r[t])) return n.call(r);
    if (o && null != (n = r[o])) return new AsyncFromSyncIterator(n.call(r));
    ((t = "@@asyncIterator"), (o = "@@iterator"));
  }
  throw new TypeError("Object is not async iterable");
}
function AsyncFromSyncIterator(r) {
  function AsyncFromSyncIteratorContinuation(r) {
    if (Object(r) !== r)
      return Promise.reject(/* @__PURE__ */ new TypeError(r + " is not an object."));
    var n = r.done;
    return Promise.resolve(r.value).then(function (r) {
      return {
        value: r,
        done: n,
      };
    });
  }
  return (
    (AsyncFromSyncIterator = function AsyncFromSyncIterator(r) {
      ((this.s = r), (this.n = r.next));
    }),
    (AsyncFromSyncIterator.prototype = {
      s: null,
      n: null,
      next: function next() {
        return AsyncFromSyncIteratorContinuation(this.n.apply(this.s, arguments));
      },
      return: function _return(r) {
        var n = this.s["return"];
        return void 0 === n
          ? Promise.resolve({
              value: r,
              done: !0,
            })
          : AsyncFromSyncIteratorContinuation(n.apply(this.s, arguments));
      },
      throw: function _throw(r) {
        var n = this.s["return"];
        return void 0 === n
          ? Promise.reject(r)
          : AsyncFromSyncIteratorContinuation(n.apply(this.s, arguments));
      },
    }),
    new AsyncFromSyncIterator(r)
  );
}
const trackedSymbol = Symbol();
/** Whether a value was made by `tracked()`. */
function isTrackedEnvelope(value) {
  return Array.isArray(value) && value[2] === trackedSymbol;
}
/**
 * Gives a subscription event an id. When the connection drops, the client
 * reconnects with the last id it got, as `input.lastEventId`, so the
 * subscription can resume from there. The id can't be empty.
 * @example
 * ```ts
 * yield tracked(post.id, post);
 * ```
 * @see https://trpc.io/docs/server/subscriptions#tracked
 */
function tracked(id, data) {
  if (id === "")
    throw new Error(
      "`id` must not be an empty string as empty string is the same as not setting the id at all",
    );
  if (/[\0\n\r]/.test(id))
    throw new Error(
      "`id` must not contain line breaks or null characters as they are not allowed in a Server-Sent Events id",
    );
  return [id, data, trackedSymbol];
}
function _asyncGeneratorDelegate(t) {
  var e = {},
    n = !1;
  function pump(e, r) {
    return (
      (n = !0),
      (r = new Promise(function (n) {
        n(t[e](r));
      })),
      {
        done: !1,
        value: new _OverloadYield(r, 1),
      }
    );
  }
  return (
    (e[("undefined" != typeof Symbol && Symbol.iterator) || "@@iterator"] = function () {
      return this;
    }),
    (e.next = function (t) {
      return n ? ((n = !1), t) : pump("next", t);
    }),
    "function" == typeof t["throw"] &&
      (e["throw"] = function (t) {
        if (n) throw ((n = !1), t);
        return pump("throw", t);
      }),
    "function" == typeof t["return"] &&
      (e["return"] = function (t) {
        return n ? ((n = !1), t) : pump("return", t);
      }),
    e
  );
}

// node_modules/.pnpm/@trpc+server@11.25.2_patch_hash=3cebfe694560ba8e3106d4dc5167a85feea799081a2ce037178a461_6de5a58d8e39bb9485f6bd6f509ff264/node_modules/@trpc/server/dist/observable-kpFFzvou.mjs
/**
 * Whether a value is an observable: an object with `subscribe`.
 * @public
 */
function isObservable(x) {
  return typeof x === "object" && x !== null && "subscribe" in x;
}
/**
 * Creates an observable. `subscribe` runs for each subscriber, and can
 * return a function that cleans up when it unsubscribes.
 * @example
 * ```ts
 * const ticks = observable<number>((observer) => {
 *   const timer = setInterval(() => observer.next(Date.now()), 1000);
 *   return () => clearInterval(timer);
 * });
 * ```
 * @see https://trpc.io/docs/client/links#creating-a-custom-link
 * @public
 */
function observable(subscribe) {
  const self = {
    subscribe(observer) {
      let teardownRef = null;
      let isDone = false;
      let unsubscribed = false;
      let teardownImmediately = false;
      let subscribing = true;
      let thrownWhileSubscribing = null;
      function end(notify) {
        try {
          notify();
        } catch (cause) {
          var _thrownWhileSubscribi;
          if (!subscribing) throw cause;
          ((_thrownWhileSubscribi = thrownWhileSubscribing) !== null &&
            _thrownWhileSubscribi !== void 0) ||
            (thrownWhileSubscribing = { cause });
        } finally {
          unsubscribe();
        }
      }
      function unsubscribe() {
        if (teardownRef === null) {
          teardownImmediately = true;
          return;
        }
        if (unsubscribed) return;
        unsubscribed = true;
        if (typeof teardownRef === "function") teardownRef();
        else if (teardownRef) teardownRef.unsubscribe();
      }
      teardownRef = subscribe({
        next(value) {
          var _observer$next;
          if (isDone) return;
          (_observer$next = observer.next) === null ||
            _observer$next === void 0 ||
            _observer$next.call(observer, value);
        },
        error(err) {
          if (isDone) return;
          isDone = true;
          end(() => {
            var _observer$error;
            return (_observer$error = observer.error) === null || _observer$error === void 0
              ? void 0
              : _observer$error.call(observer, err);
          });
        },
        complete() {
          if (isDone) return;
          isDone = true;
          end(() => {
            var _observer$complete;
            return (_observer$complete = observer.complete) === null ||
              _observer$complete === void 0
              ? void 0
              : _observer$complete.call(observer);
          });
        },
      });
      subscribing = false;
      if (teardownImmediately) unsubscribe();
      if (thrownWhileSubscribing) throw thrownWhileSubscribing.cause;
      return { unsubscribe };
    },
    pipe(...operations) {
      return operations.reduce(pipeReducer, self);
    },
  };
  return self;
}
function pipeReducer(prev, fn) {
  return fn(prev);
}
/**
 * Turns an observable into an async iterable, like Node's `events.on()`.
 * Values wait in a queue until `next()` reads them. An error rejects the
 * `next()` after the queued values, once. Completion, `return()` and aborting
 * `signal` unsubscribe and end every pending `next()` with `{ done: true }`;
 * anything the observable sends after that is ignored.
 *
 * If unsubscribing throws, `return()` rejects with the error, and completion
 * or an error from the observable rethrows it. On abort, it rejects the
 * `next()` after the queued values instead, as an error would.
 * @internal
 */
function observableToAsyncIterable(observable, signal) {
  const values = [];
  const pending = [];
  let error = null;
  let finished = false;
  let subscription = null;
  /** Unsubscribes once, and returns what the teardown threw. */
  function unsubscribe() {
    if (finished) return null;
    finished = true;
    signal.removeEventListener("abort", abort);
    try {
      subscription === null || subscription === void 0 || subscription.unsubscribe();
      return null;
    } catch (cause) {
      return { cause };
    }
  }
  /** Settles every pending `next()`: the first with `error` if there is one. */
  function settle() {
    const first = error ? pending.shift() : void 0;
    if (error && first) {
      const { cause } = error;
      error = null;
      first.reject(cause);
    }
    for (const promise of pending.splice(0))
      promise.resolve({
        value: void 0,
        done: true,
      });
  }
  function finish() {
    const failure = unsubscribe();
    settle();
    if (failure) throw failure.cause;
  }
  function abort() {
    const failure = unsubscribe();
    if (failure) error = failure;
    settle();
  }
  subscription = observable.subscribe({
    next(value) {
      if (finished) return;
      const promise = pending.shift();
      if (promise)
        promise.resolve({
          value,
          done: false,
        });
      else values.push(value);
    },
    error(cause) {
      if (finished) return;
      error = { cause };
      finish();
    },
    complete: finish,
  });
  if (finished) subscription.unsubscribe();
  else if (signal.aborted) abort();
  else signal.addEventListener("abort", abort, { once: true });
  const iterator = {
    [Symbol.asyncIterator]() {
      return iterator;
    },
    async next() {
      if (values.length > 0)
        return {
          value: values.shift(),
          done: false,
        };
      if (error) {
        const { cause } = error;
        error = null;
        throw cause;
      }
      if (finished)
        return {
          value: void 0,
          done: true,
        };
      return new Promise((resolve, reject) => {
        pending.push({
          resolve,
          reject,
        });
      });
    },
    async return() {
      values.length = 0;
      error = null;
      finish();
      return {
        value: void 0,
        done: true,
      };
    },
  };
  return iterator;
}

// node_modules/.pnpm/@trpc+server@11.25.2_patch_hash=3cebfe694560ba8e3106d4dc5167a85feea799081a2ce037178a461_6de5a58d8e39bb9485f6bd6f509ff264/node_modules/@trpc/server/dist/initTRPC-DPoVGUwX.mjs
/** @internal */
const middlewareMarker = "middlewareMarker";
/**
 * @internal
 */
function createMiddlewareFactory() {
  function createMiddlewareInner(middlewares) {
    return {
      _middlewares: middlewares,
      unstable_pipe(middlewareBuilderOrFn) {
        const pipedMiddleware =
          "_middlewares" in middlewareBuilderOrFn
            ? middlewareBuilderOrFn._middlewares
            : [middlewareBuilderOrFn];
        return createMiddlewareInner([...middlewares, ...pipedMiddleware]);
      },
    };
  }
  function createMiddleware(fn) {
    return createMiddlewareInner([fn]);
  }
  return createMiddleware;
}
/**
 * @internal
 * Please note, `trpc-openapi` uses this function.
 */
function createInputMiddleware(parse) {
  const inputMiddleware = async function inputValidatorMiddleware(opts) {
    let parsedInput;
    const rawInput = await opts.getRawInput();
    try {
      parsedInput = await parse(rawInput);
    } catch (cause) {
      throw new TRPCError({
        code: "BAD_REQUEST",
        cause,
      });
    }
    const combinedInput =
      isObject(opts.input) && isObject(parsedInput)
        ? _objectSpread2(_objectSpread2({}, opts.input), parsedInput)
        : parsedInput;
    return opts.next({ input: combinedInput });
  };
  inputMiddleware._type = "input";
  return inputMiddleware;
}
/**
 * @internal
 */
function createErrorFormatterMiddleware(formatter, isDev) {
  const errorMiddleware = async function errorFormatterMiddleware(opts) {
    const tryFormat = (error) => {
      if (isFormattedErrorShape(error)) return error;
      const shape = formatter({
        error,
        type: opts.type,
        path: opts.path,
        input: opts.input,
        ctx: opts.ctx,
        shape: getDefaultErrorShape({
          error,
          path: opts.path,
          isDev,
        }),
      });
      if (shape !== void 0) setFormattedErrorShape(error, shape);
      return error;
    };
    const tryFormatThrown = (cause) => {
      const formatted = tryFormat(getTRPCErrorFromUnknown(cause));
      return isFormattedErrorShape(formatted) ? formatted : cause;
    };
    function wrapIterable(_x) {
      return _wrapIterable.apply(this, arguments);
    }
    function _wrapIterable() {
      _wrapIterable = _wrapAsyncGenerator(function* (iterable) {
        try {
          return yield* _asyncGeneratorDelegate(_asyncIterator(iterable));
        } catch (cause) {
          throw tryFormatThrown(cause);
        }
      });
      return _wrapIterable.apply(this, arguments);
    }
    function wrapObservable(source) {
      return observable((observer) =>
        source.subscribe({
          next: (value) => observer.next(value),
          error: (cause) => observer.error(tryFormatThrown(cause)),
          complete: () => observer.complete(),
        }),
      );
    }
    const result = await opts.next();
    if (!result.ok) {
      tryFormat(result.error);
      return result;
    }
    if (isAsyncIterable(result.data))
      return _objectSpread2(_objectSpread2({}, result), {}, { data: wrapIterable(result.data) });
    if (opts.type === "subscription" && isObservable(result.data))
      return _objectSpread2(_objectSpread2({}, result), {}, { data: wrapObservable(result.data) });
    return result;
  };
  errorMiddleware._type = "errors";
  return errorMiddleware;
}
/**
 * @internal
 */
function createOutputMiddleware(parse) {
  const outputMiddleware = async function outputValidatorMiddleware({ next }) {
    const result = await next();
    if (!result.ok) return result;
    try {
      const data = await parse(result.data);
      return _objectSpread2(_objectSpread2({}, result), {}, { data });
    } catch (cause) {
      throw new TRPCError({
        message: "Output validation failed",
        code: "INTERNAL_SERVER_ERROR",
        cause,
      });
    }
  };
  outputMiddleware._type = "output";
  return outputMiddleware;
}
/** A schema error with useful information. */
var StandardSchemaV1Error = class extends Error {
  /**
   * Creates a schema error with useful information.
   *
   * @param issues The schema issues.
   */
  constructor(issues) {
    var _issues$;
    super((_issues$ = issues[0]) === null || _issues$ === void 0 ? void 0 : _issues$.message);
    _defineProperty(this, "issues", void 0);
    this.name = "SchemaError";
    this.issues = issues;
  }
};
function getParseFn(procedureParser) {
  const parser = procedureParser;
  const isStandardSchema = "~standard" in parser;
  if (typeof parser === "function" && typeof parser.assert === "function")
    return parser.assert.bind(parser);
  if (typeof parser === "function" && !isStandardSchema) return parser;
  if (typeof parser.parseAsync === "function") {
    if (typeof parser.parse !== "function") return parser.parseAsync.bind(parser);
    const parse = parser.parse.bind(parser);
    const parseAsync = parser.parseAsync.bind(parser);
    let isAsync = false;
    return (value) => {
      if (!isAsync)
        try {
          return parse(value);
        } catch (cause) {
          if (Array.isArray(cause === null || cause === void 0 ? void 0 : cause.issues))
            throw cause;
          isAsync = true;
        }
      return parseAsync(value);
    };
  }
  if (typeof parser.parse === "function") return parser.parse.bind(parser);
  if (typeof parser.validateSync === "function") return parser.validateSync.bind(parser);
  if (typeof parser.create === "function") return parser.create.bind(parser);
  if (typeof parser.assert === "function")
    return (value) => {
      parser.assert(value);
      return value;
    };
  if (isStandardSchema)
    return async (value) => {
      const result = await parser["~standard"].validate(value);
      if (result.issues) throw new StandardSchemaV1Error(result.issues);
      return result.value;
    };
  throw new Error("Could not find a validator fn");
}
var _globalThis$process;
var _globalThis$process2;
var _globalThis$process3;
/**
 * The default check to see if we're in a server
 */
const isServerDefault =
  typeof window === "undefined" ||
  "Deno" in window ||
  ((_globalThis$process = globalThis.process) === null ||
  _globalThis$process === void 0 ||
  (_globalThis$process = _globalThis$process.env) === null ||
  _globalThis$process === void 0
    ? void 0
    : _globalThis$process["NODE_ENV"]) === "test" ||
  !!((_globalThis$process2 = globalThis.process) === null ||
  _globalThis$process2 === void 0 ||
  (_globalThis$process2 = _globalThis$process2.env) === null ||
  _globalThis$process2 === void 0
    ? void 0
    : _globalThis$process2["JEST_WORKER_ID"]) ||
  !!((_globalThis$process3 = globalThis.process) === null ||
  _globalThis$process3 === void 0 ||
  (_globalThis$process3 = _globalThis$process3.env) === null ||
  _globalThis$process3 === void 0
    ? void 0
    : _globalThis$process3["VITEST_WORKER_ID"]);
/**
 * The default check to see if we're in development
 */
function isDevDefault() {
  var _globalThis$process4;
  return (
    ((_globalThis$process4 = globalThis.process) === null || _globalThis$process4 === void 0
      ? void 0
      : _globalThis$process4.env["NODE_ENV"]) !== "production"
  );
}
function _objectWithoutPropertiesLoose(r, e) {
  if (null == r) return {};
  var t = {};
  for (var n in r)
    if ({}.hasOwnProperty.call(r, n)) {
      if (e.includes(n)) continue;
      t[n] = r[n];
    }
  return t;
}
function _objectWithoutProperties(e, t) {
  if (null == e) return {};
  var o,
    r,
    i = _objectWithoutPropertiesLoose(e, t);
  if (Object.getOwnPropertySymbols) {
    var s = Object.getOwnPropertySymbols(e);
    for (r = 0; r < s.length; r++)
      ((o = s[r]), t.includes(o) || ({}.propertyIsEnumerable.call(e, o) && (i[o] = e[o])));
  }
  return i;
}
const _excluded = ["middlewares", "inputs", "meta", "config"];
function createNewBuilder(def1, def2) {
  var _def1$config;
  const { middlewares = [], inputs, meta, config } = def2,
    rest = _objectWithoutProperties(def2, _excluded);
  return createBuilder(
    _objectSpread2(
      _objectSpread2({}, mergeWithoutOverrides(def1, rest)),
      {},
      {
        config:
          (_def1$config = def1.config) !== null && _def1$config !== void 0 ? _def1$config : config,
        inputs: [...def1.inputs, ...(inputs !== null && inputs !== void 0 ? inputs : [])],
        middlewares: [...def1.middlewares, ...middlewares],
        meta:
          def1.meta && meta
            ? _objectSpread2(_objectSpread2({}, def1.meta), meta)
            : meta !== null && meta !== void 0
              ? meta
              : def1.meta,
      },
    ),
  );
}
function createBuilder(initDef = {}) {
  const _def = _objectSpread2(
    {
      procedure: true,
      inputs: [],
      middlewares: [],
    },
    initDef,
  );
  return {
    _def,
    input(input) {
      const parser = getParseFn(input);
      return createNewBuilder(_def, {
        inputs: [input],
        middlewares: [createInputMiddleware(parser)],
      });
    },
    output(output) {
      const parser = getParseFn(output);
      return createNewBuilder(_def, {
        output,
        middlewares: [createOutputMiddleware(parser)],
      });
    },
    meta(meta) {
      return createNewBuilder(_def, { meta });
    },
    errors(formatter) {
      var _def$config$isDev, _def$config;
      return createNewBuilder(_def, {
        middlewares: [
          createErrorFormatterMiddleware(
            formatter,
            (_def$config$isDev =
              (_def$config = _def.config) === null || _def$config === void 0
                ? void 0
                : _def$config.isDev) !== null && _def$config$isDev !== void 0
              ? _def$config$isDev
              : isDevDefault(),
          ),
        ],
      });
    },
    use(middlewareBuilderOrFn) {
      const middlewares =
        "_middlewares" in middlewareBuilderOrFn
          ? middlewareBuilderOrFn._middlewares
          : [middlewareBuilderOrFn];
      return createNewBuilder(_def, { middlewares });
    },
    unstable_concat(builder) {
      return createNewBuilder(_def, builder._def);
    },
    concat(builder) {
      return createNewBuilder(_def, builder._def);
    },
    query(resolver) {
      return createResolver(
        _objectSpread2(_objectSpread2({}, _def), {}, { type: "query" }),
        resolver,
      );
    },
    mutation(resolver) {
      return createResolver(
        _objectSpread2(_objectSpread2({}, _def), {}, { type: "mutation" }),
        resolver,
      );
    },
    subscription(resolver) {
      return createResolver(
        _objectSpread2(_objectSpread2({}, _def), {}, { type: "subscription" }),
        resolver,
      );
    },
    experimental_caller(caller) {
      return createNewBuilder(_def, { caller });
    },
  };
}
function createResolver(_defIn, resolver) {
  const finalBuilder = createNewBuilder(_defIn, {
    resolver,
    middlewares: [
      async function resolveMiddleware(opts) {
        const data = await resolver(opts);
        return {
          marker: middlewareMarker,
          ok: true,
          data,
          ctx: opts.ctx,
        };
      },
    ],
  });
  const _def = _objectSpread2(
    _objectSpread2({}, finalBuilder._def),
    {},
    {
      type: _defIn.type,
      experimental_caller: Boolean(finalBuilder._def.caller),
      meta: finalBuilder._def.meta,
      $types: null,
    },
  );
  const invoke = createProcedureCaller(finalBuilder._def);
  const callerOverride = finalBuilder._def.caller;
  if (!callerOverride) return invoke;
  const callerWrapper = async (...args) => {
    return await callerOverride({
      args,
      invoke,
      _def,
    });
  };
  callerWrapper._def = _def;
  return callerWrapper;
}
const codeblock = `
This is a client-only function.
If you want to call this function on the server, see https://trpc.io/docs/server/server-side-calls
`.trim();
async function callRecursive(index, _def, opts) {
  try {
    return await (0, _def.middlewares[index])({
      ...opts,
      meta: _def.meta,
      input: opts.input,
      next(nextOpts) {
        return callRecursive(index + 1, _def, {
          ...opts,
          ctx: nextOpts?.ctx
            ? {
                ...opts.ctx,
                ...nextOpts.ctx,
              }
            : opts.ctx,
          input: nextOpts && "input" in nextOpts ? nextOpts.input : opts.input,
          getRawInput: nextOpts?.getRawInput ?? opts.getRawInput,
        });
      },
    });
  } catch (cause) {
    return {
      ok: false,
      error: getTRPCErrorFromUnknown(cause),
      marker: middlewareMarker,
    };
  }
}
function createProcedureCaller(_def) {
  async function procedure(opts) {
    if (!opts || !("getRawInput" in opts)) throw new Error(codeblock);
    const result = await callRecursive(0, _def, opts);
    if (!result)
      throw new TRPCError({
        code: "INTERNAL_SERVER_ERROR",
        message: "No result from middlewares - did you forget to `return next()`?",
      });
    if (!result.ok) throw result.error;
    return result.data;
  }
  procedure._def = _def;
  procedure.procedure = true;
  procedure.meta = _def.meta;
  return procedure;
}
/**
 * The starting point of every tRPC backend. Call it once.
 * @example
 * ```ts
 * const t = initTRPC.context<Context>().create();
 * export const router = t.router;
 * export const publicProcedure = t.procedure;
 * ```
 * @see https://trpc.io/docs/server/routers#initialize-trpc
 */
const initTRPC = new (class TRPCBuilder {
  /**
   * Sets the type of the context every procedure gets. Pass the type, or
   * the type of your `createContext` function.
   * @see https://trpc.io/docs/server/context#defining-the-context-type
   */
  context() {
    return new TRPCBuilder();
  }
  /**
   * Sets the type of the metadata procedures can set with `.meta()`.
   * @see https://trpc.io/docs/server/metadata
   */
  meta() {
    return new TRPCBuilder();
  }
  /**
   * Creates the root object, which holds the builders for your procedures,
   * middlewares and routers.
   * @see https://trpc.io/docs/server/routers#initialize-trpc
   */
  create(opts) {
    var _opts$transformer, _opts$isDev, _opts$allowOutsideOfS, _opts$errorFormatter, _opts$isServer;
    const config = _objectSpread2(
      _objectSpread2({}, opts),
      {},
      {
        transformer: getDataTransformer(
          (_opts$transformer = opts === null || opts === void 0 ? void 0 : opts.transformer) !==
            null && _opts$transformer !== void 0
            ? _opts$transformer
            : defaultTransformer,
        ),
        isDev:
          (_opts$isDev = opts === null || opts === void 0 ? void 0 : opts.isDev) !== null &&
          _opts$isDev !== void 0
            ? _opts$isDev
            : isDevDefault(),
        allowOutsideOfServer:
          (_opts$allowOutsideOfS =
            opts === null || opts === void 0 ? void 0 : opts.allowOutsideOfServer) !== null &&
          _opts$allowOutsideOfS !== void 0
            ? _opts$allowOutsideOfS
            : false,
        errorFormatter:
          (_opts$errorFormatter =
            opts === null || opts === void 0 ? void 0 : opts.errorFormatter) !== null &&
          _opts$errorFormatter !== void 0
            ? _opts$errorFormatter
            : defaultFormatter,
        isServer:
          (_opts$isServer = opts === null || opts === void 0 ? void 0 : opts.isServer) !== null &&
          _opts$isServer !== void 0
            ? _opts$isServer
            : isServerDefault,
        pathSeparator: resolvePathSeparator(
          opts === null || opts === void 0 ? void 0 : opts.pathSeparator,
        ),
        /**
         * These are just types, they can't be used at runtime
         * @internal
         */
        $types: null,
      },
    );
    var _opts$isServer2;
    if (
      !((_opts$isServer2 = opts === null || opts === void 0 ? void 0 : opts.isServer) !== null &&
      _opts$isServer2 !== void 0
        ? _opts$isServer2
        : isServerDefault) &&
      (opts === null || opts === void 0 ? void 0 : opts.allowOutsideOfServer) !== true
    )
      throw new Error(
        `You're trying to use @trpc/server in a non-server environment. This is not supported by default.`,
      );
    return {
      /**
       * Your router config
       * @internal
       */
      _config: config,
      /**
       * Builder object for creating procedures
       * @see https://trpc.io/docs/server/procedures
       */
      procedure: createBuilder({
        meta: opts === null || opts === void 0 ? void 0 : opts.defaultMeta,
        config,
      }),
      /**
       * Create reusable middlewares
       * @see https://trpc.io/docs/server/middlewares
       */
      middleware: createMiddlewareFactory(),
      /**
       * Create a router
       * @see https://trpc.io/docs/server/routers
       */
      router: createRouterFactory(config),
      /**
       * Merge Routers
       * @see https://trpc.io/docs/server/merging-routers
       */
      mergeRouters,
      /**
       * Create a server-side caller for a router
       * @see https://trpc.io/docs/server/server-side-calls
       */
      createCallerFactory: createCallerFactory$1(),
    };
  }
})();

// packages/api/src/domain/policy/service-access.ts
/**
 * What a service token may call. It acts for the host platform, which maintains users and groups, writes as its `SYSTEM` and
 * `BOT` users, and is a participant of no conversation. A procedure without a row is refused, and a test compares the rows with the router.
 */
const serviceAccess = {
  "users.list": "allowed",
  "users.upsert": "allowed",
  "users.deactivate": "allowed",
  "users.me": "forbidden",
  "users.updateMe": "forbidden",
  "users.search": "forbidden",
  "platform.sync": "allowed",
  "groups.list": "allowed",
  "groups.get": "allowed",
  "groups.activity": "allowed",
  "groups.create": "allowed",
  "groups.update": "allowed",
  "groups.addMembers": "allowed",
  "groups.removeMembers": "allowed",
  "groups.archive": "allowed",
  "contacts.list": "forbidden",
  "contacts.add": "forbidden",
  "contacts.remove": "forbidden",
  "contacts.block": "forbidden",
  "contacts.unblock": "forbidden",
  "contacts.blocked": "forbidden",
  "contacts.explain": "forbidden",
  "conversations.open": "forbidden",
  "conversations.list": "forbidden",
  "conversations.get": "forbidden",
  "conversations.delete": "forbidden",
  "conversations.setPreferences": "forbidden",
  "conversations.markUnread": "forbidden",
  "messages.send": "forbidden",
  "messages.sendAs": "allowed",
  "messages.list": "forbidden",
  "messages.markRead": "forbidden",
  "messages.edit": "forbidden",
  "messages.delete": "forbidden",
  "messages.react": "forbidden",
  "messages.unreact": "forbidden",
  "messages.search": "forbidden",
  "messages.mentions": "forbidden",
  "events.stream": "forbidden",
  "events.signals": "forbidden",
  "events.setTyping": "forbidden",
};
const isOpenToService = (path) =>
  Object.hasOwn(serviceAccess, path) && serviceAccess[path] === "allowed";

// packages/api/src/domain/relations/notify-viewers.ts
const viewersOf$1 = statement({
  name: "relations.viewers-of",
  row: {
    viewer: users.id,
    subject: users.id,
  },
  sql: (ids) => {
    const subjects = sql`${sql.param(ids)}::text[]`;
    return sql`
    select r.owner_id as viewer, r.id as subject from (${contactReasons(namingAny(ids))}) r
    union select id, id from unnest(${subjects}) as id
    union select blocker_id, blocked_id from ${blocks$1} where blocked_id = any(${subjects})
    union select y.user_id, x.user_id from ${participants} x
      join ${participants} y on y.conversation_id = x.conversation_id where x.user_id = any(${subjects})`;
  },
  examples: [["ada"]],
});
/** Returns a `user.updated` for every user who sees one of these: contacts, blockers, participants of shared conversations, themselves. */
async function notifyViewers(tx, userIds) {
  if (userIds.length === 0) return [];
  return (await viewersOf$1(tx, userIds)).map(({ viewer, subject }) => ({
    userId: viewer,
    type: "user.updated",
    subjectId: subject,
  }));
}

// packages/api/src/domain/avatars/avatars.ts
const MINUTE = 6e4;
const WEEK = 10080 * MINUTE;
/** No other server takes a picture while this one may still be fetching it. */
const LEASE = 2 * MINUTE;
const pathOf = (key) => `/avatars/${key}`;
/** The installation's secret, created with the first picture: without it, keys cannot be guessed. */
async function loadSecret(tx) {
  await tx
    .insert(avatarSecret)
    .values({ secret: randomBytes(32) })
    .onConflictDoNothing();
  const [row] = await tx.select({ secret: avatarSecret.secret }).from(avatarSecret);
  if (row === void 0) throw new Error("the secret of avatars is missing");
  return row.secret;
}
async function keyOf(tx, userId, images) {
  return createHmac("sha256", await loadSecret(tx))
    .update(`${userId}\0`)
    .update(images[256])
    .digest("base64url");
}
/**
 * Lock order of every transaction: users before sources. So two changes of one user's picture wait, and never deadlock.
 */
const lockUser = (tx, userId) =>
  tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("update");
/** Shows this picture, or initials. Returns false if it is already shown. */
async function show(tx, userId, images) {
  const shown = images && {
    images,
    key: await keyOf(tx, userId, images),
  };
  const avatarUrl = shown && pathOf(shown.key);
  if (
    (
      await tx
        .update(users)
        .set({ avatarUrl })
        .where(and(eq(users.id, userId), sql`${users.avatarUrl} is distinct from ${avatarUrl}`))
        .returning({ id: users.id })
    ).length === 0
  )
    return false;
  await tx.delete(avatars).where(eq(avatars.userId, userId));
  if (shown === null) return true;
  for (const size of avatarSizes)
    await tx.insert(avatars).values({
      key: shown.key,
      size,
      userId,
      content: shown.images[size],
    });
  return true;
}
/** Runs a change of a user's picture, and notifies everyone who sees them if it changed something. */
async function changePicture({ db, bus }, userId, change) {
  const deliveries = await db.transaction(async (tx) => {
    await lockUser(tx, userId);
    return (await change(tx)) ? appendEvents(tx, await notifyViewers(tx, [userId])) : [];
  });
  bus.deliver(deliveries);
}
/** From now on the user's own choice is shown, until the host platform sets another URL. */
async function stopFollowing(tx, userId) {
  await tx
    .update(avatarSources)
    .set({
      isFollowed: false,
      problem: null,
    })
    .where(eq(avatarSources.userId, userId));
}
/** Sets a user's own picture. Returns its path. */
async function setOwnAvatar(ctx, { userId, images }) {
  let path = "";
  await changePicture(ctx, userId, async (tx) => {
    await stopFollowing(tx, userId);
    const isChanged = await show(tx, userId, images);
    path = pathOf(await keyOf(tx, userId, images));
    return isChanged;
  });
  return path;
}
/** Removes a user's picture, as part of `users.updateMe`. The caller publishes the events. */
async function removeOwnAvatar(tx, userId) {
  await lockUser(tx, userId);
  await stopFollowing(tx, userId);
  await show(tx, userId, null);
}
/**
 * Applies what the host platform sets as a user's picture, as part of its update of that user. A new URL is fetched
 * later; what is shown stays until then. Null removes the platform's picture, and keeps one that the user chose.
 * Returns true if the shown picture changed.
 */
async function followAvatarSource(tx, { userId, url, now }) {
  await lockUser(tx, userId);
  if (url === null) {
    const [source] = await tx
      .delete(avatarSources)
      .where(eq(avatarSources.userId, userId))
      .returning({ isFollowed: avatarSources.isFollowed });
    return source?.isFollowed === true && (await show(tx, userId, null));
  }
  const source = {
    url,
    dueAt: now,
  };
  await tx
    .insert(avatarSources)
    .values({
      userId,
      ...source,
    })
    .onConflictDoUpdate({
      target: avatarSources.userId,
      set: {
        ...source,
        isFollowed: true,
        attempts: 0,
        fetchedAt: null,
        problem: null,
      },
      setWhere: ne(avatarSources.url, url),
    });
  return false;
}
const takeDue = statement({
  name: "avatars.take-due",
  row: {
    userId: avatarSources.userId,
    url: avatarSources.url,
    attempts: avatarSources.attempts,
  },
  sql: ({ now, until }) => sql`
    update ${avatarSources} set attempts = attempts + 1, due_at = ${until}
    where user_id = (
      select user_id from ${avatarSources} where is_followed and due_at <= ${now}
      order by due_at limit 1 for update skip locked)
    returning user_id as "userId", url, attempts`,
  examples: [
    {
      now: /* @__PURE__ */ new Date(0),
      until: /* @__PURE__ */ new Date(0),
    },
  ],
});
/** Takes the next picture that is due, for this server alone. Undefined if there is none. */
async function takeDueAvatar({ db, clock }) {
  const now = clock.now();
  const [due] = await takeDue(db, {
    now,
    until: new Date(now.getTime() + LEASE),
  });
  return due;
}
/** Whether this URL is still the current one. */
async function isStillFollowed(tx, { userId, url }) {
  return (
    (
      await tx
        .select({ userId: avatarSources.userId })
        .from(avatarSources)
        .where(
          and(
            eq(avatarSources.userId, userId),
            eq(avatarSources.url, url),
            avatarSources.isFollowed,
          ),
        )
        .for("update")
    ).length > 0
  );
}
/** Stores a fetched picture, and schedules the next fetch in a week. Changes that the user made meanwhile win. */
async function keepFetchedAvatar(ctx, { due, images }) {
  await changePicture(ctx, due.userId, async (tx) => {
    if (!(await isStillFollowed(tx, due))) return false;
    const now = ctx.clock.now();
    const dueAt = new Date(now.getTime() + WEEK);
    await tx
      .update(avatarSources)
      .set({
        attempts: 0,
        problem: null,
        fetchedAt: now,
        dueAt,
      })
      .where(eq(avatarSources.userId, due.userId));
    return show(tx, due.userId, images);
  });
}
/**
 * Stores why a URL returned no picture, for ADMINs, and retries: after 2 minutes, then 4, up to a week. The URL's
 * former picture stays; a new URL without one shows initials.
 */
async function noteAvatarProblem(ctx, { due, problem }) {
  await changePicture(ctx, due.userId, async (tx) => {
    if (!(await isStillFollowed(tx, due))) return false;
    const wait = Math.min(MINUTE * 2 ** Math.min(due.attempts, 20), WEEK);
    const dueAt = new Date(ctx.clock.now().getTime() + wait);
    const [source] = await tx
      .update(avatarSources)
      .set({
        problem,
        dueAt,
      })
      .where(eq(avatarSources.userId, due.userId))
      .returning({ fetchedAt: avatarSources.fetchedAt });
    return source?.fetchedAt === null && (await show(tx, due.userId, null));
  });
}
/** Returns a picture by its key; the key is the permission. */
async function findAvatar({ db, reads }, { key, size }) {
  const [row] = await reads.run(() =>
    db
      .select({ content: avatars.content })
      .from(avatars)
      .where(and(eq(avatars.key, key), eq(avatars.size, size))),
  );
  return row?.content;
}

// packages/api/src/domain/users/names.ts
/** The columns of a name and its search form; stored together. */
const foldedNameOf = (name) => ({
  foldedName: fold(name),
  foldVersion: 2,
});
/** Whether a user's folded name is not computed yet, after a release with another fold, or an import. */
const hasStaleName = ne(users.foldVersion, 2);
/** Names folded in one transaction. */
const BATCH$2 = 500;
const lockNames = advisoryLock("names");
const storeNames = statement({
  name: "users.store-names",
  sql: (rows) => sql`
    update ${users} u set name = n.name, folded_name = n.folded, fold_version = ${2}
    from unnest(${sql.param(rows.map(({ id }) => id))}::text[], ${sql.param(rows.map(({ name }) => name))}::text[],
      ${sql.param(rows.map(({ name }) => fold(name)))}::text[]) as n (id, name, folded)
    where u.id = n.id`,
  examples: [[]],
});
/** Processes take batches alternately, so no name is folded twice. */
async function refoldBatch({ db }) {
  return db.transaction(async (tx) => {
    await lockNames(tx);
    const rows = await tx
      .select({
        id: users.id,
        name: users.name,
      })
      .from(users)
      .where(hasStaleName)
      .orderBy(users.id)
      .limit(BATCH$2)
      .for("no key update");
    if (rows.length === 0)
      return {
        count: 0,
        deliveries: [],
      };
    await storeNames(
      tx,
      rows.map(({ id, name }) => ({
        id,
        name: normalName(name),
      })),
    );
    const changed = rows.filter(({ name }) => normalName(name) !== name);
    const told = await notifyViewers(
      tx,
      changed.map(({ id }) => id),
    );
    return {
      count: rows.length,
      deliveries: await appendEvents(tx, told),
    };
  });
}
/**
 * Normalizes and folds every stored name that this version of the fold has not processed. Batches are committed
 * separately: an interrupted pass continues where it stopped. Returns how many there were.
 */
async function refoldNames(ctx, onProgress = () => void 0) {
  let done = 0;
  for (;;) {
    const { count, deliveries } = await refoldBatch(ctx);
    if (count === 0) return done;
    ctx.bus.deliver(deliveries);
    done += count;
    onProgress(done);
  }
}

// packages/api/src/domain/users/load-actor.ts
/** The first call of a user with a valid token creates them, if the host allows it. */
async function createFromClaims(ctx, id, profile) {
  const { name, email, role, picture } = profile;
  await changeRelations(ctx, {
    scope: involving(id),
    async change(tx) {
      if (
        (
          await tx
            .insert(users)
            .values({
              id,
              name,
              ...foldedNameOf(name),
              email,
              role,
            })
            .onConflictDoNothing()
            .returning({ userId: users.id })
        ).length > 0
      ) {
        await tx.insert(streams).values({ userId: id }).onConflictDoNothing();
        if (picture !== void 0)
          await followAvatarSource(tx, {
            userId: id,
            url: picture,
            now: ctx.clock.now(),
          });
      }
      return {
        result: void 0,
        events: [],
      };
    },
  });
}
function unknown({ profile, profileProblem }) {
  const reason = "not_signed_in";
  if (profileProblem !== void 0)
    return {
      reason,
      check: "user claims",
      message: `sub is the id of no user, and the claims do not create one: ${profileProblem}`,
    };
  return {
    reason,
    check: "account",
    message: `sub is the id of no user: ${profile === void 0 ? "create the user with users.upsert, or by the claims with JIT_USERS=on" : "the claims did not create one, since their e-mail address belongs to another user"}`,
  };
}
/** What the database has against a user's token. Undefined if it is accepted. */
function accountProblem(session, account) {
  if (account === void 0) return unknown(session);
  const { kind, status, tokensValidAfter } = account;
  if (kind === "SYSTEM")
    return {
      reason: "not_signed_in",
      check: "account",
      message: "sub is a SYSTEM user, who does not sign in: write as them with messages.sendAs",
    };
  if (status !== "active")
    return {
      reason: "not_signed_in",
      check: "account",
      message: "the user is deactivated; users.upsert brings them back",
    };
  if (tokensValidAfter === null || session.issuedAt >= tokensValidAfter) return void 0;
  return {
    reason: "session_expired",
    check: "revoked",
    message: `iat is ${session.issuedAt.toISOString()}, and tokens of the user are revoked up to ${tokensValidAfter.toISOString()}`,
  };
}
/** Loads the user of a session in their current state. Refuses unknown and deactivated users. */
async function loadActor({ ctx, session }) {
  let account = await ctx.accounts.load(session.userId);
  if (account === void 0 && session.profile !== void 0) {
    await createFromClaims(ctx, session.userId, session.profile);
    account = await ctx.accounts.load(session.userId);
  }
  const tokenProblem = accountProblem(session, account);
  if (tokenProblem !== void 0) throw new DomainError(tokenProblem.reason, { tokenProblem });
  const { id, role, sharesPresence, sharesReceipts } = orNotFound(account);
  return {
    kind: "user",
    id,
    role,
    sharesPresence,
    sharesReceipts,
  };
}

// packages/contract/src/version.ts
/** The HTTP header with the client's `CONTRACT_VERSION`; on a socket it is `version` in the connection params. */
const CONTRACT_HEADER = "parley-contract";
/**
 * The HTTP header with the id, percent-encoded, of the user whom the client has; on a socket it is `user` in the
 * connection params. The server refuses a call whose cookies are those of another user.
 */
const USER_HEADER = "parley-user";

// packages/api/src/error-mapping.ts
const codes = {
  invalid_input: "BAD_REQUEST",
  not_signed_in: "UNAUTHORIZED",
  session_expired: "UNAUTHORIZED",
  not_found: "NOT_FOUND",
  forbidden: "FORBIDDEN",
  contact_unavailable: "FORBIDDEN",
  conversation_readonly: "FORBIDDEN",
  idempotency_conflict: "CONFLICT",
  version_conflict: "CONFLICT",
  edit_window_closed: "FORBIDDEN",
  already_exists: "CONFLICT",
  unknown_procedure: "NOT_FOUND",
  client_outdated: "PRECONDITION_FAILED",
  too_large: "PAYLOAD_TOO_LARGE",
  too_many_requests: "TOO_MANY_REQUESTS",
  unavailable: "SERVICE_UNAVAILABLE",
  internal: "INTERNAL_SERVER_ERROR",
};
/** Returns any failure as a `TRPCError` whose cause is a `DomainError`, unless tRPC itself refused the call. */
function toTrpcError(error) {
  if (error.cause instanceof DomainError)
    return new TRPCError({
      code: codes[error.cause.reason],
      cause: error.cause,
    });
  if (error.code === "INTERNAL_SERVER_ERROR" && isTransientDatabaseFault(error.cause)) {
    const cause = new DomainError("unavailable", { cause: error.cause });
    return new TRPCError({
      code: codes.unavailable,
      cause,
    });
  }
  return error;
}
/** Reasons of tRPC's own refusals. A code that is not listed is an internal error. */
const reasonsOfTrpc = {
  PARSE_ERROR: "invalid_input",
  BAD_REQUEST: "invalid_input",
  METHOD_NOT_SUPPORTED: "invalid_input",
  UNSUPPORTED_MEDIA_TYPE: "invalid_input",
  UNPROCESSABLE_CONTENT: "invalid_input",
  NOT_FOUND: "unknown_procedure",
  PAYLOAD_TOO_LARGE: "too_large",
  TOO_MANY_REQUESTS: "too_many_requests",
  UNAUTHORIZED: "not_signed_in",
};
/** What was wrong if tRPC, or the server around it, could not read an input. */
const issuesOfTrpc = {
  PARSE_ERROR: {
    path: "",
    message: "is not JSON",
  },
  BAD_REQUEST: {
    path: "",
    message: "cannot be read",
  },
  METHOD_NOT_SUPPORTED: {
    path: "",
    message:
      "has to come as GET for a query, as POST for a mutation, and over a WebSocket for a subscription",
  },
  UNSUPPORTED_MEDIA_TYPE: {
    path: "content-type",
    message: "has to be application/json",
  },
};
function issuesOf$1({ cause, code }, reason) {
  if (cause instanceof DomainError)
    return cause.issues === void 0 ? {} : { issues: [...cause.issues] };
  if (cause instanceof ZodError) {
    const { issues } = cause;
    return {
      issues: issues.map(({ path, message }) => ({
        path: path.join("."),
        message,
      })),
    };
  }
  const kind = cause instanceof SyntaxError ? "PARSE_ERROR" : code;
  const issue = issuesOfTrpc[kind] ?? issuesOfTrpc.BAD_REQUEST;
  return reason === "invalid_input" && issue !== void 0 ? { issues: [issue] } : {};
}
function retryAfterOf(cause) {
  const wait = cause instanceof DomainError ? cause.retryAfterMs : void 0;
  return wait === void 0 ? {} : { retryAfterMs: Math.ceil(wait) };
}
/** `error.data` of a failure: nothing internal. */
function errorData(error, { requestId, path }) {
  const reason =
    error.cause instanceof DomainError
      ? error.cause.reason
      : (reasonsOfTrpc[error.code] ?? "internal");
  return {
    code: error.code,
    httpStatus: getHTTPStatusCodeFromError(error),
    reason,
    requestId,
    contract: 2,
    ...(path === void 0 ? {} : { path }),
    ...issuesOf$1(error, reason),
    ...retryAfterOf(error.cause),
  };
}

// packages/api/src/trpc.ts
const t = initTRPC.context().create({
  isDev: false,
  errorFormatter: ({ shape, error, path, ctx }) => {
    const data = errorData(error, {
      requestId: ctx?.requestId ?? "",
      path,
    });
    return {
      ...shape,
      message: describeRefusal(data.reason, data.issues),
      data,
    };
  },
});
/** Counts a call before any work is done for it, and refuses it above the rate limit. */
function enforceRateLimit({ callerLimits }, path) {
  const retryAfterMs = callerLimits?.call(path) ?? 0;
  if (retryAfterMs === 0) return;
  const cause = new DomainError("too_many_requests", { retryAfterMs });
  throw toTrpcError(
    new TRPCError({
      code: "TOO_MANY_REQUESTS",
      cause,
    }),
  );
}
function refuseCaller({ refusal }) {
  if (refusal === void 0) return;
  throw toTrpcError(
    new TRPCError({
      code: "PRECONDITION_FAILED",
      cause: refusal,
    }),
  );
}
/** Limits concurrent reads, so that sends and streams always find a database connection. */
async function limitReads({ reads }, read) {
  try {
    return await reads.run(read);
  } catch (cause) {
    throw toTrpcError(
      new TRPCError({
        code: "INTERNAL_SERVER_ERROR",
        cause,
      }),
    );
  }
}
/** Runs a call in a span of its own, if a tracer is set. */
const traced = ({ tracer, traceparent }, path, call) =>
  tracer === void 0
    ? call()
    : tracer.span(
        path,
        {
          kind: "server",
          parent: traceparent,
        },
        call,
      );
/** Token problems found by the send statement. */
const ofStatement = {
  not_signed_in: {
    check: "account",
    message: "sub is the id of no active user",
  },
  session_expired: {
    check: "revoked",
    message: "the tokens of the user were revoked after iat",
  },
};
/** Reports why a valid token was refused. Invalid tokens are reported where they are verified. */
function reportRefusedToken({ session, onTokenRefused }, cause) {
  if (session === null || !(cause instanceof DomainError)) return;
  const { reason, tokenProblem } = cause;
  if (reason === "not_signed_in" || reason === "session_expired")
    onTokenRefused?.(tokenProblem ?? ofStatement[reason]);
}
/**
 * A procedure whose callers `authorize` admits: it returns what the verb receives in its context besides what the host
 * passes. One middleware does everything that all procedures share, since tRPC copies the context and its own options
 * for each: rate limit, read limit, tracing, authorization, and mapping everything that is thrown to a `TRPCError` with a reason.
 */
function procedureFor(authorize) {
  return t.procedure.use(async ({ ctx, path, type, next }) => {
    enforceRateLimit(ctx, path);
    refuseCaller(ctx);
    const call = async () => {
      try {
        const extra = authorize(ctx, path);
        return await next({ ctx: extra instanceof Promise ? await extra : extra });
      } catch (cause) {
        return {
          ok: false,
          error: getTRPCErrorFromUnknown(cause),
        };
      }
    };
    const result = await traced(ctx, path, type === "query" ? () => limitReads(ctx, call) : call);
    if (result.ok) return result;
    const error = toTrpcError(result.error);
    reportRefusedToken(ctx, error.cause);
    if (error.code === "INTERNAL_SERVER_ERROR")
      ctx.onFault?.({
        requestId: ctx.requestId,
        path,
        cause: error.cause ?? error,
      });
    throw error;
  });
}
/** The session of the caller. Refuses a service token unless `serviceAccess` allows the procedure. */
function sessionOf(ctx, path) {
  const { session } = ctx;
  if (session === null) throw new DomainError(ctx.signInProblem ?? "not_signed_in");
  if (session.kind === "service" && !isOpenToService(path)) throw new DomainError("forbidden");
  return session;
}
function userSessionOf(ctx, path) {
  const session = sessionOf(ctx, path);
  if (session.kind === "service") throw new DomainError("forbidden");
  return session;
}
const router = t.router;
const createCallerFactory = t.createCallerFactory;
/** A procedure for every caller. */
const publicProcedure = procedureFor(() => ({}));
/** A procedure for users with a valid token, whose verb checks the account itself. */
const sessionProcedure = procedureFor((ctx, path) => {
  const session = userSessionOf(ctx, path);
  return {
    session,
    loadActor: () =>
      loadActor({
        ctx,
        session,
      }),
  };
});
/** A procedure for signed-in, active users. The database decides both, at every call. */
const procedure = procedureFor(async (ctx, path) => {
  const session = userSessionOf(ctx, path);
  return {
    session,
    actor: await loadActor({
      ctx,
      session,
    }),
  };
});
/** A procedure for the host platform too, if `serviceAccess` allows it. */
const staffProcedure = procedureFor(async (ctx, path) => {
  const session = sessionOf(ctx, path);
  return {
    session,
    actor:
      session.kind === "service"
        ? { kind: "service" }
        : await loadActor({
            ctx,
            session,
          }),
  };
});
/** A procedure for the host platform alone, if `serviceAccess` allows it. */
const serviceProcedure = procedureFor(async (ctx, path) => {
  const session = sessionOf(ctx, path);
  if (session.kind === "service") return { session };
  await loadActor({
    ctx,
    session,
  });
  throw new DomainError("forbidden");
});

// packages/api/src/routers/contacts.ts
const contactsRouter = router({
  list: procedure
    .input(listContactsInput)
    .output(contactListSchema)
    .query(({ ctx, input }) =>
      listContacts({
        ctx,
        input,
      }),
    ),
  add: procedure
    .input(emailInput)
    .output(contactSchema)
    .mutation(({ ctx, input }) =>
      addContact({
        ctx,
        input,
      }),
    ),
  remove: procedure.input(userInput).mutation(({ ctx, input }) =>
    removeContact({
      ctx,
      input,
    }),
  ),
  block: procedure
    .input(userInput)
    .output(blockedPersonSchema)
    .mutation(({ ctx, input }) =>
      block({
        ctx,
        input,
      }),
    ),
  unblock: procedure.input(userInput).mutation(({ ctx, input }) =>
    unblock({
      ctx,
      input,
    }),
  ),
  blocked: procedure.output(blockedListSchema).query(({ ctx }) => listBlocked({ ctx })),
  explain: procedure
    .input(userInput)
    .output(explanationSchema)
    .query(({ ctx, input }) =>
      explain$1({
        ctx,
        input,
      }),
    ),
});

// packages/api/src/domain/conversations/change-participation.ts
/** Changes the caller's own participant row; only their own devices are notified. */
async function changeParticipation(change) {
  const { ctx, conversationId, set, type } = change;
  const userId = ctx.actor.id;
  const deliveries = await ctx.db.transaction(async (tx) => {
    if (
      (
        await tx
          .update(participants)
          .set(set)
          .from(conversations)
          .where(
            and(
              eq(conversations.id, participants.conversationId),
              eq(participants.conversationId, conversationId),
              eq(participants.userId, userId),
            ),
          )
          .returning({ userId: participants.userId })
      ).length === 0
    )
      throw new DomainError("not_found");
    return appendEvents(tx, [
      {
        userId,
        type,
        conversationId,
      },
    ]);
  });
  ctx.bus.deliver(deliveries);
}

// packages/api/src/domain/conversations/delete.ts
/** The last message that the caller may see: a former member does not learn how many followed. */
const end = newestVisibleSeq({
  participant: "participants",
  conversation: "conversations",
});
/** Clears and hides a conversation for the caller only. A new message, or opening it, restores it empty. */
const deleteConversation = ({ ctx, input }) =>
  changeParticipation({
    ctx,
    conversationId: input.conversationId,
    type: "conversation.closed",
    set: {
      clearedSeq: sql`greatest(${participants.clearedSeq}, ${end})`,
      readSeq: sql`greatest(${participants.readSeq}, ${end})`,
      openedAt: null,
      markedUnread: false,
      pinnedAt: null,
      archivedAt: null,
    },
  });

// packages/api/src/domain/conversations/conversation-row.ts
/** The columns of a conversation as its viewer sees it. */
const conversationRow = {
  id: conversations.id,
  state: conversations.state,
  last_seq: conversations.lastSeq,
  active_at: computed.moment,
  read_seq: participants.readSeq,
  unread: computed.int,
  mention_seqs: computed.ints,
  unwritable: nullable(computed.text()),
  unwritable_since: nullable(computed.moment),
  marked_unread: participants.markedUnread,
  muted_until: participants.mutedUntil,
  pinned_at: participants.pinnedAt,
  archived_at: participants.archivedAt,
  group_id: nullable(groups.id),
  group_name: nullable(groups.name),
  other_id: nullable(users.id),
  other_name: nullable(users.name),
  other_role: nullable(users.role),
  other_avatar_url: users.avatarUrl,
  other_kind: nullable(users.kind),
  last: nullable(computed.json()),
};
/** The aliases of every statement here. */
const listed = {
  participant: "p",
  conversation: "c",
};
const aliases = {
  ...listed,
  caller: "viewer",
  other: "o",
};
/** The last message that the participant may see. */
const newest$1 = (columns) => fragment`(
  select ${columns} from ${messages} m
  where m.conversation_id = c.id and ${isVisible({
    participant: "p",
    seq: "m.seq",
  })}
  order by m.seq desc limit 1)`;
/** When a participant's row of the list was last active: the last message that they may see, or the opening. */
const activeAt = fragment`case
  when p.left_seq is null and c.last_seq >= ${firstVisibleSeq("p")} then c.last_message_at
  else coalesce(${newest$1(fragment`m.created_at`)}, p.opened_at, c.created_at)
  end`;
/** A conversation is listed if it has a message that the viewer may see, or if they opened it. */
const isListed = (at) => fragment`(
  ${at.participant}.opened_at is not null or ${newestVisibleSeq(at)} >= ${firstVisibleSeq(at.participant)})`;
/** (id, active_at) of the viewer's conversations that match. */
const viewersConversations = (viewerId, where) => sql`
    select c.id, ${activeAt} as active_at
    from ${participants} p join ${conversations} c on c.id = p.conversation_id
    where p.user_id = ${viewerId} and ${where(listed)}`;
const columns$1 = fragment`c.id, page.active_at, p.read_seq, told.reason as unwritable,
    ${unwritableSince("told.reason", aliases)} as unwritable_since,
    case when p.left_seq is null then c.state else 'readonly' end as state,
    ${newestVisibleSeq(listed)} as last_seq,
    g.id as group_id, g.name as group_name,
    o.id as other_id, o.name as other_name, o.role as other_role, o.avatar_url as other_avatar_url, o.kind as other_kind,
    case when ${isBehind$1(listed)} then ${unreadCount("p", limits.unreadMax)} else 0 end as unread, ${unreadMentions(listed, limits.unreadMax)} as mention_seqs,
    p.marked_unread, p.muted_until, p.pinned_at, p.archived_at,
    (select row_to_json(newest) from ${newest$1(messageColumns("m"))} newest) as last`;
const other = otherUser({
  conversation: "c",
  user: "p.user_id",
});
/** The SQL of `conversationRow`, in the order of the list. */
const conversationRows = ({ viewerId, policy, page }) => sql`
  select ${columns$1}
  from (${page}) page
  join ${conversations} c on c.id = page.id
  join ${participants} p on p.conversation_id = c.id and p.user_id = ${viewerId}
  join ${users} viewer on viewer.id = p.user_id
  left join ${groups} g on g.id = c.group_id
  left join ${users} o on o.id = ${other}
  cross join lateral (select ${unwritableReason(aliases, policy)} as reason offset 0) told
  order by page.active_at desc, c.id desc`;
function counterpart(row) {
  if (row.group_id !== null && row.group_name !== null)
    return {
      kind: "group",
      groupId: row.group_id,
      name: row.group_name,
    };
  const { other_id: id, other_name: name, other_role: role, other_kind: kind } = row;
  if (id !== null && name !== null && role !== null && kind !== null)
    return {
      kind: "direct",
      person: toPerson({
        id,
        name,
        role,
        avatarUrl: row.other_avatar_url,
        kind,
      }),
    };
  throw new Error("a conversation is with a person or a group");
}
const toConversation = (row) => ({
  id: row.id,
  with: counterpart(row),
  state: row.state,
  writable: toWritable(row.unwritable, row.unwritable_since),
  lastSeq: row.last_seq,
  lastMessage: row.last === null ? null : toMessage(row.last),
  activeAt: toTime(row.active_at),
  readSeq: row.read_seq,
  unread: row.unread,
  mentionSeqs: row.mention_seqs,
  markedUnread: row.marked_unread,
  mutedUntil: toOptionalTime(row.muted_until),
  pinned: row.pinned_at !== null,
  archived: row.archived_at !== null,
});

// packages/api/src/domain/conversations/load-membership-changes.ts
const changeRow = {
  ...personRow,
  conversation_id: conversations.id,
  type: computed.text(),
  after_seq: groupMembers.joinedAfterSeq,
  at: groupMembers.joinedAt,
};
const toChange = (row) => ({
  type: row.type,
  person: toPerson(row),
  afterSeq: row.after_seq,
  at: toTime(row.at),
});
/**
 * The newest membership changes of each group conversation, newest first: since the viewer joined, and for a former
 * member, until they left. Sequence numbers alone cannot bound the latter, since others may leave after the same
 * message.
 */
const changeRows = preparedStatement({
  name: "conversations.membership-changes",
  row: changeRow,
  sql: ({ viewerId, ids }) => sql`
  select c.id as conversation_id, change.type, change.after_seq, change.at, ${personColumns("u")}
  from ${participants} p
  join ${conversations} c on c.id = p.conversation_id
  cross join lateral (
    select type, user_id, after_seq, at from (
      select 'joined' as type, user_id, joined_after_seq as after_seq, joined_at as at
      from ${groupMembers} where group_id = c.group_id
      union all
      select 'left', user_id, left_after_seq, left_at
      from ${groupMembers} where group_id = c.group_id and left_at is not null) gm
    where after_seq >= greatest(${firstVisibleSeq("p")} - 1, 1)
      and (p.left_seq is null or after_seq <= p.left_seq and at <= ${lastLeftAt({
        groupId: "c.group_id",
        userId: "p.user_id",
      })})
    order by at desc, type collate "C", user_id desc
    limit ${limits.membershipChangesMax}) change
  join ${users} u on u.id = change.user_id
  where p.user_id = ${viewerId} and p.conversation_id = any(${sql.param(ids)}::uuid[])
  order by change.at desc, change.type collate "C", u.id desc`,
  examples: [
    {
      viewerId: "ada",
      ids: [],
    },
  ],
});
/** Who joined and left some group conversations, as far as the viewer may see, oldest first. */
async function loadMembershipChanges(db, viewed) {
  if (viewed.ids.length === 0) return /* @__PURE__ */ new Map();
  const rows = await changeRows(db, viewed);
  const byConversation = Map.groupBy(rows.toReversed(), (row) => row.conversation_id);
  return new Map([...byConversation].map(([id, changes]) => [id, changes.map(toChange)]));
}

// packages/api/src/domain/conversations/load-details.ts
const memberRow = {
  ...personRow,
  conversation_id: participants.conversationId,
  read_seq: nullable(participants.readSeq),
};
const toMember = (row) => ({
  person: toPerson(row),
  readSeq: row.read_seq,
});
/**
 * Whether `p` was in the group when `mine` left it, by the group's history: the sequence numbers cannot tell, since
 * nothing may have been sent between joining and leaving, and a user who returns sees what was sent meanwhile. If both
 * happened in one moment, the sequence numbers decide.
 */
const wasThere = fragment`exists (
  select from ${conversations} c
  join ${groupMembers} gm on gm.group_id = c.group_id and gm.user_id = p.user_id
  cross join lateral (select ${lastLeftAt({
    groupId: "c.group_id",
    userId: "mine.user_id",
  })} as at) going
  where c.id = p.conversation_id
    and (gm.joined_at < going.at or (gm.joined_at = going.at and gm.joined_after_seq < mine.left_seq))
    and (gm.left_at is null or gm.left_at >= going.at))`;
/**
 * Everyone present in some conversations; for a viewer who left, those who were present until then. The viewer's own
 * read position is exact; another's is the shared one, if both share it and are present and the conversation is small
 * enough for read marks.
 */
const memberRows = preparedStatement({
  name: "conversations.members",
  row: memberRow,
  sql: ({ viewerId, ids }) => sql`
  select p.conversation_id, ${personColumns("u")},
    case
      when u.id = ${viewerId} then p.read_seq
      when u.shares_receipts and viewer.shares_receipts and mine.left_seq is null
        and size.members <= ${limits.signalGroupMax} then p.shared_read_seq
    end as read_seq
  from ${participants} p
  join ${users} u on u.id = p.user_id
  join ${users} viewer on viewer.id = ${viewerId}
  join ${participants} mine on mine.conversation_id = p.conversation_id and mine.user_id = viewer.id
  cross join lateral (select ${presentCount("p.conversation_id")} as members) size
  where p.conversation_id = any(${sql.param(ids)}::uuid[]) and case
    when mine.left_seq is null then p.left_seq is null
    else p.user_id = mine.user_id or ${wasThere}
    end
  order by u.id`,
  examples: [
    {
      viewerId: "ada",
      ids: [],
    },
  ],
});
const detailRows = preparedStatement({
  name: "conversations.details",
  row: conversationRow,
  sql: ({ viewerId, policy, ids, listed = false }) => {
    const isWanted = (at) => sql`
      ${fragment`${at.conversation}.id`} = any(${sql.param(ids)}::uuid[]) and ${listed ? isListed(at) : sql`true`}`;
    return conversationRows({
      viewerId,
      policy,
      page: viewersConversations(viewerId, isWanted),
    });
  },
  examples: [
    {
      viewerId: "ada",
      policy: defaultPolicy,
      ids: [],
    },
    {
      viewerId: "ada",
      policy: defaultPolicy,
      ids: [],
      listed: true,
    },
  ],
});
/** The given conversations of which the viewer is a participant, with their members, by id. */
async function loadDetails({ db, policy }, wanted) {
  if (wanted.ids.length === 0) return /* @__PURE__ */ new Map();
  const { viewerId } = wanted;
  const rows = await detailRows(db, {
    ...wanted,
    policy,
  });
  const members = await memberRows(db, {
    viewerId,
    ids: rows.map((row) => row.id),
  });
  const byConversation = Map.groupBy(members, (row) => row.conversation_id);
  const groupIds = rows.filter((row) => row.group_id !== null).map((row) => row.id);
  const changes = await loadMembershipChanges(db, {
    viewerId,
    ids: groupIds,
  });
  return new Map(
    rows.map((row) => [
      row.id,
      {
        ...toConversation(row),
        members: (byConversation.get(row.id) ?? []).map(toMember),
        membershipChanges: changes.get(row.id) ?? [],
      },
    ]),
  );
}

// packages/api/src/domain/conversations/get.ts
/** One conversation of the caller, with its participants. Nonexistent and foreign ones are `not_found`. */
async function getConversation({ ctx, input: { conversationId } }) {
  const found = await loadDetails(ctx, {
    viewerId: ctx.actor.id,
    ids: [conversationId],
  });
  return orNotFound(found.get(conversationId));
}

// packages/api/src/domain/policy/accepted-session.ts
/**
 * Whether the account of a session accepts it, as a condition of the statement that reads for its user: the rule of
 * `accountProblem`. A page of history would otherwise cost a second round trip, which is a fifth of it.
 */
const acceptsSession = ({ userId, issuedAt }) => sql`exists (
  select from ${users} caller where caller.id = ${userId} and caller.status = 'active' and caller.kind <> 'SYSTEM'
    and (caller.tokens_valid_after is null or caller.tokens_valid_after <= ${issuedAt}::timestamptz))`;
/**
 * Runs a read whose statement contains `acceptsSession`. If it returns no row, the account is loaded, which throws the
 * reason if it refuses the session, and creates the user if their token may do that.
 */
async function readInSession(ctx, read) {
  const rows = await read();
  if (rows.length > 0) return rows;
  await ctx.loadActor();
  return read();
}

// packages/api/src/domain/conversations/list.ts
const isUnarchived = (p) => fragment`${p}.archived_at is null`;
const filters = {
  all: isUnarchived,
  archived: (p) => fragment`${p}.archived_at is not null`,
  unread: (p) => fragment`${isUnarchived(p)} and (${p}.marked_unread or ${unreadCount(p, 1)} > 0)`,
  pinned: (p) => fragment`${isUnarchived(p)} and ${p}.pinned_at is not null`,
};
const pageOf = ({ session, cursor, limit, filter }) => {
  const isWanted = (at) => fragment`${isListed(at)} and ${filters[filter](at.participant)}`;
  const behind = cursor
    ? sql`and (mine.active_at, mine.id) < (${cursor.activeAt}::timestamptz, ${cursor.id}::uuid)`
    : sql``;
  return sql`
    select mine.id, mine.active_at from (${viewersConversations(session.userId, isWanted)}) mine
    where ${acceptsSession(session)} ${behind}
    order by mine.active_at desc, mine.id desc limit ${limit + 1}`;
};
const example$6 = {
  session: {
    userId: "ada",
    issuedAt: /* @__PURE__ */ new Date(0),
  },
  policy: defaultPolicy,
  limit: 1,
};
const listRows = preparedStatement({
  name: "conversations.list",
  row: conversationRow,
  sql: (page) =>
    conversationRows({
      viewerId: page.session.userId,
      policy: page.policy,
      page: pageOf(page),
    }),
  examples: [
    {
      ...example$6,
      filter: "all",
      cursor: {
        activeAt: "2026-03-01T10:00:00.000Z",
        id: "",
      },
    },
    {
      ...example$6,
      filter: "archived",
    },
    {
      ...example$6,
      filter: "unread",
    },
    {
      ...example$6,
      filter: "pinned",
      policy: {
        ...defaultPolicy,
        blockNotice: "immediate",
      },
    },
  ],
});
/** A page of the caller's conversations, the most recently active first. */
async function listConversations({ ctx, input }) {
  const { limit } = input;
  const { db, session, policy } = ctx;
  const rows = await readInSession(ctx, () =>
    listRows(db, {
      ...input,
      session,
      policy,
    }),
  );
  const conversations = rows.slice(0, limit).map(toConversation);
  const last = conversations.at(-1);
  return {
    conversations,
    nextCursor:
      rows.length > limit && last !== void 0
        ? {
            activeAt: last.activeAt,
            id: last.id,
          }
        : null,
  };
}

// packages/api/src/domain/conversations/mark-unread.ts
/** Marks a conversation as unread. The read position stays; reading or writing clears the mark. */
async function markUnread({ ctx, input }) {
  await changeParticipation({
    ctx,
    conversationId: input.conversationId,
    type: "conversation.updated",
    set: { markedUnread: true },
  });
  return getConversation({
    ctx,
    input,
  });
}

// packages/api/src/domain/conversations/open.ts
/**
 * A conversation may begin while at least one of the two reaches the other. Only a user who would reach the other
 * without a block or a closed account learns that they exist.
 */
async function authorise$1(tx, { ctx, otherId }) {
  await shareRelationsLock(tx);
  const relation = orNotFound(
    await loadRelations(tx, {
      fromId: ctx.actor.id,
      toId: otherId,
    }),
  );
  if (decide("open", relation, ctx.policy).allowed) return;
  throw new DomainError(wouldReach(relation, ctx.policy) ? "contact_unavailable" : "not_found");
}
const openingRow = {
  id: conversations.id,
  seq: nullable(computed.float),
};
const openingRows = statement({
  name: "conversations.open",
  row: openingRow,
  sql: ({ pair, me, now }) => sql`
    with pair as (
      select c.id from ${conversations} c where ${isPair("c", pair)}
    ),
    opened as (
      update ${participants} p set opened_at = ${now} from pair
      where p.conversation_id = pair.id and p.user_id = ${me} and p.opened_at is null
      returning p.conversation_id, p.user_id
    ),
    outgoing as (
      select user_id, 1 as ord, 'conversation.opened' as type, conversation_id,
             null::int as message_seq, null::text as subject_id, null::jsonb as data
      from opened
    ), ${appendToStreams({ after: "opened" })}
    select pair.id, logged.seq from pair left join logged on true`,
  examples: [
    {
      pair: {
        low: "ada",
        high: "ben",
      },
      me: "ada",
      now: /* @__PURE__ */ new Date(0),
    },
  ],
});
/** Creates the pair's one conversation if needed, and lists it for the caller, who gets an event. */
async function openPair(ctx, otherId) {
  const now = ctx.clock.now();
  const me = ctx.actor.id;
  const pair = pairOf(me, otherId);
  return ctx.db.transaction(async (tx) => {
    if ((await findPair(tx, me, otherId)) === void 0)
      await authorise$1(tx, {
        ctx,
        otherId,
      });
    await createPair(tx, pair, now);
    const [row] = await openingRows(tx, {
      pair,
      me,
      now,
    });
    return orNotFound(row);
  });
}
/**
 * Opens the one conversation with a user, and creates it if needed. An existing one can always be opened, since both
 * keep their history. A stranger and a nonexistent user are the same `not_found`.
 */
async function openConversation({ ctx, input: { userId } }) {
  if (userId === ctx.actor.id) throw invalidInput("userId", "is the caller's own id");
  const { id, seq } = await openPair(ctx, userId);
  const conversation = await getConversation({
    ctx,
    input: { conversationId: id },
  });
  if (seq !== null)
    ctx.bus.deliver([
      {
        userId: ctx.actor.id,
        seq,
        event: {
          type: "conversation.opened",
          conversation,
        },
      },
    ]);
  return conversation;
}

// packages/api/src/domain/conversations/set-preferences.ts
/** Since when something is on: unchanged if it is on already, null when switched off. */
const since = (column, { on, now }) => {
  if (on === void 0) return void 0;
  return on ? sql`coalesce(${column}, ${sql.param(now, column)})` : null;
};
/** An update has to set something, also if the call changes nothing. */
const muting = (until) => {
  if (until === void 0) return { mutedUntil: sql`${participants.mutedUntil}` };
  return { mutedUntil: toOptionalDate(until) };
};
/** Mutes, pins or archives a conversation for the caller only. */
async function setPreferences({ ctx, input: { conversationId, mutedUntil, pinned, archived } }) {
  const now = ctx.clock.now();
  await changeParticipation({
    ctx,
    conversationId,
    type: "conversation.updated",
    set: {
      ...muting(mutedUntil),
      pinnedAt: since(participants.pinnedAt, {
        on: pinned,
        now,
      }),
      archivedAt: since(participants.archivedAt, {
        on: archived,
        now,
      }),
    },
  });
  return getConversation({
    ctx,
    input: { conversationId },
  });
}

// packages/api/src/routers/conversations.ts
const conversationsRouter = router({
  open: procedure
    .input(openConversationInput)
    .output(conversationDetailSchema)
    .mutation(({ ctx, input }) =>
      openConversation({
        ctx,
        input,
      }),
    ),
  list: sessionProcedure
    .input(listConversationsInput)
    .output(conversationPageSchema)
    .query(({ ctx, input }) =>
      listConversations({
        ctx,
        input,
      }),
    ),
  get: procedure
    .input(conversationInput)
    .output(conversationDetailSchema)
    .query(({ ctx, input }) =>
      getConversation({
        ctx,
        input,
      }),
    ),
  delete: procedure.input(conversationInput).mutation(({ ctx, input }) =>
    deleteConversation({
      ctx,
      input,
    }),
  ),
  setPreferences: procedure
    .input(setPreferencesInput)
    .output(conversationDetailSchema)
    .mutation(({ ctx, input }) =>
      setPreferences({
        ctx,
        input,
      }),
    ),
  markUnread: procedure
    .input(conversationInput)
    .output(conversationDetailSchema)
    .mutation(({ ctx, input }) =>
      markUnread({
        ctx,
        input,
      }),
    ),
});

// packages/contract/src/demo.ts
/** The users of the demo programme, each with the name of their group. */
const demoPeopleSchema = object({
  people: array(
    object({
      person: personSchema,
      groupName: string().nullable(),
    }),
  ),
});
/** The user as whom a visitor of the demo signs in. */
const demoSignInInput = strictObject({ userId: userIdSchema });
/** A token of the demo, for the chosen user. */
const demoTokenSchema = object({ token: string() });

// packages/api/src/routers/demo.ts
/** Sign-in without a password, for demo mode: the host decides who may sign in and issues the token. */
const demoProcedure = publicProcedure.use(({ ctx, next }) => {
  if (ctx.demo === void 0) throw new DomainError("unknown_procedure");
  return next({ ctx: { demo: ctx.demo } });
});
const demoRouter = router({
  people: demoProcedure.output(demoPeopleSchema).query(({ ctx }) => ctx.demo.people()),
  signIn: demoProcedure
    .input(demoSignInInput)
    .output(demoTokenSchema)
    .mutation(({ ctx, input }) => ctx.demo.signIn(input)),
});

// packages/api/src/domain/presence/set-typing.ts
const present = presentCount("c.id");
const mayType = allowsTogether("typing", {
  from: "me",
  to: "u",
});
/** Users who may see that the caller types: present, allowed by the contact policy, in an open conversation below the size limit. */
const watchers = statement({
  name: "presence.typing-watchers",
  row: { others: nullable(computed.texts) },
  sql: ({ conversationId, userId }) => sql`
  select (
    select array_agg(x.user_id) from ${participants} x join ${users} u on u.id = x.user_id
    where c.state = 'open' and p.left_seq is null
      and x.conversation_id = c.id and x.user_id <> p.user_id and x.left_seq is null
      and ${present} <= ${limits.signalGroupMax}
      and ${mayType}
  ) as others
  from ${participants} p
  join ${users} me on me.id = p.user_id
  join ${conversations} c on c.id = p.conversation_id
  where p.conversation_id = ${conversationId} and p.user_id = ${userId}`,
  examples: [
    {
      conversationId: "",
      userId: "ada",
    },
  ],
});
/** Publishes to the other participants that the caller types, or no longer does. Not stored. */
async function setTyping({ ctx, input }) {
  const { conversationId } = input;
  const [row] = await watchers(ctx.db, {
    conversationId,
    userId: ctx.actor.id,
  });
  if (row === void 0) throw new DomainError("not_found");
  if (row.others === null) return;
  ctx.bus.signal({
    userIds: row.others,
    signal: {
      type: "typing",
      userId: ctx.actor.id,
      ...input,
    },
  });
}

// packages/api/src/bus/mailbox.ts
function createMailbox(bound) {
  const items = [];
  let overflow = false;
  let closed = false;
  let wake;
  const changed = () => {
    wake?.();
    wake = void 0;
  };
  const next = () => {
    if (closed) return { kind: "closed" };
    if (overflow) {
      overflow = false;
      return { kind: "overflow" };
    }
    const item = items.shift();
    return item === void 0
      ? void 0
      : {
          kind: "item",
          item,
        };
  };
  return {
    put(item) {
      if (closed || overflow) return;
      if (items.length >= bound) {
        overflow = true;
        items.length = 0;
      } else items.push(item);
      changed();
    },
    async take() {
      for (;;) {
        const found = next();
        if (found !== void 0) return found;
        await new Promise((resolve) => {
          wake = resolve;
        });
      }
    },
    close() {
      closed = true;
      changed();
    },
  };
}

// packages/api/src/domain/pause.ts
/** Waits for some milliseconds, or until the signal aborts. Does not keep the process running. */
async function pause(milliseconds, signal) {
  try {
    await setTimeout$1(milliseconds, void 0, {
      signal,
      ref: false,
    });
  } catch {}
}

// packages/concurrency/src/notifier.ts
/** Creates a notifier: each waiting call ends with the next `notify`. */
function createNotifier() {
  const waiting = /* @__PURE__ */ new Set();
  return {
    notify() {
      for (const wake of [...waiting]) wake();
    },
    wait: (ms) =>
      new Promise((resolve) => {
        const timer = ms === void 0 ? void 0 : setTimeout(wake, ms);
        function wake() {
          clearTimeout(timer);
          waiting.delete(wake);
          resolve();
        }
        waiting.add(wake);
      }),
  };
}

// packages/api/src/domain/users/watch-caller.ts
/** Watches an account: status, role, tokens, and what its user shares. */
function watchCaller(ctx) {
  let known = ctx;
  let isStale = false;
  const change = createNotifier();
  const stopListening = ctx.bus.listen(ctx.session.userId, {
    onAuthority() {
      isStale = true;
      change.notify();
    },
  });
  async function reload() {
    try {
      return {
        ...ctx,
        actor: await loadActor({
          ctx,
          session: ctx.session,
        }),
      };
    } catch (fault) {
      if (fault instanceof DomainError) return void 0;
      isStale = true;
      throw fault;
    }
  }
  return {
    async current() {
      while (isStale) {
        isStale = false;
        known = await reload();
      }
      return known;
    },
    known: () => (isStale ? void 0 : known),
    changed: () => (isStale ? Promise.resolve() : change.wait()),
    wake: change.notify,
    stop: stopListening,
  };
}

// packages/api/src/domain/presence/signals.ts
const online = (userId) => ({
  type: "presence",
  presence: {
    userId,
    state: "online",
    lastSeenAt: null,
  },
});
/** Retry policy for presence changes that could not be published; the delay is in milliseconds. */
const RETRY = {
  tries: 10,
  after: 500,
};
/** Publishes a presence change, with retries until it succeeds or is no longer true. A fault is reported, not thrown. */
async function publishWithRetry(ctx, isHere, say) {
  const isStillSo = async () => (await ctx.presence.online([ctx.actor.id])).size === Number(isHere);
  for (let tries = 0; tries < RETRY.tries; tries += 1)
    try {
      if (tries === 0 || (await isStillSo())) await say();
      return;
    } catch (cause) {
      ctx.onFault?.({
        requestId: ctx.requestId,
        path: "events.signals",
        cause,
      });
      await pause(RETRY.after * (0.5 + Math.random()));
    }
}
/**
 * Registers one connection of the caller. Online is published to the audience that is being loaded anyway, if it is
 * still current.
 */
function enter(ctx, audienceNow) {
  return ctx.presence.enter(ctx.actor.id, {
    onArrive: () => publishWithRetry(ctx, true, () => publishOnline(ctx, audienceNow())),
    onLeave: () => publishWithRetry(ctx, false, () => publishOffline(ctx)),
  });
}
/** Returns those of the given users who are online. */
async function findPresent(ctx, audience) {
  const present = await ctx.presence.online(audience);
  return audience.filter((userId) => present.has(userId));
}
/** Whether the caller may still receive signals. While the database is unavailable, a signal is dropped. */
const mayReceive = (caller, ctx) =>
  caller.current().then(
    (current) => current !== void 0,
    (cause) => {
      ctx.onFault?.({
        requestId: ctx.requestId,
        path: "events.signals",
        cause,
      });
      return false;
    },
  );
/**
 * Typing and presence from now on, beginning with every visible user who is online. While this runs the caller counts as
 * online. Under backpressure signals are dropped: each expires or is repeated automatically.
 */
async function* signals({ ctx, signal }) {
  const mailbox = createMailbox(limits.mailboxMax);
  const stopListening = ctx.bus.listen(ctx.actor.id, { onSignal: mailbox.put });
  signal?.addEventListener("abort", mailbox.close, { once: true });
  const caller = watchCaller(ctx);
  const askForAudience = async () => {
    await ctx.bus.ready(ctx.actor.id);
    return ctx.reads.run(() => presenceAudience(ctx));
  };
  let audience = askForAudience();
  audience.catch(() => void 0);
  const leaveBoard = enter(ctx, () => audience);
  try {
    const known = await audience.finally(() => (audience = void 0));
    for (const userId of await ctx.reads.run(() => findPresent(ctx, known))) yield online(userId);
    for (;;) {
      const taken = await mailbox.take();
      if (taken.kind === "closed") return;
      const hasRoom = (ctx.bufferedBytes?.() ?? 0) <= limits.socketBufferMax;
      if (taken.kind === "item" && hasRoom && (await mayReceive(caller, ctx))) yield taken.item;
    }
  } finally {
    leaveBoard();
    caller.stop();
    stopListening();
    mailbox.close();
  }
}

// packages/api/src/domain/groups/load-groups.ts
/** The groups that the caller sees: all for an ADMIN, otherwise their own. */
const groupsOf = ({ actor }) =>
  actor.kind === "service" || actor.role === "ADMIN" ? {} : { memberId: actor.id };
const isOneOf = ({ groupId, memberId }) =>
  and(
    groupId === void 0 ? sql`true` : sql`g.id = ${groupId}`,
    memberId === void 0
      ? void 0
      : sql`exists (select from ${groupMembers} gm where gm.group_id = g.id and gm.user_id = ${memberId} and gm.left_at is null)`,
  );
const groupRows = statement({
  name: "groups.load",
  row: {
    id: groups.id,
    name: groups.name,
    state: groups.state,
    ends_at: groups.endsAt,
    conversation_id: conversations.id,
    mentor: computed.json(),
    mentees: computed.json(),
  },
  sql: (scope) => sql`
    select g.id, g.name, g.state, g.ends_at, c.id as conversation_id, ${personJson("mentor")} as mentor,
      (select coalesce(json_agg(${personJson("u")} order by u.id), '[]')
       from ${groupMembers} gm join ${users} u on u.id = gm.user_id
       where gm.group_id = g.id and gm.left_at is null and gm.user_id <> g.mentor_id) as mentees
    from ${groups} g
    join ${users} mentor on mentor.id = g.mentor_id
    join ${conversations} c on c.group_id = g.id
    where ${isOneOf(scope)}
    order by g.id`,
  examples: [
    {},
    {
      groupId: "north",
      memberId: "ada",
    },
  ],
});
/** Groups of a scope by id, each with its members. */
async function loadGroups(db, scope) {
  return (await groupRows(db, scope)).map((row) => ({
    id: row.id,
    name: row.name,
    mentor: row.mentor,
    mentees: row.mentees,
    state: row.state,
    endsAt: toOptionalTime(row.ends_at),
    conversationId: row.conversation_id,
  }));
}

// packages/api/src/domain/users/load-people.ts
/** Loads users by id; nonexistent ones are omitted. */
async function loadPeople(db, ids) {
  if (ids.length === 0) return [];
  return (await db.select(personRow).from(users).where(isAnyOf(users.id, ids))).map(toPerson);
}

// packages/api/src/domain/users/me.ts
const meRow = {
  ...personRow,
  email: users.email,
  sharesPresence: users.sharesPresence,
  sharesReceipts: users.sharesReceipts,
  head: streams.head,
};
const meRows = preparedStatement({
  name: "users.me",
  row: meRow,
  sql: ({ userId, session }) => sql`
    select ${personColumns("u")}, u.email, u.shares_presence as "sharesPresence", u.shares_receipts as "sharesReceipts",
      s.head
    from ${users} u join ${streams} s on s.user_id = u.id
    where u.id = ${userId} and ${session === void 0 ? sql`true` : acceptsSession(session)}`,
  examples: [
    { userId: "ada" },
    {
      userId: "ada",
      session: {
        userId: "ada",
        issuedAt: /* @__PURE__ */ new Date(0),
      },
    },
  ],
});
function toMe(row) {
  const { sharesPresence, sharesReceipts, head, email, ...person } = orNotFound(row);
  return {
    ...toPerson(person),
    email,
    sharesPresence,
    sharesReceipts,
    cursor: head,
  };
}
/** The caller, and the cursor from which events bring any later fetch up to date. */
async function me({ ctx }) {
  const [row] = await meRows(ctx.db, { userId: ctx.actor.id });
  return toMe(row);
}
/** The same for a caller whose account is not checked yet. */
async function meInSession(ctx) {
  const { db, session } = ctx;
  const [row] = await readInSession(ctx, () =>
    meRows(db, {
      userId: session.userId,
      session,
    }),
  );
  return toMe(row);
}

// packages/api/src/domain/stream/read/references.ts
const byId = (values, idOf) => new Map(values.map((value) => [idOf(value), value]));
/** Loads what the rows of the caller's log refer to: each kind of thing once, and only those that a row needs. */
async function loadReferences(ctx, rows) {
  const { db } = ctx;
  const viewerId = ctx.actor.id;
  const needing = (need) => rows.filter((row) => needsOf(row).includes(need));
  const idsOf = (need, column) => [
    ...new Set(needing(need).flatMap(({ [column]: id }) => id ?? [])),
  ];
  const has = (need) => needing(need).length > 0;
  const contacts = has("contacts") ? await loadContacts(db, ownedBy(viewerId)) : [];
  const blocked = has("blocked") ? await loadBlocked(db, viewerId) : [];
  const groups = has("groups") ? await loadGroups(db, groupsOf(ctx)) : [];
  const people = await loadPeople(db, idsOf("people", "subject_id"));
  return {
    conversations: await loadDetails(ctx, {
      viewerId,
      ids: idsOf("conversations", "about"),
      listed: true,
    }),
    readStates: await loadReadStates(db, {
      viewerId,
      ids: idsOf("readStates", "about"),
    }),
    contacts: byId(
      contacts.map(({ contact }) => contact),
      ({ person }) => person.id,
    ),
    blocked: byId(blocked, ({ person }) => person.id),
    groups: byId(groups, ({ id }) => id),
    people: byId(people, ({ id }) => id),
    me: people.some(({ id }) => id === viewerId) ? await me({ ctx }) : void 0,
  };
}

// packages/api/src/domain/stream/read/read-log.ts
const pageRow = {
  ...logRow,
  head: computed.float,
  floor: computed.float,
  /** Null if nothing follows the cursor. */
  number: nullable(computed.float),
  type: nullable(computed.text()),
};
/** The log keeps references; what they refer to is read as it is now, and only if it is still visible. */
const logRows = preparedStatement({
  name: "events.log",
  row: pageRow,
  text: fragment`
  with page as materialized (
    select * from ${streamEvents} where user_id = $1 and seq > $2
    order by seq limit $3
  )
  select y.head::float8 as head, y.floor::float8 as floor, y.user_id as owner,
    e.seq::float8 as number, e.type, e.conversation_id as about, e.subject_id, e.data, s.shared_read_seq, ${messageColumns("m")}
  from ${streams} y
  left join page e on true
  left join ${participants} p on p.conversation_id = e.conversation_id and p.user_id = e.user_id
  left join ${messages} m on m.conversation_id = e.conversation_id and m.seq = e.message_seq
    and ${isVisible({
      participant: "p",
      seq: "m.seq",
    })}
  left join ${participants} s on s.conversation_id = e.conversation_id and s.user_id = e.subject_id
  where y.user_id = $1
  order by e.seq`,
  values: ({ userId, after }) => [userId, after, limits.catchUpPage],
});
const isEventRow = (row) => row.number !== null;
/** Reads one page of the caller's log after `after`: one query if no event refers to more than a message. */
async function readLog(ctx, after) {
  const rows = await logRows(ctx.db, {
    userId: ctx.actor.id,
    after,
  });
  const { head, floor } = orNotFound(rows[0]);
  const eventRows = rows.filter(isEventRow);
  const [first] = eventRows;
  const isGone = first !== void 0 && first.number > after + 1;
  if (after < floor || after > head || isGone)
    return {
      kind: "cut",
      head,
    };
  const references = await loadReferences(ctx, eventRows);
  return {
    kind: "page",
    events: eventRows.flatMap((row) => {
      const event = toEvent(row, references);
      return event === void 0
        ? []
        : [
            {
              seq: row.number,
              event,
            },
          ];
    }),
    readTo: eventRows.at(-1)?.number ?? after,
    isFull: eventRows.length === limits.catchUpPage,
  };
}

// packages/api/src/domain/stream/read/stream.ts
/** Poll interval under backpressure, and retry delay while the database is unavailable, in milliseconds. */
const DELAY = {
  backpressure: 20,
  unavailable: 500,
};
/** The current head of the caller's stream. */
async function headOf(ctx) {
  const [row] = await ctx.db
    .select({ head: streams.head })
    .from(streams)
    .where(eq(streams.userId, ctx.actor.id));
  return orNotFound(row).head;
}
const hasRoom = ({ ctx }) => (ctx.bufferedBytes?.() ?? 0) <= limits.socketBufferMax;
/** Waits until the socket has room, so that a slow reader costs a bounded amount of memory. */
async function untilRoom(subscription) {
  const { signal } = subscription;
  while (!hasRoom(subscription) && !signal.aborted) await pause(DELAY.backpressure, signal);
}
/** Retries a read until the database answers. A generator that throws would end the subscription for good. */
async function withRetry({ ctx, signal }, read) {
  while (!signal.aborted)
    try {
      return await read();
    } catch (cause) {
      if (cause instanceof DomainError) throw cause;
      ctx.onFault?.({
        requestId: ctx.requestId,
        path: "events.stream",
        cause,
      });
      await pause(DELAY.unavailable * (0.5 + Math.random()), signal);
    }
}
/** The `resync` event, with the sequence number from which the stream continues. */
function resyncAt({ ctx }, seq) {
  ctx.meter.resynced();
  return {
    seq,
    event: { type: "resync" },
  };
}
/**
 * Waits until the caller may receive events. A caller who may not gets nothing from here on, and the stream does not end
 * either: a client would not reconnect to a stream that ended, and the host closes the connection.
 */
async function untilAllowed(subscription) {
  const { caller, signal } = subscription;
  while (!signal.aborted) {
    const ctx = await withRetry(subscription, () => caller.current());
    if (ctx !== void 0) return ctx;
    if (!signal.aborted) await caller.changed();
  }
}
/** Before each event: waits for room in the socket and for permission. Undefined if the subscription has ended. */
async function receiver(subscription) {
  await untilRoom(subscription);
  return untilAllowed(subscription);
}
/** Yields every event after the cursor, or `resync` if the log was trimmed beyond it. Returns the new cursor. */
async function* catchUp(subscription, from) {
  let cursor = from;
  for (;;) {
    const ctx = await untilAllowed(subscription);
    const page = ctx && (await withRetry(subscription, () => readLog(ctx, cursor)));
    if (page === void 0) return cursor;
    if (page.kind === "cut") {
      yield resyncAt(subscription, page.head);
      cursor = page.head;
      continue;
    }
    let isCurrent = true;
    for (const event of page.events) {
      isCurrent = (await receiver(subscription)) === ctx;
      if (!isCurrent) break;
      yield event;
      cursor = event.seq;
    }
    if (!isCurrent) continue;
    cursor = page.readTo;
    if (!page.isFull) return cursor;
  }
}
/** A client without a cursor fetches everything and continues from the head. Passes the read limiter, as its reads do. */
async function* beginAtHead(subscription) {
  const { ctx } = subscription;
  const head = await withRetry(subscription, () => ctx.reads.run(() => headOf(ctx)));
  if (head !== void 0) yield resyncAt(subscription, head);
  return head ?? 0;
}
/** Whether an event may be sent now. Nearly always it may, and then nothing is awaited. */
const maySend = (subscription) => hasRoom(subscription) && subscription.caller.known() !== void 0;
/** Waits for the event after the cursor. Undefined at a gap, which is then read from the log. */
async function nextLive(subscription, cursor) {
  for (;;) {
    const taken = await subscription.mailbox.take();
    if (taken.kind === "overflow") subscription.ctx.meter.mailboxOverflowed();
    if (taken.kind !== "item") return void 0;
    const { seq, event } = taken.item;
    if (seq <= cursor) continue;
    if (seq > cursor + 1 || event === void 0) return void 0;
    if (maySend(subscription) || (await receiver(subscription)) !== void 0)
      return {
        seq,
        event,
      };
    return;
  }
}
/**
 * Yields the caller's events after the cursor, each once and in order, until `signal` aborts. Subscribes first, then
 * reads the log, then delivers live events; at any gap it reads the log again.
 */
async function* stream({ ctx, input, signal }) {
  const mailbox = createMailbox(limits.mailboxMax);
  const caller = watchCaller(ctx);
  const subscription = {
    ctx,
    caller,
    mailbox,
    signal: signal ?? new AbortController().signal,
  };
  const stopListening = ctx.bus.listen(ctx.actor.id, { onEvent: mailbox.put });
  subscription.signal.addEventListener("abort", mailbox.close, { once: true });
  subscription.signal.addEventListener("abort", caller.wake, { once: true });
  try {
    await ctx.bus.ready(ctx.actor.id);
    let cursor =
      input.lastEventId == null ? yield* beginAtHead(subscription) : Number(input.lastEventId);
    while (!subscription.signal.aborted) {
      cursor = yield* catchUp(subscription, cursor);
      for (;;) {
        const next = await nextLive(subscription, cursor);
        if (next === void 0) break;
        yield next;
        cursor = next.seq;
      }
    }
  } finally {
    stopListening();
    caller.stop();
    mailbox.close();
  }
}

// packages/api/src/routers/track-events.ts
const toTracked = ({ seq, event }) => tracked(String(seq), event);
/** Sets the reason of a subscription's end here: the middleware has returned before its first event. */
function fail(cause) {
  throw toTrpcError(
    new TRPCError({
      code: "INTERNAL_SERVER_ERROR",
      cause,
    }),
  );
}
const toResult$1 = (result) =>
  result.done === true
    ? result
    : {
        done: false,
        value: toTracked(result.value),
      };
/**
 * Sets each event's number as tRPC's cursor of the subscription. Written by hand instead of as a generator, since every
 * event of every user passes here.
 */
function trackEvents(events) {
  const tracking = {
    [Symbol.asyncIterator]: () => tracking,
    next: () => events.next().then(toResult$1, fail),
    return: () => events.return().then(toResult$1, fail),
  };
  return tracking;
}

// packages/api/src/routers/events.ts
const eventsRouter = router({
  /** Everything that happens to the caller, each event with its number, from the one after `lastEventId`. */
  stream: procedure.input(streamInput).subscription(({ ctx, input, signal }) =>
    trackEvents(
      stream({
        ctx,
        input,
        signal,
      }),
    ),
  ),
  /** Typing and presence of others, as far as the caller may see them. */
  signals: procedure.subscription(({ ctx, signal }) =>
    signals({
      ctx,
      signal,
    }),
  ),
  /** Tells the others in a conversation that the caller began or stopped typing. */
  setTyping: procedure.input(setTypingInput).mutation(async ({ ctx, input }) => {
    if (ctx.callerLimits?.typing() !== false)
      await setTyping({
        ctx,
        input,
      });
  }),
});

// packages/contract/src/activity.ts
/** How much one user of a pair wrote, without the texts. Deleted messages do not count. */
const sideActivitySchema = object({
  /** Messages in the pair's own conversation, week by week, the current week last. */
  weeks: array(int().min(0)),
  /** Messages in the group's conversation, in all of these weeks together. */
  inGroup: int().min(0),
  /** The last message: in their own conversation of any age, in the group's of these weeks. */
  lastAt: timeSchema.nullable(),
});
/** A mentor and one of their mentees in a group that is not archived. */
const pairActivitySchema = object({
  groupId: groupIdSchema,
  groupName: string(),
  mentor: personSchema,
  mentee: personSchema,
  /** When the later of the two joined the group. */
  since: timeSchema,
  byMentor: sideActivitySchema,
  byMentee: sideActivitySchema,
});
/** The last row of a page; the next page starts after it. */
const activityCursorSchema = strictObject({
  /** The last message of the pair's own conversation. */
  quietSince: timeSchema.nullable(),
  groupId: groupIdSchema,
  menteeId: userIdSchema,
});
/** Which pairs, and of how many weeks. */
const listActivityInput = strictObject({
  weeks: int().min(1).max(limits.activityWeeksMax).default(limits.activityWeeksDefault),
  /** Only the pairs of this group; if absent, of every group. */
  groupId: groupIdSchema.optional(),
  cursor: activityCursorSchema.nullish(),
  limit: pageLimitSchema,
  /** Added by tRPC's infinite queries; a list has one direction only. */
  direction: literal("forward").optional(),
}).prefault({});
/** Pairs of a mentor and a mentee, those that are silent for longest first. */
const activityPageSchema = object({
  /** When the first of the weeks begins: a Monday, 0:00 UTC. */
  from: timeSchema,
  pairs: array(pairActivitySchema),
  nextCursor: activityCursorSchema.nullable(),
});

// packages/api/src/domain/groups/activity-counts.ts
/** The conversations of a page, each once, with its last `seq`. */
function conversationsOf(page) {
  const ends = /* @__PURE__ */ new Map();
  for (const row of page) {
    ends.set(row.group_conversation_id, row.group_last_seq);
    if (row.direct_id !== null) ends.set(row.direct_id, row.direct_last_seq ?? 0);
  }
  return ends;
}
/**
 * The first message of the conversation `w` from a time on, by binary search: `seq` is dense and increases with time,
 * so some 20 key lookups suffice, and older messages are not read.
 */
const firstSince = (from) => sql`
  with recursive probe (low, high) as (
    select 1, w.last_seq + 1
    union all
    select case when m.created_at < ${from}::timestamptz then m.seq + 1 else p.low end,
      case when m.created_at < ${from}::timestamptz then p.high else m.seq end
    from probe p join ${messages} m on m.conversation_id = w.id and m.seq = (p.low + p.high) / 2
    where p.low < p.high
  )
  select low as seq from probe where low = high`;
const countRows = statement({
  name: "groups.message-counts",
  row: {
    conversation_id: messages.conversationId,
    sender_id: messages.senderId,
    week: computed.int,
    count: computed.int,
    last_at: messages.createdAt,
  },
  sql: ({ ends, from, weeks }) => sql`
    select m.conversation_id, m.sender_id, count(*)::int as count, max(m.created_at) as last_at,
      least(floor(extract(epoch from m.created_at - ${from}::timestamptz) / 604800)::int, ${weeks - 1}::int) as week
    from unnest(${sql.param([...ends.keys()])}::uuid[], ${sql.param([...ends.values()])}::int[]) as w (id, last_seq)
    cross join lateral (${firstSince(from)}) first
    join ${messages} m on m.conversation_id = w.id and m.seq >= first.seq
    where m.deleted_at is null and m.created_at >= ${from}::timestamptz
    group by m.conversation_id, m.sender_id, week`,
  examples: [
    {
      ends: /* @__PURE__ */ new Map(),
      from: /* @__PURE__ */ new Date(0),
      weeks: 1,
    },
  ],
});
/** Counts the messages of the weeks from a time on, by conversation, sender and week. */
async function countMessages(db, { page, from, weeks }) {
  const rows = await countRows(db, {
    ends: conversationsOf(page),
    from,
    weeks,
  });
  const counts = /* @__PURE__ */ new Map();
  for (const row of rows) {
    const key = `${row.conversation_id} ${row.sender_id}`;
    const count = counts.get(key) ?? {
      byWeek: /* @__PURE__ */ new Map(),
      lastAt: null,
    };
    counts.set(key, count);
    count.byWeek.set(row.week, row.count);
    const at = toTime(row.last_at);
    if (count.lastAt === null || at > count.lastAt) count.lastAt = at;
  }
  return { of: (conversationId, userId) => counts.get(`${conversationId} ${userId}`) };
}
const lastRows = statement({
  name: "groups.last-messages",
  row: {
    conversation_id: messages.conversationId,
    sender_id: messages.senderId,
    created_at: messages.createdAt,
  },
  sql: (sides) => sql`
    select s.conversation_id, s.sender_id, m.created_at
    from unnest(${sql.param(sides.map(({ id }) => id))}::uuid[], ${sql.param(sides.map(({ userId }) => userId))}::text[])
      as s (conversation_id, sender_id)
    cross join lateral (
      select created_at from ${messages}
      where conversation_id = s.conversation_id and sender_id = s.sender_id and deleted_at is null
      order by seq desc limit 1) m`,
  examples: [[]],
});
/** When each of a pair last wrote in their own conversation, by conversation and user. */
async function lastMessages(db, page) {
  const sides = page.flatMap(({ direct_id: id, mentor, mentee }) =>
    id === null
      ? []
      : [mentor, mentee].map((person) => ({
          id,
          userId: person.id,
        })),
  );
  const rows = await lastRows(db, sides);
  return new Map(
    rows.map((row) => [`${row.conversation_id} ${row.sender_id}`, toTime(row.created_at)]),
  );
}

// packages/api/src/domain/groups/activity-pairs.ts
const pairRow = {
  group_id: groups.id,
  group_name: groups.name,
  group_conversation_id: conversations.id,
  group_last_seq: conversations.lastSeq,
  mentor: computed.json(),
  mentee: computed.json(),
  since: groupMembers.joinedAt,
  /** The pair's own conversation; null if the two never opened one. */
  direct_id: nullable(conversations.id),
  direct_last_seq: nullable(conversations.lastSeq),
  quiet_since: conversations.lastMessageAt,
};
/** Pairs that never wrote come first, then the longest silent. */
function isBehind({ quietSince, groupId, menteeId }) {
  const place = sql`(g.id, gm.user_id) > (${groupId}, ${menteeId})`;
  if (quietSince === null) return sql`(c.last_message_at is not null or ${place})`;
  return sql`(c.last_message_at > ${quietSince} or (c.last_message_at = ${quietSince} and ${place}))`;
}
const example$5 = {
  groupId: void 0,
  behind: null,
  limit: 1,
};
/** A page of pairs. Every join uses a key; no message is read. */
const pairRows = statement({
  name: "groups.pairs",
  row: pairRow,
  sql: ({ groupId, behind, limit }) => sql`
    select g.id as group_id, g.name as group_name, gc.id as group_conversation_id, gc.last_seq as group_last_seq,
      ${personJson("mentor")} as mentor, ${personJson("mentee")} as mentee,
      greatest(gm.joined_at, lead.joined_at) as since,
      c.id as direct_id, c.last_seq as direct_last_seq, c.last_message_at as quiet_since
    from ${groups} g
    join ${conversations} gc on gc.group_id = g.id
    join ${users} mentor on mentor.id = g.mentor_id and mentor.status = 'active'
    join ${groupMembers} lead on lead.group_id = g.id and lead.user_id = g.mentor_id and lead.left_at is null
    join ${groupMembers} gm on gm.group_id = g.id and gm.user_id <> g.mentor_id and gm.left_at is null
    join ${users} mentee on mentee.id = gm.user_id and mentee.status = 'active'
    left join ${conversations} c on c.low_user = least(g.mentor_id, gm.user_id)
      and c.high_user = greatest(g.mentor_id, gm.user_id)
    where g.state <> 'archived' and ${groupId === void 0 ? sql`true` : sql`g.id = ${groupId}`}
      and ${behind === null ? sql`true` : isBehind(behind)}
    order by c.last_message_at nulls first, g.id, gm.user_id
    limit ${limit}`,
  examples: [
    example$5,
    {
      ...example$5,
      groupId: "north",
      behind: {
        quietSince: null,
        groupId: "north",
        menteeId: "ben",
      },
    },
    {
      ...example$5,
      behind: {
        quietSince: "2026-03-01T10:00:00.000Z",
        groupId: "north",
        menteeId: "ben",
      },
    },
  ],
});

// packages/api/src/domain/groups/members.ts
/** Only an ADMIN, or the host platform with a service token, creates and changes users and groups. */
function requireStaff({ actor }) {
  if (actor.kind === "user" && actor.role !== "ADMIN") throw new DomainError("forbidden");
}
/** An existing group, locked with its conversation. */
async function findGroup(tx, groupId) {
  const { id, name, mentorId, state, endsAt } = groups;
  const { id: conversationId, lastSeq } = conversations;
  const [group] = await tx
    .select({
      id,
      name,
      mentorId,
      state,
      endsAt,
      conversationId,
      lastSeq,
    })
    .from(groups)
    .innerJoin(conversations, eq(conversations.groupId, id))
    .where(eq(id, groupId))
    .for("no key update");
  return group;
}
const lockGroup = async (tx, groupId) => orNotFound(await findGroup(tx, groupId));
const isPresentIn = (groupId) =>
  and(eq(groupMembers.groupId, groupId), isNull(groupMembers.leftAt));
async function presentMembers(tx, groupId) {
  const { userId } = groupMembers;
  return (
    await tx.select({ userId }).from(groupMembers).where(isPresentIn(groupId)).orderBy(userId)
  ).map((row) => row.userId);
}
function problemOf(user, roles) {
  if (user === void 0) return "is the id of no user";
  if (user.status !== "active") return "is the id of a deactivated user";
  if (user.kind !== "PERSON") return `is the id of a ${user.kind} user, wanted a person`;
  if (roles.includes(user.role)) return void 0;
  return `is the id of a user with role ${user.role}, wanted ${roles.join(" or ")}`;
}
const leaders = ["MENTOR", "ADMIN"];
const mentees = ["MENTEE"];
/** Why a user cannot lead a group. */
const problemOfLeader = (user) => problemOf(user, leaders);
/** Why a user cannot be a mentee of a group. */
const problemOfMentee = (user) => problemOf(user, mentees);
/** The problem of each of some user ids, if all of them should be active and have one of the roles. */
async function problemsOf(tx, ids, roles) {
  const { id: userId, kind, role, status } = users;
  const rows = await tx
    .select({
      id: userId,
      kind,
      role,
      status,
    })
    .from(users)
    .where(isAnyOf(userId, ids));
  const known = new Map(rows.map((user) => [user.id, user]));
  return new Map(
    ids.flatMap((id) => {
      const problem = problemOf(known.get(id), roles);
      return problem === void 0 ? [] : [[id, problem]];
    }),
  );
}
/** Refuses a mentor who does not exist, is not active, or whose role may not lead. */
async function requireLeader(tx, mentorId) {
  const problem = (await problemsOf(tx, [mentorId], leaders)).get(mentorId);
  if (problem !== void 0) throw invalidInput("mentorId", problem);
}
/**
 * Refuses mentees who do not exist, are not active, or have another role. `ids` are those of the `given` that matter.
 */
async function requireMentees(tx, { field, given, ids }) {
  const [first, ...rest] = [...(await problemsOf(tx, ids, mentees))].map(([id, message]) => ({
    path: `${field}.${given.indexOf(id)}`,
    message,
  }));
  if (first !== void 0) throw new DomainError("invalid_input", { issues: [first, ...rest] });
}
/** The mentees that an input names, and the field that names them. */
const menteesOf = ({ menteeIds, userIds = [] }) =>
  menteeIds === void 0
    ? {
        field: "userIds",
        ids: userIds,
      }
    : {
        field: "menteeIds",
        ids: menteeIds,
      };
/** For `set` of conversations: write permission changes, and sends that read the former epoch are retried. */
const nextEpoch = sql`${conversations.epoch} + 1`;
/** Changes the participants of a conversation from now on: sends that read the former ones are retried. */
const newEpoch = (tx, conversationId) =>
  tx.update(conversations).set({ epoch: nextEpoch }).where(eq(conversations.id, conversationId));
const example$4 = {
  group: {
    id: "north",
    name: "North",
    mentorId: "ada",
    state: "active",
    endsAt: null,
    conversationId: "",
    lastSeq: 0,
  },
  userIds: ["ben"],
  now: /* @__PURE__ */ new Date(0),
};
const insertMembers = statement({
  name: "groups.insert-members",
  sql: ({ group, userIds, now }) => sql`
    insert into ${groupMembers} (group_id, user_id, joined_at, joined_after_seq)
    select ${group.id}, id, ${now}, ${group.lastSeq} from unnest(${sql.param(userIds)}::text[]) as id
    on conflict (group_id, user_id, joined_at) do update set left_at = null, left_after_seq = null`,
  examples: [example$4],
});
const insertParticipants = statement({
  name: "groups.insert-participants",
  sql: ({ group, userIds, now }) => sql`
    insert into ${participants} (conversation_id, user_id, opened_at, visible_from_seq, read_seq, shared_read_seq)
    select ${group.conversationId}, id, ${now}, ${group.lastSeq + 1}, ${group.lastSeq}, ${group.lastSeq}
    from unnest(${sql.param(userIds)}::text[]) as id
    on conflict (conversation_id, user_id) do update
      set left_seq = null, opened_at = excluded.opened_at, archived_at = null`,
  examples: [example$4],
});
/**
 * Adds members. A new one sees what is sent from now on; a former one finds the conversation as they left it and what
 * was sent since.
 */
async function admit(tx, { group, userIds, now, field }) {
  await insertMembers(tx, {
    group,
    userIds,
    now,
  });
  await insertParticipants(tx, {
    group,
    userIds,
    now,
  });
  await newEpoch(tx, group.conversationId);
  const present = await presentMembers(tx, group.id);
  const { groupMembersMax: max } = limits;
  if (present.length > max)
    throw invalidInput(
      field,
      `would make it a group of ${present.length}: a group has at most ${max} members`,
    );
}
/** Removes members. What they could see stays visible to them, up to the current last message. */
async function dismiss(tx, { group, userIds, now }) {
  await tx
    .update(groupMembers)
    .set({
      leftAt: now,
      leftAfterSeq: group.lastSeq,
    })
    .where(and(isPresentIn(group.id), isAnyOf(groupMembers.userId, userIds)));
  await tx
    .update(participants)
    .set({ leftSeq: group.lastSeq })
    .where(
      and(
        eq(participants.conversationId, group.conversationId),
        isAnyOf(participants.userId, userIds),
        isNull(participants.leftSeq),
      ),
    );
  await newEpoch(tx, group.conversationId);
}

// packages/api/src/domain/groups/list-activity.ts
const DAY = 864e5;
/** The Monday, 0:00 UTC, on which the given number of weeks begins, the current one included. */
function firstMonday(now, weeks) {
  const today = Math.floor(now.getTime() / DAY) * DAY;
  const sinceMonday = (now.getUTCDay() + 6) % 7;
  return /* @__PURE__ */ new Date(today - (sinceMonday + 7 * (weeks - 1)) * DAY);
}
const later = (one, other) => ((one ?? "") > (other ?? "") ? one : other);
/** How much one user of a pair wrote. */
function sideOf(row, userId, { weeks, counts, last }) {
  const direct = row.direct_id === null ? void 0 : counts.of(row.direct_id, userId);
  const inGroup = counts.of(row.group_conversation_id, userId);
  const lastDirect = row.direct_id === null ? null : last.get(`${row.direct_id} ${userId}`);
  return {
    weeks: Array.from({ length: weeks }, (_, week) => direct?.byWeek.get(week) ?? 0),
    inGroup: [...(inGroup?.byWeek.values() ?? [])].reduce((sum, count) => sum + count, 0),
    lastAt: later(lastDirect ?? null, inGroup?.lastAt ?? null),
  };
}
/** A page of mentors and mentees with how much and when each wrote, the longest silent first. For an ADMIN. */
async function listActivity({ ctx, input: { weeks, groupId, cursor, limit } }) {
  requireStaff(ctx);
  const from = firstMonday(ctx.clock.now(), weeks);
  const rows = await pairRows(ctx.db, {
    groupId,
    behind: cursor ?? null,
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  const [counts, last] = await Promise.all([
    countMessages(ctx.db, {
      page,
      from,
      weeks,
    }),
    lastMessages(ctx.db, page),
  ]);
  const told = {
    weeks,
    counts,
    last,
  };
  const final = rows.length > limit ? page.at(-1) : void 0;
  return {
    from: from.toISOString(),
    pairs: page.map((row) => ({
      groupId: row.group_id,
      groupName: row.group_name,
      mentor: row.mentor,
      mentee: row.mentee,
      since: toTime(row.since),
      byMentor: sideOf(row, row.mentor.id, told),
      byMentee: sideOf(row, row.mentee.id, told),
    })),
    nextCursor:
      final === void 0
        ? null
        : {
            quietSince: toOptionalTime(final.quiet_since),
            groupId: final.group_id,
            menteeId: final.mentee.id,
          },
  };
}

// packages/api/src/domain/groups/get.ts
/** One group of the caller, or any for an ADMIN. Nonexistent and foreign ones are `not_found`. */
async function getGroup({ ctx, input: { groupId } }) {
  const [group] = await loadGroups(ctx.db, {
    ...groupsOf(ctx),
    groupId,
  });
  return orNotFound(group);
}

// packages/api/src/domain/groups/group-events.ts
async function formerMembers(tx, conversationId) {
  return (
    await tx
      .select({ userId: participants.userId })
      .from(participants)
      .where(and(eq(participants.conversationId, conversationId), isNotNull(participants.leftSeq)))
  ).map(({ userId }) => userId);
}
/** Every ADMIN sees every group. */
async function admins(tx) {
  return (await tx.select({ id: users.id }).from(users).where(eq(users.role, "ADMIN"))).map(
    ({ id }) => id,
  );
}
/** Events of a changed group for its members and all ADMINs, and of its conversation for its participants. */
async function groupEvents(tx, { group, concerned }) {
  const { members, joining = [], isRenamed = false } = concerned;
  const conversationId = group.conversationId;
  const talking = [...members, ...(isRenamed ? await formerMembers(tx, conversationId) : [])];
  const knowing = [...members, ...(await admins(tx))];
  return [
    ...[...new Set(knowing)].map((userId) => ({
      userId,
      type: "group.updated",
      data: { groupId: group.id },
    })),
    ...[...new Set(talking)].map((userId) => {
      return {
        userId,
        type: joining.includes(userId) ? "conversation.opened" : "conversation.updated",
        conversationId,
      };
    }),
  ];
}

// packages/api/src/domain/groups/add-members.ts
/** Adds mentees to a group, which makes them contacts of its members. Existing members stay and get no event. */
async function addMembers({ ctx, input }) {
  requireStaff(ctx);
  const { field, ids } = menteesOf(input);
  await changeRelations(ctx, {
    groupIds: [input.groupId],
    scope: involvingAny(ids),
    async change(tx) {
      const group = await lockGroup(tx, input.groupId);
      if (group.state === "archived") throw new DomainError("conversation_readonly");
      const present = new Set(await presentMembers(tx, group.id));
      const joining = [...new Set(ids)].filter((id) => !present.has(id));
      if (joining.length === 0)
        return {
          result: void 0,
          events: [],
        };
      await requireMentees(tx, {
        field,
        given: ids,
        ids: joining,
      });
      await admit(tx, {
        group,
        userIds: joining,
        now: ctx.clock.now(),
        field,
      });
      const members = [...present, ...joining];
      return {
        result: void 0,
        events: await groupEvents(tx, {
          group,
          concerned: {
            members,
            joining,
          },
        }),
      };
    },
  });
  return getGroup({
    ctx,
    input,
  });
}

// packages/api/src/domain/groups/store-groups.ts
/** The groups with some ids, or all of them. */
async function loadKnownGroups(tx, ids) {
  const { id, name, mentorId, state, endsAt } = groups;
  const found = await tx
    .select({
      id,
      name,
      mentorId,
      state,
      endsAt,
    })
    .from(groups)
    .where(ids === "all" ? void 0 : isAnyOf(id, ids))
    .orderBy(id);
  const present = await tx
    .select({
      groupId: groupMembers.groupId,
      userId: groupMembers.userId,
    })
    .from(groupMembers)
    .where(
      and(isNull(groupMembers.leftAt), ids === "all" ? void 0 : isAnyOf(groupMembers.groupId, ids)),
    )
    .orderBy(groupMembers.userId);
  const byGroup = Map.groupBy(present, ({ groupId }) => groupId);
  return found.map((group) => ({
    ...group,
    members: (byGroup.get(group.id) ?? []).map(({ userId }) => userId),
  }));
}
/** Users by id, as far as groups need them. */
async function loadMembers(tx, ids) {
  const { id, kind, role, status } = users;
  const rows = await tx
    .select({
      id,
      kind,
      role,
      status,
    })
    .from(users)
    .where(isAnyOf(id, ids));
  return new Map(rows.map((user) => [user.id, user]));
}
const targetOf = (known, wanted, isExact) => {
  const listed = [wanted.mentorId, ...wanted.menteeIds];
  const staying = isExact ? [] : (known?.members ?? []).filter((id) => id !== known?.mentorId);
  return /* @__PURE__ */ new Set([...staying, ...listed]);
};
function issuesOf(wanted, size, { memberOf }) {
  const leader = problemOfLeader(memberOf(wanted.mentorId));
  const { groupMembersMax: max } = limits;
  return [
    ...(leader === void 0
      ? []
      : [
          {
            path: "mentorId",
            message: leader,
          },
        ]),
    ...wanted.menteeIds.flatMap((id, at) => {
      const message = id === wanted.mentorId ? void 0 : problemOfMentee(memberOf(id));
      return message === void 0
        ? []
        : [
            {
              path: `menteeIds.${at}`,
              message,
            },
          ];
    }),
    ...(size > max
      ? [
          {
            path: "menteeIds",
            message: `would make it a group of ${size}: a group has at most ${max} members`,
          },
        ]
      : []),
  ];
}
/** What storing a group would do. A group whose end has passed stays archived. */
function judgeGroup(known, wanted, rules) {
  const target = targetOf(known, wanted, rules.isExact);
  const issues = issuesOf(wanted, target.size, rules);
  if (issues.length > 0)
    return {
      outcome: "refused",
      issues,
    };
  if (known === void 0)
    return {
      outcome: "created",
      added: [...target].toSorted(),
    };
  const endsAt = wanted.endsAt === void 0 ? known.endsAt : toOptionalDate(wanted.endsAt);
  const isOver = endsAt !== null && endsAt !== void 0 && endsAt <= rules.now;
  if (known.state === "archived" && isOver) return { outcome: "unchanged" };
  const movesEnd = (endsAt?.getTime() ?? null) !== (known.endsAt?.getTime() ?? null);
  const differs = {
    name: wanted.name !== known.name,
    mentorId: wanted.mentorId !== known.mentorId,
    endsAt: movesEnd,
    state: known.state === "archived" || (known.state === "ending" && movesEnd),
  };
  const changes = Object.keys(differs).filter((field) => differs[field]);
  const added = [...target].filter((id) => !known.members.includes(id)).toSorted();
  const removed = known.members.filter((id) => !target.has(id));
  return changes.length + added.length + removed.length === 0
    ? { outcome: "unchanged" }
    : {
        outcome: "changed",
        changes,
        added,
        removed,
      };
}
/** A new group with its empty conversation, without participants yet. */
async function insertGroup(tx, { id, name, mentorId, endsAt = null }, now) {
  await tx.insert(groups).values({
    id,
    name,
    mentorId,
    endsAt: toOptionalDate(endsAt),
    createdAt: now,
  });
  await tx.insert(conversations).values({
    id: uuidv7(),
    kind: "group",
    groupId: id,
    createdAt: now,
  });
  return lockGroup(tx, id);
}
async function changeGroup(tx, { group, wanted, verdict: { changes, added, removed }, now }) {
  const before = await presentMembers(tx, group.id);
  if (removed.length > 0)
    await dismiss(tx, {
      group,
      userIds: removed,
      now,
    });
  if (added.length > 0)
    await admit(tx, {
      group,
      userIds: added,
      now,
      field: "menteeIds",
    });
  if (changes.length > 0) {
    const { name, mentorId, endsAt } = wanted;
    await tx
      .update(groups)
      .set({
        name,
        mentorId,
        ...(endsAt === void 0 ? {} : { endsAt: toOptionalDate(endsAt) }),
        ...(changes.includes("state")
          ? {
              state: "active",
              archivedAt: null,
            }
          : {}),
      })
      .where(eq(groups.id, group.id));
  }
  if (group.state === "archived")
    await tx
      .update(conversations)
      .set({
        state: "open",
        epoch: nextEpoch,
      })
      .where(eq(conversations.id, group.conversationId));
  const concerned = {
    members: [.../* @__PURE__ */ new Set([...before, ...added])],
    joining: added,
    isRenamed: changes.includes("name"),
  };
  return groupEvents(tx, {
    group,
    concerned,
  });
}
/** Makes a group read-only. Its members keep their memberships, and its contacts end. */
async function closeGroup(tx, group, now) {
  if (group.state === "archived") return [];
  await tx
    .update(groups)
    .set({
      state: "archived",
      archivedAt: now,
    })
    .where(eq(groups.id, group.id));
  await tx
    .update(conversations)
    .set({
      state: "readonly",
      epoch: nextEpoch,
    })
    .where(eq(conversations.id, group.conversationId));
  return groupEvents(tx, {
    group,
    concerned: { members: await presentMembers(tx, group.id) },
  });
}
/** Stores groups as part of a change of relations, whose lock it needs. Refused ones stay as they are. */
async function storeGroups(tx, wanted, rules) {
  const known = new Map(
    (
      await loadKnownGroups(
        tx,
        wanted.map(({ id }) => id),
      )
    ).map((group) => [group.id, group]),
  );
  const verdicts = [];
  const events = [];
  for (const group of wanted) {
    const verdict = judgeGroup(known.get(group.id), group, rules);
    verdicts.push(verdict);
    switch (verdict.outcome) {
      case "created": {
        const locked = await insertGroup(tx, group, rules.now);
        const members = [...verdict.added];
        await admit(tx, {
          group: locked,
          userIds: members,
          now: rules.now,
          field: "menteeIds",
        });
        events.push(
          ...(await groupEvents(tx, {
            group: locked,
            concerned: {
              members,
              joining: members,
            },
          })),
        );
        break;
      }
      case "changed": {
        const locked = await lockGroup(tx, group.id);
        events.push(
          ...(await changeGroup(tx, {
            group: locked,
            wanted: group,
            verdict,
            now: rules.now,
          })),
        );
        break;
      }
    }
  }
  return {
    verdicts,
    events,
  };
}

// packages/api/src/domain/groups/archive.ts
/** Ends a group: its conversation becomes read-only, and its contacts end. */
async function archiveGroup({ ctx, input }) {
  requireStaff(ctx);
  await changeRelations(ctx, {
    groupIds: [input.groupId],
    scope: amongMembersOf(input.groupId),
    async change(tx) {
      const group = await lockGroup(tx, input.groupId);
      return {
        result: void 0,
        events: await closeGroup(tx, group, ctx.clock.now()),
      };
    },
  });
  return getGroup({
    ctx,
    input,
  });
}

// packages/api/src/domain/groups/create.ts
/** Refuses an input that differs from what created the group; its mentees may have changed since. */
function requireRepeat(group, { name, mentorId }) {
  if (group.name === name && group.mentorId === mentorId) return;
  throw new DomainError("already_exists", {
    issues: [
      {
        path: "id",
        message: "is the id of a group with another name or mentor",
      },
    ],
  });
}
/**
 * Creates a group with its conversation, which makes its members contacts. A repeat with the same id, name and mentor
 * returns the group; another group of that id is `already_exists`.
 */
async function createGroup(call) {
  const { ctx, input } = call;
  requireStaff(ctx);
  const menteeIds = [...new Set(input.menteeIds)].filter((id) => id !== input.mentorId);
  const members = [input.mentorId, ...menteeIds];
  await changeRelations(ctx, {
    groupIds: [input.id],
    scope: among(members),
    async change(tx) {
      const existing = await findGroup(tx, input.id);
      if (existing !== void 0) {
        requireRepeat(existing, input);
        return {
          result: void 0,
          events: [],
        };
      }
      await requireLeader(tx, input.mentorId);
      await requireMentees(tx, {
        field: "menteeIds",
        given: input.menteeIds,
        ids: menteeIds,
      });
      const now = ctx.clock.now();
      const group = await insertGroup(tx, input, now);
      await admit(tx, {
        group,
        userIds: members,
        now,
        field: "menteeIds",
      });
      return {
        result: void 0,
        events: await groupEvents(tx, {
          group,
          concerned: {
            members,
            joining: members,
          },
        }),
      };
    },
  });
  return getGroup({
    ctx,
    input: { groupId: input.id },
  });
}

// packages/api/src/domain/groups/list.ts
/** The caller's groups; all groups for an ADMIN. */
async function listGroups({ ctx }) {
  return { groups: await loadGroups(ctx.db, groupsOf(ctx)) };
}

// packages/api/src/domain/groups/remove-members.ts
/**
 * Removes mentees from a group, which ends the contacts that only it justified. The mentor is replaced, not removed.
 */
async function removeMembers({ ctx, input }) {
  requireStaff(ctx);
  const { field, ids } = menteesOf(input);
  await changeRelations(ctx, {
    groupIds: [input.groupId],
    scope: involvingAny(ids),
    async change(tx) {
      const group = await lockGroup(tx, input.groupId);
      const mentorAt = ids.indexOf(group.mentorId);
      if (mentorAt >= 0)
        throw invalidInput(`${field}.${mentorAt}`, "is the mentor, who can only be replaced");
      const present = await presentMembers(tx, group.id);
      const leaving = present.filter((id) => ids.includes(id));
      if (leaving.length === 0)
        return {
          result: void 0,
          events: [],
        };
      await dismiss(tx, {
        group,
        userIds: leaving,
        now: ctx.clock.now(),
      });
      return {
        result: void 0,
        events: await groupEvents(tx, {
          group,
          concerned: { members: present },
        }),
      };
    },
  });
  return getGroup({
    ctx,
    input,
  });
}

// packages/api/src/domain/groups/update.ts
const changes = (to, from) => to !== void 0 && to !== from;
const isChange = ({ group, input }) =>
  changes(input.name, group.name) ||
  changes(input.mentorId, group.mentorId) ||
  changes(input.state, group.state) ||
  changes(input.endsAt, toOptionalTime(group.endsAt));
/** The new mentor joins, the former one leaves. */
async function replaceMentor(tx, { group, input: { mentorId }, now }) {
  if (mentorId === void 0 || mentorId === group.mentorId) return;
  await requireLeader(tx, mentorId);
  await dismiss(tx, {
    group,
    userIds: [group.mentorId],
    now,
  });
  if (!(await presentMembers(tx, group.id)).includes(mentorId))
    await admit(tx, {
      group,
      userIds: [mentorId],
      now,
      field: "mentorId",
    });
}
const store = (tx, { group, input: { name, mentorId, state, endsAt } }) =>
  tx
    .update(groups)
    .set({
      name,
      mentorId,
      state,
      archivedAt: null,
      endsAt: endsAt === void 0 ? void 0 : toOptionalDate(endsAt),
    })
    .where(eq(groups.id, group.id));
/** Changes a group's name, mentor, state or end. An archived group stays unchanged, unless `state` revives it. */
async function updateGroup({ ctx, input }) {
  requireStaff(ctx);
  await changeRelations(ctx, {
    groupIds: [input.groupId],
    scope: amongMembersOf(input.groupId, input.mentorId === void 0 ? [] : [input.mentorId]),
    async change(tx) {
      const group = await lockGroup(tx, input.groupId);
      if (group.state === "archived" && input.state === void 0)
        throw new DomainError("conversation_readonly");
      const change = {
        group,
        input,
        now: ctx.clock.now(),
      };
      if (!isChange(change))
        return {
          result: void 0,
          events: [],
        };
      const before = await presentMembers(tx, group.id);
      await replaceMentor(tx, change);
      await store(tx, change);
      await tx
        .update(conversations)
        .set({
          state: "open",
          epoch: nextEpoch,
        })
        .where(and(eq(conversations.id, group.conversationId), ne(conversations.state, "open")));
      const after = await presentMembers(tx, group.id);
      const concerned = {
        members: [.../* @__PURE__ */ new Set([...before, ...after])],
        joining: after.filter((id) => !before.includes(id)),
        isRenamed: changes(input.name, group.name),
      };
      return {
        result: void 0,
        events: await groupEvents(tx, {
          group,
          concerned,
        }),
      };
    },
  });
  return getGroup({
    ctx,
    input,
  });
}

// packages/api/src/routers/groups.ts
const groupsRouter = router({
  list: staffProcedure.output(groupListSchema).query(({ ctx }) => listGroups({ ctx })),
  get: staffProcedure
    .input(groupInput)
    .output(groupSchema)
    .query(({ ctx, input }) =>
      getGroup({
        ctx,
        input,
      }),
    ),
  activity: staffProcedure
    .input(listActivityInput)
    .output(activityPageSchema)
    .query(({ ctx, input }) =>
      listActivity({
        ctx,
        input,
      }),
    ),
  create: staffProcedure
    .input(createGroupInput)
    .output(groupSchema)
    .mutation(({ ctx, input }) =>
      createGroup({
        ctx,
        input,
      }),
    ),
  update: staffProcedure
    .input(updateGroupInput)
    .output(groupSchema)
    .mutation(({ ctx, input }) =>
      updateGroup({
        ctx,
        input,
      }),
    ),
  addMembers: staffProcedure
    .input(groupMembersInput)
    .output(groupSchema)
    .mutation(({ ctx, input }) =>
      addMembers({
        ctx,
        input,
      }),
    ),
  removeMembers: staffProcedure
    .input(groupMembersInput)
    .output(groupSchema)
    .mutation(({ ctx, input }) =>
      removeMembers({
        ctx,
        input,
      }),
    ),
  archive: staffProcedure
    .input(groupInput)
    .output(groupSchema)
    .mutation(({ ctx, input }) =>
      archiveGroup({
        ctx,
        input,
      }),
    ),
});

// packages/api/src/domain/messages/change-message.ts
/** Whether a row of a table is of a message. */
const isOf = (table, { conversationId, seq }) =>
  and(eq(table.conversationId, conversationId), eq(table.seq, seq));
const lockedRow = {
  sender_id: messages.senderId,
  body: messages.body,
  mentions: messages.mentions,
  version: messages.version,
  created_at: messages.createdAt,
  deleted_at: messages.deletedAt,
  refusal: nullable(computed.text()),
};
const refusal$1 = refusalBranches({
  participant: "p",
  conversation: "c",
  caller: "mine",
  other: "other",
});
const lockedRows = statement({
  name: "messages.locked",
  row: lockedRow,
  sql: ({ conversationId, seq, userId }) => sql`
    select m.sender_id, m.body, m.mentions, m.version, m.created_at, m.deleted_at,
      case ${refusal$1} end as refusal
    from ${messages} m
    join ${conversations} c on c.id = m.conversation_id
    join ${participants} p on p.conversation_id = c.id and p.user_id = ${userId}
    join ${users} mine on mine.id = p.user_id
    left join ${users} other on c.kind = 'direct'
      and other.id = ${otherUser({
        conversation: "c",
        user: "mine.id",
      })}
    where m.conversation_id = ${conversationId} and m.seq = ${seq}
      and ${isVisible({
        participant: "p",
        seq: "m.seq",
      })}`,
  examples: [
    {
      conversationId: "",
      seq: 1,
      userId: "ada",
    },
  ],
});
/** Locks conversations in the order of ids, against sends and other changes. */
const lockConversations = statement({
  name: "messages.lock-conversations",
  sql: (ids) => sql`
    select from ${conversations} where id = any(${sql.param(ids)}::uuid[]) order by id for no key update`,
  examples: [[]],
});
/**
 * Locks the conversation first, so that what is read after it (membership, blocks, the message) still applies at the
 * commit. Nonexistent, foreign and invisible messages are `not_found`.
 */
async function lockMessage(tx, { ctx, key }) {
  await lockConversations(tx, [key.conversationId]);
  const [message] = await lockedRows(tx, {
    ...key,
    userId: ctx.actor.id,
  });
  return orNotFound(message);
}
/** Throws if the caller may not write here now, with the same reasons as sending. */
function requireWritable(message) {
  if (message.refusal !== null) throw new DomainError(message.refusal);
}
const isSeen = isVisible({
  participant: "p",
  seq: "message.seq",
});
const viewersOf = statement({
  name: "messages.viewers-of",
  row: { user_id: participants.userId },
  sql: ({ conversationId, seq }) => sql`
    select p.user_id from ${participants} p cross join (values (${seq}::int)) as message (seq)
    where p.conversation_id = ${conversationId} and ${isSeen}`,
  examples: [
    {
      conversationId: "",
      seq: 1,
    },
  ],
});
/** Returns one event for each user who can see the message, including those who left after it. */
async function eventsForViewers(tx, { key, type, mentioned = [] }) {
  const { conversationId, seq } = key;
  return (await viewersOf(tx, key)).map(({ user_id: userId }) => {
    const data = mentioned.includes(userId) ? { mentioned: true } : void 0;
    return {
      userId,
      type,
      conversationId,
      messageSeq: seq,
      data,
    };
  });
}
/** Saves what an edit or a deletion replaces, for ADMINs. */
const saveVersion = (tx, { key, message, by, now, reason }) =>
  tx.insert(messageVersions).values({
    ...key,
    version: message.version,
    body: message.body,
    mentions: message.mentions,
    replacedAt: now,
    replacedBy: by,
    reason,
  });
const changedMessage = statement({
  name: "messages.changed",
  row: messageRow,
  sql: ({ conversationId, seq }) => sql`
    select ${messageColumns("m")} from ${messages} m
    where m.conversation_id = ${conversationId} and m.seq = ${seq}`,
  examples: [
    {
      conversationId: "",
      seq: 1,
    },
  ],
});
/**
 * Changes one message: locks, checks and changes it and appends the events in one transaction. Returns the message
 * after it.
 */
async function changeMessage({ ctx, key, type, change }) {
  const { message, deliveries } = await ctx.db.transaction(async (tx) => {
    const changed = await change(
      tx,
      await lockMessage(tx, {
        ctx,
        key,
      }),
    );
    const events = changed
      ? await eventsForViewers(tx, {
          key,
          type,
          ...changed,
        })
      : [];
    const [row] = await changedMessage(tx, key);
    return {
      message: toMessage(orNotFound(row)),
      deliveries: await appendEvents(tx, events),
    };
  });
  ctx.bus.deliver(deliveries);
  return message;
}

// packages/api/src/domain/messages/delete.ts
/**
 * Replaces a message by a tombstone. An author may at any time, even if they may no longer write; an ADMIN in the
 * conversation may with a reason. The text is kept for ADMINs and removed everywhere else.
 */
function deleteMessage({ ctx, input }) {
  const { reason, ...key } = input;
  return changeMessage({
    ctx,
    key,
    type: "message.deleted",
    async change(tx, message) {
      const isAuthor = message.sender_id === ctx.actor.id;
      if (!isAuthor && ctx.actor.role !== "ADMIN") throw new DomainError("forbidden");
      if (message.deleted_at !== null) return void 0;
      if (!isAuthor && reason === void 0)
        throw invalidInput("reason", "is missing: the message is by another user");
      const now = ctx.clock.now();
      await saveVersion(tx, {
        key,
        message,
        by: ctx.actor.id,
        now,
        reason,
      });
      const emptied = {
        body: "",
        searchText: "",
        mentions: [],
        deletedAt: now,
      };
      await tx
        .update(messages)
        .set({
          ...emptied,
          version: sql`${messages.version} + 1`,
        })
        .where(isOf(messages, key));
      await tx.delete(reactions).where(isOf(reactions, key));
      return {};
    },
  });
}

// packages/api/src/domain/search/ngrams.ts
/** UTF-16 units of the longest n-gram in a signature. */
const LONGEST = 3;
/** Maximum n-grams of a search that are looked up in a signature: more would hardly exclude more. */
const PROBES_MAX = 8;
const FNV_START = 0x811c9dc5;
/** Adds one unit of an n-gram to the hash, FNV-1a. */
const hashOn = (hash, unit) => Math.imul(hash ^ unit, 16777619);
/** The finalizer of MurmurHash3: each of 32 bits depends on all. */
function finish(hash) {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return twice ^ (twice >>> 16);
}
function hashOf(stretch) {
  let hash = FNV_START;
  for (let at = 0; at < stretch.length; at += 1) hash = hashOn(hash, stretch.charCodeAt(at));
  return finish(hash);
}
/** Passes the hash of every n-gram of one to three units of a word to a callback. */
function eachNgram(word, take) {
  for (let start = 0; start < word.length; start += 1) {
    const end = Math.min(start + LONGEST, word.length);
    let hash = FNV_START;
    for (let at = start; at < end; at += 1) {
      hash = hashOn(hash, word.charCodeAt(at));
      take(finish(hash));
    }
  }
}
/** Some hashes that a text must have if it contains these words, spread over the words. */
function probesOf(words) {
  const stretches = words.flatMap((word) => {
    const length = Math.min(LONGEST, word.length);
    return Array.from({ length: word.length - length + 1 }, (_, at) => word.slice(at, at + length));
  });
  const distinct = [...new Set(stretches)];
  const step = Math.max(1, distinct.length / PROBES_MAX);
  return Array.from({ length: Math.min(distinct.length, PROBES_MAX) }, (_, at) =>
    Math.floor(at * step),
  ).flatMap((at) => distinct.slice(at, at + 1).map(hashOf));
}

// packages/api/src/domain/search/signature.ts
/**
 * A Bloom filter (B. H. Bloom, 1970) with two bits per n-gram. Its length is a power of two with at least eight bits
 * per n-gram, for a false positive rate of one in twenty. The longest one fits with its row in a page of 8 KiB; what
 * would need more excludes less, and is still correct.
 */
const BITS_PER_GRAM = 8;
const BYTES_MIN = 32;
const BYTES_MAX = 4096;
const WHITE_SPACE = /\p{White_Space}+/u;
/** The two positions of a hash in the longest signature; a shorter one truncates them. */
const placesOf = (hash) => [hash & 32767, (hash >>> 16) & 32767];
function mark(bytes, place) {
  bytes[place >>> 3] = (bytes[place >>> 3] ?? 0) | (1 << (place & 7));
}
/** Estimates how many n-grams set these bits (Swamidass and Baldi, 2007). */
function gramsIn(bytes) {
  const bits = bytes.length * 8;
  let ones = 0;
  for (const byte of bytes) for (let rest = byte; rest !== 0; rest &= rest - 1) ones += 1;
  return (-bits / 2) * Math.log(1 - Math.min(ones, bits - 1) / bits);
}
/** Half as long: a position loses its highest bit, so the two halves are combined by OR. */
const halve = (bytes) =>
  bytes.subarray(0, bytes.length / 2).map((byte, at) => byte | (bytes[bytes.length / 2 + at] ?? 0));
/** The signature of some folded texts. Bit n is bit n % 8 of byte n / 8, as PostgreSQL counts them. */
function signatureOf(texts) {
  let bytes = new Uint8Array(BYTES_MAX);
  const take = (hash) => {
    mark(bytes, hash & 32767);
    mark(bytes, (hash >>> 16) & 32767);
  };
  for (const text of texts) for (const word of text.split(WHITE_SPACE)) eachNgram(word, take);
  const bitsWanted = gramsIn(bytes) * BITS_PER_GRAM;
  while (bytes.length > BYTES_MIN && bytes.length * 4 >= bitsWanted) bytes = halve(bytes);
  return Buffer.from(bytes);
}
/** Whether a block may contain all of these n-grams; `signature` is a column. The text depends on their number only. */
const mayContain = (signature, probes) => {
  const bits = probes
    .flatMap(placesOf)
    .map(
      (place) =>
        sql`get_bit(${signature}, ${place}::int & (octet_length(${signature}) * 8 - 1)) = 1`,
    );
  return sql.join(bits, sql` and `);
};

// packages/api/src/domain/search/blocks.ts
/** Messages per block. Smaller blocks exclude more and cost more to scan. */
const BLOCK_SIZE = 64;
const blockOf = (seq) => Math.floor((seq - 1) / 64);
/** The first `seq` of a block. */
const startOf = (block) => block * 64 + 1;
/** The columns of a message that its block needs; `search_text` is folded by the current version of the fold. */
const blockMessageRow = {
  conversation_id: messages.conversationId,
  seq: messages.seq,
  search_text: messages.searchText,
  version: messages.version,
  created_at: messages.createdAt,
};
function toBlock(inBlock, first) {
  const times = inBlock.map((message) => toDate(message.created_at).getTime());
  return {
    conversationId: first.conversation_id,
    block: blockOf(first.seq),
    lastSeq: Math.max(...inBlock.map(({ seq }) => seq)),
    oldestAt: new Date(Math.min(...times)),
    newestAt: new Date(Math.max(...times)),
    signature: signatureOf(inBlock.map(({ search_text: text }) => text)),
  };
}
/** Complete blocks, from all their messages. */
function toBlocks(inBlocks) {
  const keyOf = ({ conversation_id: id, seq }) => `${id} ${blockOf(seq)}`;
  return [...Map.groupBy(inBlocks, keyOf).values()].flatMap((group) => {
    const [first] = group;
    return first === void 0 ? [] : [toBlock(group, first)];
  });
}

// packages/api/src/domain/search/store-blocks.ts
/** Writes blocks, replacing existing ones. */
const storeBlocks = statement({
  name: "search.store-blocks",
  sql: (blocks) => {
    const column = (valueOf) => sql.param(blocks.map(valueOf));
    return sql`
    insert into ${searchBlocks} (conversation_id, block, last_seq, oldest_at, newest_at, signature)
    select * from unnest(${column(({ conversationId }) => conversationId)}::uuid[],
      ${column(({ block }) => block)}::int[], ${column(({ lastSeq }) => lastSeq)}::int[],
      ${column(({ oldestAt }) => oldestAt)}::timestamptz[], ${column(({ newestAt }) => newestAt)}::timestamptz[],
      ${column(({ signature }) => signature)}::bytea[])
    on conflict (conversation_id, block) do update set last_seq = excluded.last_seq,
      oldest_at = excluded.oldest_at, newest_at = excluded.newest_at, signature = excluded.signature`;
  },
  examples: [[]],
});

// packages/api/src/domain/search/reindex-block.ts
const blockMessages = statement({
  name: "search.block-messages",
  row: blockMessageRow,
  sql: ({ conversationId, seq }) => {
    const first = startOf(blockOf(seq));
    return sql`
    select m.conversation_id, m.seq, m.search_text, m.version, m.created_at
    from ${conversations} c
    join ${messages} m on m.conversation_id = c.id
      and m.seq between ${first} and least(c.sealed_seq, ${first + 64 - 1})
    where c.id = ${conversationId} and c.sealed_seq >= ${seq} and c.sealed_fold = ${2}`;
  },
  examples: [
    {
      conversationId: "",
      seq: 1,
    },
  ],
});
/**
 * Updates the block of a message whose text was replaced, in the transaction that replaces it and locks the
 * conversation. A deletion does not need it: extra bits in a signature only cost a read.
 */
async function reindexBlock(tx, key) {
  const rows = await blockMessages(tx, key);
  if (rows.length > 0) await storeBlocks(tx, toBlocks(rows));
}

// packages/api/src/domain/messages/edit.ts
function requireAuthor(ctx, message) {
  if (message.sender_id !== ctx.actor.id) throw new DomainError("forbidden");
  if (message.deleted_at !== null) throw new DomainError("version_conflict");
}
function requireTime(ctx, message) {
  if (ctx.clock.now().getTime() - toDate(message.created_at).getTime() > ctx.policy.editWindow)
    throw new DomainError("edit_window_closed");
}
const refusal = mentionRefusal({
  ids: "added.ids",
  conversationId: "added.conversation_id",
  sender: "sender",
});
const mentionRows$1 = statement({
  name: "messages.mentions-of-edit",
  row: {
    problem: nullable(computed.text()),
    earlier: messageVersions.mentions,
  },
  sql: ({ key, senderId, added }) => sql`
    select ${refusal} as problem, array(
      select unnest(v.mentions) from ${messageVersions} v
      where v.conversation_id = added.conversation_id and v.seq = ${key.seq}) as earlier
    from (select ${sql.param(added)}::text[] as ids, ${key.conversationId}::uuid as conversation_id) added
    join ${users} sender on sender.id = ${senderId}`,
  examples: [
    {
      key: {
        conversationId: "",
        seq: 1,
      },
      senderId: "ada",
      added: ["ben"],
    },
  ],
});
/** Refuses users whom the author may not mention. Returns those whom no version of the message has mentioned before. */
async function admitMentions(tx, mentioning) {
  const { added } = mentioning;
  if (added.length === 0) return [];
  const [row] = await mentionRows$1(tx, mentioning);
  const problem = row?.problem ?? null;
  if (problem !== null) throw new DomainError(problem);
  return added.filter((id) => !row?.earlier.includes(id));
}
/**
 * An author replaces the text of a message, and its mentions, within the policy's time limit, if it is still the
 * version that they saw. The former text is kept for ADMINs. Order and unread counts stay.
 */
function editMessage({ ctx, input }) {
  const { body, expectedVersion, mentions: named, ...key } = input;
  return changeMessage({
    ctx,
    key,
    type: "message.edited",
    async change(tx, message) {
      requireAuthor(ctx, message);
      const mentions = named === void 0 ? message.mentions : sortIds(named);
      const isSame = message.body === body && packIds(message.mentions) === packIds(mentions);
      if (isSame && message.version === expectedVersion + 1) return void 0;
      requireWritable(message);
      requireTime(ctx, message);
      if (message.version !== expectedVersion) throw new DomainError("version_conflict");
      if (isSame) return void 0;
      const added = mentions.filter((id) => !message.mentions.includes(id));
      const mentioned = await admitMentions(tx, {
        key,
        senderId: ctx.actor.id,
        added,
      });
      const now = ctx.clock.now();
      await saveVersion(tx, {
        key,
        message,
        by: ctx.actor.id,
        now,
      });
      const edited = {
        body,
        searchText: fold(body),
        foldVersion: 2,
        mentions,
      };
      await tx
        .update(messages)
        .set({
          ...edited,
          version: sql`${messages.version} + 1`,
          editedAt: now,
        })
        .where(isOf(messages, key));
      await reindexBlock(tx, key);
      return { mentioned };
    },
  });
}

// packages/api/src/domain/messages/newest-first.ts
/** Whether a message is behind a cursor, in pages ordered by time, conversation and `seq`, newest first. */
const behind = (message, cursor) =>
  cursor
    ? sql`${fragment`(${message}.created_at, ${message}.conversation_id, ${message}.seq)`}
        < (${cursor.createdAt}::timestamptz, ${cursor.conversationId}::uuid, ${cursor.seq}::int)`
    : sql`true`;
/** The cursor of the next page, given the rows of this one and one more if there is one. */
function cursorOf(rows, limit) {
  const last = rows[limit - 1];
  if (rows.length <= limit || last === void 0) return null;
  return {
    createdAt: toTime(last.created_at),
    conversationId: last.conversation_id,
    seq: last.seq,
  };
}

// packages/api/src/domain/messages/list-mentions.ts
const mentionRows = preparedStatement({
  name: "messages.mentions",
  row: messageRow,
  sql: ({ me, cursor, limit }) => sql`
    select ${messageColumns("m")}
    from ${messages} m
    join ${participants} p on p.conversation_id = m.conversation_id and p.user_id = ${me}
      and ${isVisible({
        participant: "p",
        seq: "m.seq",
      })}
    where m.mentions @> array[${me}::text] and cardinality(m.mentions) > 0
      and m.sender_id <> ${me} and m.deleted_at is null
      and not ${blocks("p.user_id", "m.sender_id")}
      and ${behind("m", cursor)}
    order by m.created_at desc, m.conversation_id desc, m.seq desc
    limit ${limit + 1}`,
  examples: [
    {
      me: "ada",
      limit: 1,
    },
    {
      me: "ada",
      limit: 1,
      cursor: {
        createdAt: "2026-03-01T10:00:00.000Z",
        conversationId: "",
        seq: 1,
      },
    },
  ],
});
/**
 * The messages of others that mention the caller, newest first: visible to the caller, not deleted, and not from a user
 * whom they block.
 */
async function listMentions({ ctx, input }) {
  const { limit } = input;
  const rows = await mentionRows(ctx.db, {
    ...input,
    me: ctx.actor.id,
  });
  return {
    messages: rows.slice(0, limit).map(toMessage),
    nextCursor: cursorOf(rows, limit),
  };
}

// packages/api/src/domain/messages/list.ts
/** The first `seq` of a page, before it is limited to what the caller may see. `seq` is dense, so a page is a range. */
function firstOf({ at, limit }) {
  switch (at.from) {
    case "end":
      return sql`visible.last - ${limit}::int + 1`;
    case "before":
      return sql`least(${at.seq}::int - 1, visible.last) - ${limit}::int + 1`;
    case "after":
      return sql`greatest(least(${at.seq}::int, visible.last) + 1, visible.first)`;
    case "around":
      return sql`greatest(visible.first,
        least(${at.seq}::int - ${limit}::int / 2, visible.last - ${limit}::int + 1))`;
  }
}
const example$3 = {
  session: {
    userId: "ada",
    issuedAt: /* @__PURE__ */ new Date(0),
  },
  conversationId: "",
  limit: 1,
};
/**
 * A page of a conversation that the caller may see, its range, and the range of what they may see, both ends included.
 * One row without a message if the page is empty; no row if there is no such conversation, or if the account refuses the
 * session.
 */
const pageRows = preparedStatement({
  name: "messages.page",
  row: {
    ...outerJoined(messageRow),
    visible_first: computed.int,
    visible_last: computed.int,
    page_first: computed.int,
    page_last: computed.int,
  },
  sql: ({ session, ...input }) => sql`
    select ${messageColumns("m")}, page.*
    from (
      select visible.first as visible_first, visible.last as visible_last,
        greatest(wanted.first, visible.first) as page_first,
        least(wanted.first + ${input.limit}::int - 1, visible.last) as page_last
      from (
        select ${firstVisibleSeq("p")} as first,
          ${newestVisibleSeq({
            participant: "p",
            conversation: "c",
          })} as last
        from ${participants} p join ${conversations} c on c.id = p.conversation_id
        where p.conversation_id = ${input.conversationId} and p.user_id = ${session.userId}
          and ${acceptsSession(session)}
      ) visible cross join lateral (select ${firstOf(input)} as first) wanted
    ) page
    left join ${messages} m
      on m.conversation_id = ${input.conversationId} and m.seq between page.page_first and page.page_last
    order by m.seq`,
  examples: [
    {
      ...example$3,
      at: { from: "end" },
    },
    {
      ...example$3,
      at: {
        from: "before",
        seq: 1,
      },
    },
    {
      ...example$3,
      at: {
        from: "after",
        seq: 1,
      },
    },
    {
      ...example$3,
      at: {
        from: "around",
        seq: 1,
      },
    },
  ],
});
/** A page of history, in order and without gaps. A page outside of what the caller may see is empty. */
async function listMessages({ ctx, input }) {
  const { db, session } = ctx;
  const rows = await readInSession(ctx, () =>
    pageRows(db, {
      ...input,
      session,
    }),
  );
  const page = orNotFound(rows[0]);
  return {
    messages: rows.filter((row) => row.seq !== null).map((row) => toMessage(row)),
    hasOlder: page.page_first > page.visible_first && page.visible_last >= page.visible_first,
    hasNewer: page.page_last < page.visible_last,
  };
}

// packages/api/src/domain/messages/mark-read.ts
const newest = newestVisibleSeq({
  participant: "p",
  conversation: "c",
});
const isBlocked = fragment`(${blocks("c.low_user", "c.high_user")} or ${blocks("c.high_user", "c.low_user")})`;
const append = appendToStreams({ after: "advanced" });
/**
 * Moves the caller's read position up to `seq`, never back, and clears their unread mark unless they keep it. Notifies
 * the caller's other devices, and the other participants in a conversation small enough for read marks, if both sides
 * share theirs. In a direct conversation nothing is shared across a block: the other user's view of the read mark
 * stops.
 */
const moveReadPosition = statement({
  name: "messages.move-read-position",
  row: {
    moved: computed.boolean,
    shared_read_seq: nullable(participants.sharedReadSeq),
    recipients: nullable(computed.texts),
    numbers: nullable(computed.floats),
  },
  sql: ({ actor, input }) => sql`
  with target as (
    select p.*, least(${input.seq}::int, ${newest}) as seq,
      ${actor.sharesReceipts} and not ${isBlocked} as is_shared
    from ${participants} p join ${conversations} c on c.id = p.conversation_id
    where p.conversation_id = ${input.conversationId} and p.user_id = ${actor.id}
  ),
  advanced as (
    update ${participants} p set read_seq = t.seq,
      marked_unread = p.marked_unread and ${input.keepsMark === true},
      shared_read_seq = case when t.is_shared then t.seq else p.shared_read_seq end
    from target t
    where p.conversation_id = t.conversation_id and p.user_id = t.user_id
      and (p.read_seq < t.seq or (p.marked_unread and not ${input.keepsMark === true} and p.read_seq = t.seq))
    returning p.conversation_id, p.user_id, p.shared_read_seq, p.left_seq,
      p.shared_read_seq > t.shared_read_seq as is_news
  ),
  present as (
    select p.user_id, u.shares_receipts, count(*) over () as members
    from advanced a
    join ${participants} p on p.conversation_id = a.conversation_id and p.left_seq is null
    join ${users} u on u.id = p.user_id
  ),
  outgoing as (
    select r.user_id, 1 as ord, 'conversation.read' as type, a.conversation_id,
           null::int as message_seq, a.user_id as subject_id, null::jsonb as data
    from advanced a cross join lateral (
      select a.user_id
      union
      select present.user_id from present
      where a.is_news and a.left_seq is null and present.shares_receipts
        and present.members <= ${limits.signalGroupMax}
    ) r
  ), ${append}
  select exists (select from advanced) as moved,
    (select shared_read_seq from advanced) as shared_read_seq,
    (select array_agg(user_id) from logged) as recipients,
    (select array_agg(seq) from logged) as numbers`,
  examples: [
    {
      actor: {
        kind: "user",
        id: "ada",
        role: "MENTOR",
        sharesPresence: true,
        sharesReceipts: true,
      },
      input: {
        conversationId: "",
        seq: 1,
      },
    },
  ],
});
/** Marks messages as read. A repeat, or an older `seq`, changes nothing and is not an error. */
async function markRead({ ctx, input }) {
  const [moved] = await moveReadPosition(ctx.db, {
    actor: ctx.actor,
    input,
  });
  const states = await loadReadStates(ctx.db, {
    viewerId: ctx.actor.id,
    ids: [input.conversationId],
  });
  const state = orNotFound(states.get(input.conversationId));
  const { conversationId, readSeq } = state;
  const shared = {
    type: "conversation.read",
    conversationId,
    userId: ctx.actor.id,
    readSeq: moved?.shared_read_seq ?? 0,
    unread: null,
  };
  const deliveries = (moved?.recipients ?? []).flatMap((userId, at) => {
    const seq = moved?.numbers?.[at];
    if (seq === void 0) return [];
    const own = toOwnRead({
      ...state,
      userId,
    });
    return [
      {
        userId,
        seq,
        event: userId === ctx.actor.id ? own : shared,
      },
    ];
  });
  ctx.bus.deliver(deliveries);
  return {
    conversationId,
    readSeq,
    unread: state.unread,
  };
}

// packages/api/src/domain/messages/react.ts
const example$2 = {
  conversationId: "",
  seq: 1,
  userId: "ada",
  emoji: "👍",
};
const addReaction = statement({
  name: "messages.add-reaction",
  row: { emoji: reactions.emoji },
  sql: ({ conversationId, seq, userId, emoji, now }) => sql`
    insert into ${reactions} (conversation_id, seq, user_id, emoji, created_at)
    values (${conversationId}, ${seq}, ${userId}, ${emoji}, ${now})
    on conflict do nothing returning emoji`,
  examples: [
    {
      ...example$2,
      now: /* @__PURE__ */ new Date(0),
    },
  ],
});
const removeReaction = statement({
  name: "messages.remove-reaction",
  row: { emoji: reactions.emoji },
  sql: ({ conversationId, seq, userId, emoji }) => sql`
    delete from ${reactions}
    where conversation_id = ${conversationId} and seq = ${seq} and user_id = ${userId} and emoji = ${emoji}
    returning emoji`,
  examples: [example$2],
});
const kindsOf = statement({
  name: "messages.reaction-kinds",
  row: { kinds: computed.int },
  sql: ({ conversationId, seq }) => sql`
    select count(distinct emoji)::int as kinds from ${reactions}
    where conversation_id = ${conversationId} and seq = ${seq}`,
  examples: [example$2],
});
async function requireRoom(tx, key) {
  const [row] = await kindsOf(tx, key);
  const { reactionKindsMax: max } = limits;
  if ((row?.kinds ?? 0) > max)
    throw invalidInput("emoji", `is one kind too many: a message has at most ${max}`);
}
function authorise(message) {
  if (message.deleted_at !== null) throw new DomainError("version_conflict");
  requireWritable(message);
}
/** Adds the caller's reaction to a message. Idempotent. */
function react({ ctx, input: { emoji, ...key } }) {
  return changeMessage({
    ctx,
    key,
    type: "message.reacted",
    async change(tx, message) {
      authorise(message);
      const now = ctx.clock.now();
      if (
        (
          await addReaction(tx, {
            ...key,
            userId: ctx.actor.id,
            emoji,
            now,
          })
        ).length === 0
      )
        return void 0;
      await requireRoom(tx, key);
      return {};
    },
  });
}
/** Removes the caller's reaction. One that does not exist is not an error. */
function unreact({ ctx, input: { emoji, ...key } }) {
  return changeMessage({
    ctx,
    key,
    type: "message.reacted",
    async change(tx, message) {
      authorise(message);
      return (
        await removeReaction(tx, {
          ...key,
          userId: ctx.actor.id,
          emoji,
        })
      ).length > 0
        ? {}
        : void 0;
    },
  });
}

// packages/api/src/domain/text/like-pattern.ts
/** A LIKE pattern that finds a text anywhere in another. Wildcards in the text are escaped. */
const likePattern = (text) => `%${text.replace(/[\\%_]/g, String.raw`\$&`)}%`;

// packages/api/src/domain/search/candidate-ranges.ts
const rangeRow = {
  conversation_id: participants.conversationId,
  first: messages.seq,
  last: messages.seq,
  newest_at: searchBlocks.newestAt,
  /** Whether it is a block, so that its messages are folded by this version of the fold. */
  is_sealed: computed.boolean,
};
/** Messages of one range without a block: many only if indexing is behind. */
const LOOSE = 512;
/** What the viewer sees of each of their conversations. */
const sight = ({ viewerId, conversationId }) => sql`
  select p.conversation_id, ${firstVisibleSeq("p")} as first,
    ${newestVisibleSeq({
      participant: "p",
      conversation: "c",
    })} as last,
    case when c.sealed_fold = ${2} then c.sealed_seq else 0 end as sealed_seq, c.last_message_at
  from ${participants} p join ${conversations} c on c.id = p.conversation_id
  where p.user_id = ${viewerId}
    and ${conversationId === void 0 ? sql`true` : sql`p.conversation_id = ${conversationId}`}`;
const blockAt = (seq) => fragment`(${seq} - 1) / ${64}`;
const isAfter = (last, { newestAt, first }) =>
  last === void 0
    ? sql`true`
    : sql`${fragment`(${newestAt}, x.conversation_id, ${first})`}
        < (${toTime(last.newest_at)}::timestamptz, ${last.conversation_id}::uuid, ${last.first}::int)`;
const firstOfBlock = fragment`greatest(b.block * ${64} + 1, x.first)`;
const example$1 = {
  viewerId: "ada",
  conversationId: void 0,
  words: ["hello"],
  until: void 0,
};
/**
 * Ranges that may contain the viewer's hits, newest first: blocks whose signature does not exclude the words, and
 * messages that are in no block yet. Those after the given one, and at most `limit`: of each conversation as many of its
 * newest blocks are read, since a frequent word is in nearly all of them.
 */
const findCandidateRanges = preparedStatement({
  name: "search.candidate-ranges",
  row: rangeRow,
  sql: ({ scope, after, limit }) => sql`
    with mine as materialized (${sight(scope)}),
    spans as (
      select x.conversation_id, ${firstOfBlock} as first,
        least(b.last_seq, x.last) as last, b.newest_at,
        true as is_sealed
      from mine x cross join lateral (
        select b.block, b.last_seq, b.newest_at from ${searchBlocks} b
        where b.conversation_id = x.conversation_id
          and b.block between ${blockAt("x.first")} and ${blockAt("x.last")} and b.last_seq <= x.sealed_seq
          and ${scope.until === void 0 ? sql`true` : sql`b.oldest_at <= ${scope.until}::timestamptz`}
          and ${isAfter(after, {
            newestAt: "b.newest_at",
            first: firstOfBlock,
          })}
          and ${mayContain(fragment`b.signature`, probesOf(scope.words))}
        order by b.newest_at desc, b.block desc
        limit ${limit}) b
      union all
      select x.conversation_id, n.first, least(n.first + ${511}, x.last), x.last_message_at, false
      from mine x cross join generate_series(greatest(x.sealed_seq + 1, x.first), x.last, ${LOOSE}) as n (first)
      where ${isAfter(after, {
        newestAt: "x.last_message_at",
        first: "n.first",
      })}
    )
    select * from spans
    order by newest_at desc, conversation_id desc, first desc
    limit ${limit}`,
  examples: [
    {
      scope: example$1,
      after: void 0,
      limit: 1,
    },
    {
      scope: {
        ...example$1,
        conversationId: "",
        until: "2026-03-01T10:00:00.000Z",
      },
      after: {
        conversation_id: "",
        first: 1,
        last: 64,
        newest_at: /* @__PURE__ */ new Date(0),
        is_sealed: true,
      },
      limit: 1,
    },
  ],
});

// packages/api/src/domain/text/snippet.ts
/** Length of a snippet before its first hit and in total, in UTF-16 units. */
const LEAD = 40;
const LENGTH = 200;
/** The first index at or after `at` that does not split a grapheme. */
const whole = (text, at) => {
  const unit = text.charCodeAt(at);
  return unit >= 56320 && unit <= 57343 ? at + 1 : at;
};
function windowOf(text, first) {
  const start = first <= LEAD ? 0 : whole(text, first - LEAD);
  return {
    start,
    end: whole(text, Math.min(text.length, start + LENGTH)),
  };
}
/** Part of a text around the first hit, in segments of which some are hits. */
function snippet(text, words) {
  const hits = findFolded(text, words);
  const shown = windowOf(text, hits[0]?.start ?? 0);
  const parts = [];
  let at = shown.start;
  const add = (end, isHit) => {
    if (end > at)
      parts.push({
        text: text.slice(at, end),
        isHit,
      });
    at = Math.max(at, end);
  };
  if (shown.start > 0)
    parts.push({
      text: "…",
      isHit: false,
    });
  for (const hit of hits.filter(({ start }) => start < shown.end)) {
    add(hit.start, false);
    add(Math.min(hit.end, shown.end), true);
  }
  add(shown.end, false);
  if (shown.end < text.length)
    parts.push({
      text: "…",
      isHit: false,
    });
  return parts;
}

// packages/api/src/domain/messages/search.ts
const isStale = fragment`(not s.is_sealed and m.fold_version <> ${2})`;
const columns = messageColumns("m");
/** Not deleted, and not from a user whom the caller blocks; the ranges are visible to the caller. */
const hitsIn = ({ scope: { viewerId, words }, cursor, spans }) => sql`
  from unnest(${sql.param(spans.map((span) => span.conversation_id))}::uuid[],
    ${sql.param(spans.map(({ first }) => first))}::int[], ${sql.param(spans.map(({ last }) => last))}::int[],
    ${sql.param(spans.map((span) => span.is_sealed))}::boolean[]) as s (conversation_id, first, last, is_sealed)
  join ${messages} m on m.conversation_id = s.conversation_id and m.seq between s.first and s.last
  cross join (select ${viewerId}::text as id) me
  where (${isStale} or (${sql.join(
    words.map((word) => sql`m.search_text like ${likePattern(word)}`),
    sql` and `,
  )}))
    and m.deleted_at is null
    and not ${blocks("me.id", "m.sender_id")}
    and ${behind("m", cursor)}
  order by m.created_at desc, m.conversation_id desc, m.seq desc`;
const example = {
  scope: {
    viewerId: "ada",
    conversationId: void 0,
    words: ["hello"],
    until: void 0,
  },
  cursor: void 0,
  spans: [],
};
const cursorExample = {
  createdAt: "2026-03-01T10:00:00.000Z",
  conversationId: "",
  seq: 1,
};
/** Possible hits; `is_stale` if the text is not yet folded by this version of the fold. */
const hitRows = preparedStatement({
  name: "messages.hits",
  row: {
    ...messageRow,
    is_stale: computed.boolean,
  },
  sql: ({ wanted, ...hits }) => sql`
    select ${columns}, ${isStale} as is_stale ${hitsIn(hits)} limit ${wanted}`,
  examples: [
    {
      ...example,
      wanted: 1,
    },
    {
      ...example,
      cursor: cursorExample,
      wanted: 1,
    },
  ],
});
const textRows = preparedStatement({
  name: "messages.texts",
  row: {
    conversation_id: messages.conversationId,
    seq: messages.seq,
    body: messages.body,
    is_stale: computed.boolean,
  },
  sql: (hits) => sql`
    select m.conversation_id, m.seq, m.body, ${isStale} as is_stale ${hitsIn(hits)}`,
  examples: [example],
});
const messagesAt = preparedStatement({
  name: "messages.at",
  row: messageRow,
  sql: (places) => sql`
    select ${columns}
    from unnest(${sql.param(places.map((place) => place.conversation_id))}::uuid[],
      ${sql.param(places.map(({ seq }) => seq))}::int[]) as p (conversation_id, seq)
    join ${messages} m on m.conversation_id = p.conversation_id and m.seq = p.seq
    where m.deleted_at is null`,
  examples: [[]],
});
/** The newest hits in some ranges whose texts are not folded yet: all are read, and compared here. */
async function compareTexts({ db, wanted, ...search }, spans) {
  const places = (
    await textRows(db, {
      ...search,
      spans,
    })
  )
    .filter(({ is_stale: isOpen, body }) => {
      if (!isOpen) return true;
      const folded = fold(body);
      return search.scope.words.every((word) => folded.includes(word));
    })
    .slice(0, wanted);
  return messagesAt(db, places);
}
/** The newest hits in some ranges. */
async function readHits(search, spans) {
  const rows = await hitRows(search.db, {
    ...search,
    spans,
  });
  return rows.some((row) => row.is_stale) ? compareTexts(search, spans) : rows;
}
const timeOf = ({ created_at: at }) => toDate(at).getTime();
/** Newest first; ids are lower case, so that JavaScript and the database agree on their order. */
function byNewest(one, other) {
  if (timeOf(one) !== timeOf(other)) return timeOf(other) - timeOf(one);
  if (one.conversation_id !== other.conversation_id)
    return one.conversation_id < other.conversation_id ? 1 : -1;
  return other.seq - one.seq;
}
/** Whether nothing in the ranges from here on can be newer than the last of the hits. */
function isComplete(hits, next, wanted) {
  const last = hits[wanted - 1];
  return last !== void 0 && (next === void 0 || timeOf(last) > toDate(next.newest_at).getTime());
}
/** Ranges read before the next ones are requested: at first those that suffice for a frequent word. */
const RANGES = {
  first: 64,
  more: 500,
};
/** Blocks whose messages are read at once: all of a rare word, or the first of a frequent one. */
const BLOCKS = {
  few: 16,
  first: 4,
};
/** Messages read at once; four times as many in each further round, since the words are rare. */
const LOOKED_MAX = 500 * 64;
/** The next ranges that together have the given number of messages, at least one range. */
function takeSpans(spans, count) {
  let room = count;
  const end = spans.findIndex(({ first, last }) => {
    room -= last - first + 1;
    return room < 0;
  });
  return end === -1 ? spans : spans.slice(0, Math.max(1, end));
}
/** The newest hits, read range by range from the newest on until no older one can be among them. */
async function findHits(search) {
  const { db, scope, wanted } = search;
  let hits = [];
  let lookedAt = 0;
  let last;
  for (let limit = RANGES.first; ; limit = RANGES.more) {
    const spans = await findCandidateRanges(db, {
      scope,
      after: last,
      limit,
    });
    let at = 0;
    lookedAt ||= (spans.length > BLOCKS.few ? BLOCKS.first : BLOCKS.few) * 64;
    while (at < spans.length) {
      if (isComplete(hits, spans[at], wanted)) return hits;
      const next = takeSpans(spans.slice(at), lookedAt);
      hits = [...hits, ...(await readHits(search, next))].toSorted(byNewest).slice(0, wanted);
      at += next.length;
      lookedAt = Math.min(lookedAt * 4, LOOKED_MAX);
    }
    if (spans.length < limit) return hits;
    last = spans.at(-1);
  }
}
/** Nonexistent and foreign conversations are not_found, as everywhere, instead of an empty result. */
async function requireMember({ ctx, input: { conversationId } }) {
  if (conversationId === void 0) return;
  if (
    (
      await ctx.db
        .select({ userId: participants.userId })
        .from(participants)
        .where(
          and(
            eq(participants.conversationId, conversationId),
            eq(participants.userId, ctx.actor.id),
          ),
        )
    ).length === 0
  )
    throw new DomainError("not_found");
}
/**
 * The caller's messages that contain every word, also inside words, ignoring case and accents; newest first. Deleted
 * messages and those not visible to the caller are not found.
 */
async function searchMessages(call) {
  const { ctx, input } = call;
  await requireMember(call);
  const words = foldWords(input.text);
  if (words.length === 0)
    return {
      hits: [],
      nextCursor: null,
    };
  const { conversationId, cursor, limit } = input;
  const scope = {
    viewerId: ctx.actor.id,
    conversationId,
    words,
    until: cursor?.createdAt,
  };
  const rows = await findHits({
    db: ctx.db,
    scope,
    cursor,
    wanted: limit + 1,
  });
  return {
    hits: rows.slice(0, limit).map((row) => ({
      message: toMessage(row),
      snippet: snippet(row.body, words),
    })),
    nextCursor: cursorOf(rows, input.limit),
  };
}

// packages/api/src/domain/messages/send.ts
/**
 * Stores a message once and notifies all participants. The statement itself checks the sender's account, membership,
 * blocks and the conversation's state, so this verb takes a session and loads nothing.
 */
async function sendMessage({ ctx, input }) {
  const { userId: senderId, issuedAt } = ctx.session;
  const { deliveries, ...sent } = await ctx.sends.send({
    ...input,
    senderId,
    issuedAt,
  });
  ctx.bus.deliver(deliveries);
  return sent;
}

// packages/db/src/uuid-at.ts
/** A UUIDv7 of `time`, its other bits from `bytes`, which are random by default. Layout: RFC 9562, section 5.7. */
function uuidAt(time, bytes = randomBytes(16)) {
  bytes.writeUIntBE(time.getTime(), 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 15) | 112, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 63) | 128, 8);
  return bytes
    .toString("hex", 0, 16)
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
/** One constant, so that only the parts of a derived UUID decide. */
const NO_TIME = /* @__PURE__ */ new Date(0);
/** The UUID that follows from some texts: always the same for the same texts. */
const derivedUuid = (...parts) => uuidAt(NO_TIME, hash("sha256", JSON.stringify(parts), "buffer"));

// packages/api/src/domain/messages/send-as.ts
/** A person writes with a token of their own: the host platform cannot put words into their mouth. */
async function requireAutomated(db, senderId) {
  const { kind, status } = users;
  const [sender] = await db
    .select({
      kind,
      status,
    })
    .from(users)
    .where(eq(users.id, senderId));
  if (sender === void 0) throw invalidInput("senderId", "is the id of no user");
  if (sender.kind === "PERSON")
    throw invalidInput("senderId", "is the id of a person, wanted a SYSTEM or BOT user");
  if (sender.status !== "active")
    throw invalidInput(
      "senderId",
      "is the id of a deactivated user: users.upsert brings them back",
    );
}
/** The direct conversation of the sender and a user. It is listed for both from its first message on. */
async function directConversation({ db, clock, policy }, { senderId, userId }) {
  if (userId === senderId) throw invalidInput("to.userId", "is the id of the sender");
  return db.transaction(async (tx) => {
    const existing = await findPair(tx, senderId, userId);
    if (existing !== void 0) return existing;
    await shareRelationsLock(tx);
    const relation = await loadRelations(tx, {
      fromId: senderId,
      toId: userId,
    });
    if (relation === void 0) throw invalidInput("to.userId", "is the id of no user");
    if (!decide("open", relation, policy).allowed) throw new DomainError("contact_unavailable");
    await createPair(tx, pairOf(senderId, userId), clock.now());
    return orNotFound(await findPair(tx, senderId, userId));
  });
}
/**
 * Sends a message of a `SYSTEM` or `BOT` user for the host platform. The id of the message follows from the sender and
 * the key, so that a repeat is recognised as any other repeat of a client id is, also after a crash or concurrently.
 */
async function sendAs({ ctx, input }) {
  const { senderId, to, idempotencyKey, ...message } = input;
  await requireAutomated(ctx.db, senderId);
  const { deliveries, ...sent } = await ctx.sends.send({
    ...message,
    senderId,
    id: derivedUuid("messages.sendAs", senderId, idempotencyKey),
    conversationId:
      "conversationId" in to
        ? to.conversationId
        : await directConversation(ctx, {
            senderId,
            userId: to.userId,
          }),
    issuedAt: null,
  });
  ctx.bus.deliver(deliveries);
  return sent;
}

// packages/api/src/routers/messages.ts
const messagesRouter = router({
  /** Stores a message once and notifies all participants. The same id with the same text returns the first result. */
  send: sessionProcedure
    .input(sendMessageInput)
    .output(sentMessageSchema)
    .mutation(({ ctx, input }) =>
      sendMessage({
        ctx,
        input,
      }),
    ),
  sendAs: serviceProcedure
    .input(sendAsInput)
    .output(sentMessageSchema)
    .mutation(({ ctx, input }) =>
      sendAs({
        ctx,
        input,
      }),
    ),
  list: sessionProcedure
    .input(listMessagesInput)
    .output(messagePageSchema)
    .query(({ ctx, input }) =>
      listMessages({
        ctx,
        input,
      }),
    ),
  markRead: procedure
    .input(markReadInput)
    .output(readStateSchema)
    .mutation(({ ctx, input }) =>
      markRead({
        ctx,
        input,
      }),
    ),
  edit: procedure
    .input(editMessageInput)
    .output(messageSchema)
    .mutation(({ ctx, input }) =>
      editMessage({
        ctx,
        input,
      }),
    ),
  delete: procedure
    .input(deleteMessageInput)
    .output(messageSchema)
    .mutation(({ ctx, input }) =>
      deleteMessage({
        ctx,
        input,
      }),
    ),
  react: procedure
    .input(reactionInput)
    .output(messageSchema)
    .mutation(({ ctx, input }) =>
      react({
        ctx,
        input,
      }),
    ),
  unreact: procedure
    .input(reactionInput)
    .output(messageSchema)
    .mutation(({ ctx, input }) =>
      unreact({
        ctx,
        input,
      }),
    ),
  search: procedure
    .input(searchMessagesInput)
    .output(searchPageSchema)
    .query(({ ctx, input }) =>
      searchMessages({
        ctx,
        input,
      }),
    ),
  mentions: procedure
    .input(listMentionsInput)
    .output(mentionsPageSchema)
    .query(({ ctx, input }) =>
      listMentions({
        ctx,
        input,
      }),
    ),
});

// packages/contract/src/sync.ts
const rowSchemas = /* @__PURE__ */ new WeakMap();
const rowsOf = (row, max) => {
  const unchecked = unknown$1();
  rowSchemas.set(unchecked, row);
  return array(unchecked).max(max);
};
/** A group as the host platform wants it. */
const syncGroupInput = createGroupInput.extend({
  /** Omitted: unchanged. */
  endsAt: timeSchema.nullable().optional(),
});
/**
 * The users and groups of the host platform, all at once. `merge` creates and updates what is listed, and removes nothing.
 * `exact` also deactivates users, archives groups and removes members that are not listed, so it needs the whole state in
 * one call. Repeating it is safe, and finishes what a failure interrupted.
 */
const syncInput = strictObject({
  people: rowsOf(upsertUserInput, limits.syncPeopleMax).optional(),
  groups: rowsOf(syncGroupInput, limits.syncGroupsMax).optional(),
  mode: _enum(["merge", "exact"]),
  /** Returns what the call would do, and changes nothing. */
  dryRun: boolean$1().default(false),
  /**
   * `exact` is refused if it would deactivate more users than this. Omitted: 10, or a fifth of the active people if that
   * is more.
   */
  maxDeactivations: int().min(0).optional(),
}).refine(({ mode, people, groups }) => mode === "merge" || (people && groups), {
  path: ["mode"],
  error: "is exact, which needs both people and groups, also if one of them is empty",
});
const refusedSchema = object({
  outcome: literal("refused"),
  /** Null if the row has no valid id. */
  id: string().nullable(),
  reason: _enum(["invalid_input", "already_exists"]),
  /** The fields by their paths in the input: `people.3.email`. */
  issues: array(inputIssueSchema),
});
/** What became of one row of `people`. */
const syncedPersonSchema = discriminatedUnion("outcome", [
  object({
    outcome: literal("created"),
    id: userIdSchema,
  }),
  object({
    outcome: literal("changed"),
    id: userIdSchema,
    changes: array(_enum(["name", "role", "email", "avatarUrl", "status"])),
  }),
  object({
    outcome: literal("unchanged"),
    id: userIdSchema,
  }),
  refusedSchema,
]);
/** What became of one row of `groups`. A mentor counts as a member. */
const syncedGroupSchema = discriminatedUnion("outcome", [
  object({
    outcome: literal("created"),
    id: groupIdSchema,
    added: array(userIdSchema),
  }),
  object({
    outcome: literal("changed"),
    id: groupIdSchema,
    changes: array(_enum(["name", "mentorId", "endsAt", "state"])),
    added: array(userIdSchema),
    removed: array(userIdSchema),
  }),
  object({
    outcome: literal("unchanged"),
    id: groupIdSchema,
  }),
  refusedSchema,
]);
const count = int().min(0);
/** The difference that a sync made, or would make. */
const syncResultSchema = object({
  dryRun: boolean$1(),
  summary: object({
    people: object({
      created: count,
      changed: count,
      unchanged: count,
      refused: count,
      deactivated: count,
    }),
    groups: object({
      created: count,
      changed: count,
      unchanged: count,
      refused: count,
      archived: count,
      membersAdded: count,
      membersRemoved: count,
    }),
  }),
  /** One for each row, in the order of the input. */
  people: array(syncedPersonSchema),
  groups: array(syncedGroupSchema),
  /** Users that `exact` deactivated, since they are not listed. */
  deactivated: array(userIdSchema),
  /** ADMINs that are not listed, and that `exact` leaves as they are: `users.deactivate` closes their accounts. */
  keptAdmins: array(userIdSchema),
  /** Groups that `exact` archived, since they are not listed. */
  archived: array(groupIdSchema),
});

// packages/api/src/domain/users/deactivate.ts
/** Closes accounts, and returns the ids of those that exist. `sparesAdmins`: only of people who are no ADMINs now. */
async function deactivateUsers(ctx, ids, { sparesAdmins = false } = {}) {
  return changeRelations(ctx, {
    scope: involvingAny(ids),
    inGroupsOf: { any: ids },
    accounts: ids,
    async change(tx) {
      const isMeant = sparesAdmins
        ? and(ne(users.role, "ADMIN"), eq(users.kind, "PERSON"), eq(users.status, "active"))
        : void 0;
      return {
        result: (
          await tx
            .update(users)
            .set({
              status: "deactivated",
              tokensValidAfter: ctx.clock.now(),
            })
            .where(and(isAnyOf(users.id, ids), isMeant))
            .returning({ id: users.id })
        ).map(({ id }) => id),
        events: [],
      };
    },
  });
}
/** Closes an account: its tokens are revoked, its sockets close, no one reaches it. Its messages stay. */
async function deactivateUser({ ctx, input: { userId } }) {
  requireStaff(ctx);
  if ((await deactivateUsers(ctx, [userId])).length === 0) throw new DomainError("not_found");
}

// packages/api/src/domain/users/store-users.ts
/** The user that an input of `users.upsert` describes. */
function toWantedUser(input) {
  const { id, name, avatarUrl } = input;
  return "role" in input
    ? {
        id,
        name,
        avatarUrl,
        kind: "PERSON",
        role: input.role,
        email: input.email,
      }
    : {
        id,
        name,
        avatarUrl,
        kind: input.kind,
        role: "MENTEE",
        email: null,
      };
}
/** The users with some ids, and the owners of some addresses. */
async function loadKnownUsers(tx, { ids, emails }) {
  const { id, kind, name, role, email, status } = users;
  return tx
    .select({
      id,
      kind,
      name,
      role,
      email,
      status,
      pictureUrl: avatarSources.url,
    })
    .from(users)
    .leftJoin(avatarSources, eq(avatarSources.userId, id))
    .where(or(isAnyOf(id, ids), isAnyOf(email, emails)));
}
function changesOf(known, { name, role, email, avatarUrl }) {
  const differing = {
    name: name !== known.name,
    role: role !== known.role,
    email: email !== void 0 && email !== known.email,
    avatarUrl: avatarUrl !== void 0 && avatarUrl !== known.pictureUrl,
    status: known.status !== "active",
  };
  return Object.keys(differing).filter((field) => differing[field]);
}
/**
 * Whose each address is in the end. Of several users who want one address its present owner gets it, or the first. A
 * user who is refused keeps their own, which may refuse another one: so this repeats until nothing changes.
 */
function settleAddresses({ wanted, known, yieldsAddress = () => false }) {
  const wantedById = new Map(wanted.map((user) => [user.id, user]));
  const refused = /* @__PURE__ */ new Map();
  const ownerNow = new Map(
    known.flatMap((user) => (user.email === null ? [] : [[user.email, user]])),
  );
  const keepsAddress = (owner) => {
    const next = wantedById.get(owner.id);
    if (next === void 0) return !yieldsAddress(owner);
    return refused.has(owner.id) || next.email === void 0 || next.email === owner.email;
  };
  for (;;) {
    const takenBy = new Map(
      [...ownerNow]
        .filter(([, owner]) => keepsAddress(owner))
        .map(([email, { id }]) => [email, id]),
    );
    const before = refused.size;
    for (const { id, email } of wanted) {
      if (email === void 0 || email === null || refused.has(id)) continue;
      const taker = takenBy.get(email) ?? id;
      takenBy.set(email, taker);
      if (taker !== id)
        refused.set(id, {
          path: "email",
          message: `is the address of another user, ${taker}`,
        });
    }
    if (refused.size === before) return refused;
  }
}
/** What storing some users would do, in their order. Each id occurs once. */
function judgeUsers(storing) {
  const knownById = new Map(storing.known.map((user) => [user.id, user]));
  const isOther = (user) => (knownById.get(user.id)?.kind ?? user.kind) !== user.kind;
  const wanted = storing.wanted.filter((user) => !isOther(user));
  const addressIssues = settleAddresses({
    ...storing,
    wanted,
  });
  return storing.wanted.map((user) => {
    const known = knownById.get(user.id);
    if (known !== void 0 && isOther(user))
      return {
        outcome: "refused",
        reason: "invalid_input",
        issue: {
          path: "kind",
          message: `is ${user.kind}, but the user is a ${known.kind}, and the kind of a user never changes`,
        },
      };
    const issue = addressIssues.get(user.id);
    if (issue !== void 0)
      return {
        outcome: "refused",
        reason: "already_exists",
        issue,
      };
    if (known === void 0) return { outcome: "created" };
    const changes = changesOf(known, user);
    return changes.length === 0
      ? { outcome: "unchanged" }
      : {
          outcome: "changed",
          changes,
        };
  });
}
/** Clears addresses that move to another user, since each has one owner at any moment. */
const clearAddresses = (tx, ids) =>
  tx.update(users).set({ email: null }).where(isAnyOf(users.id, ids));
async function insertOrUpdate(tx, rows) {
  const given = (column) => sql.raw(`excluded.${column}`);
  await tx
    .insert(users)
    .values([...rows])
    .onConflictDoUpdate({
      target: users.id,
      set: {
        email: given("email"),
        name: given("name"),
        foldedName: given("folded_name"),
        foldVersion: given("fold_version"),
        role: given("role"),
        status: "active",
      },
    });
  await tx
    .insert(streams)
    .values(rows.map(({ id: userId }) => ({ userId })))
    .onConflictDoNothing();
}
/** An ADMIN neither blocks nor is blocked: a user who becomes one loses all blocks. */
async function deleteBlocksOf(tx, id) {
  const { blockerId, blockedId } = blocks$1;
  const pairs = await tx
    .select({
      blockerId,
      blockedId,
    })
    .from(blocks$1)
    .where(or(eq(blockerId, id), eq(blockedId, id)));
  const unblocked = [];
  for (const pair of pairs) unblocked.push(...(await deleteBlock(tx, pair)));
  return unblocked;
}
/** Effects of a change of role: another role sees other things, so its user fetches everything again. */
async function afterNewRole(tx, { id, role }) {
  return [
    ...(role === "ADMIN" ? await deleteBlocksOf(tx, id) : []),
    {
      userId: id,
      type: "resync",
    },
  ];
}
/**
 * Stores users as part of a change of relations, whose lock it needs: in it no other user takes an address. Refused ones
 * stay as they are.
 */
async function storeUsers(tx, { wanted, yieldsAddress, now }) {
  const known = await loadKnownUsers(tx, {
    ids: wanted.map(({ id }) => id),
    emails: wanted.flatMap(({ email }) => email ?? []),
  });
  const knownById = new Map(known.map((user) => [user.id, user]));
  const verdicts = judgeUsers(
    yieldsAddress === void 0
      ? {
          wanted,
          known,
        }
      : {
          wanted,
          known,
          yieldsAddress,
        },
  );
  const judged = wanted.map((user, at) => ({
    user,
    verdict: verdicts[at],
  }));
  const changesIn = (verdict, ...fields) =>
    verdict?.outcome === "created" ||
    (verdict?.outcome === "changed" && verdict.changes.some((field) => fields.includes(field)));
  const written = judged.filter(({ verdict }) =>
    changesIn(verdict, "name", "role", "email", "status"),
  );
  const taken = new Set(written.flatMap(({ user: { email } }) => email ?? []));
  const writtenIds = new Set(written.map(({ user }) => user.id));
  const yielding = known.filter(
    ({ id, email }) => email !== null && taken.has(email) && !writtenIds.has(id),
  );
  const leaving = known.filter(
    ({ id, email }) =>
      email !== null && (writtenIds.has(id) || yielding.some((user) => user.id === id)),
  );
  if (written.length > 0) {
    if (leaving.length > 0)
      await clearAddresses(
        tx,
        leaving.map(({ id }) => id),
      );
    await insertOrUpdate(
      tx,
      written.map(({ user: { id, kind, name, role, email } }) => ({
        id,
        kind,
        name,
        role,
        ...foldedNameOf(name),
        email: email === void 0 ? (knownById.get(id)?.email ?? null) : email,
      })),
    );
  }
  const shown = new Set(writtenIds);
  for (const { user, verdict } of judged) {
    if (user.avatarUrl === void 0 || !changesIn(verdict, "avatarUrl")) continue;
    if (
      await followAvatarSource(tx, {
        userId: user.id,
        url: user.avatarUrl,
        now,
      })
    )
      shown.add(user.id);
  }
  const events = [
    ...(await notifyViewers(tx, [...shown])),
    ...yielding.map(({ id }) => ({
      userId: id,
      type: "user.updated",
      subjectId: id,
    })),
  ];
  for (const { user, verdict } of judged)
    if (verdict?.outcome === "changed" && verdict.changes.includes("role"))
      events.push(...(await afterNewRole(tx, user)));
  return {
    verdicts,
    events,
  };
}

// packages/api/src/domain/platform/sync.ts
/** Rows of one transaction: it holds the lock of relations, and conversations that begin meanwhile wait for it. */
const BATCH$1 = {
  people: 200,
  groups: 50,
};
/** An exact sync deactivates at most this part of the active people, or this many, unless the caller allows more. */
const SAFE_SHARE = 0.2;
const SAFE_COUNT = 10;
const idOf = object({ id: upsertUserInput.options[0].shape.id });
/** Checks each row on its own. Of rows with the same id the first counts. */
function readRows(list, rows, schema) {
  const places = /* @__PURE__ */ new Map();
  return rows.map((row, at) => {
    const id = idOf.safeParse(row).data?.id ?? null;
    const first = id === null ? void 0 : places.get(id);
    if (id !== null && first === void 0) places.set(id, at);
    if (first !== void 0) {
      const message = `is the id of ${list}.${first} too`;
      return {
        at,
        id,
        issues: [
          {
            path: `${list}.${at}.id`,
            message,
          },
        ],
      };
    }
    const { success, data, error } = schema.safeParse(row);
    if (success)
      return {
        at,
        id: data.id,
        value: data,
      };
    return {
      at,
      id,
      issues: error.issues.map(({ path, message }) => ({
        path: [list, at, ...path].join("."),
        message,
      })),
    };
  });
}
const isValid = (row) => "value" in row;
const listedIds = (rows) => new Set(rows.flatMap(({ id }) => id ?? []));
/** The users whom the input or a group of it names, and in an exact sync all others too. */
async function loadKnown({ db }, { wanted, groups, isExact }) {
  const named = await loadKnownUsers(db, {
    ids: [
      ...wanted.map(({ id }) => id),
      ...groups.flatMap(({ mentorId, menteeIds }) => [mentorId, ...menteeIds]),
    ],
    emails: wanted.flatMap(({ email }) => email ?? []),
  });
  if (!isExact) return named;
  const active = await db.select({ id: users.id }).from(users).where(eq(users.status, "active"));
  const others = await loadKnownUsers(db, {
    ids: active.map(({ id }) => id),
    emails: [],
  });
  return [...new Map([...named, ...others].map((user) => [user.id, user])).values()];
}
/** People as they are once the rows are stored. */
function membersAfter(known, stored) {
  const members = new Map(known.map((user) => [user.id, user]));
  for (const [{ id, kind, role }, { outcome }] of stored)
    if (outcome !== "refused")
      members.set(id, {
        id,
        kind,
        role,
        status: "active",
      });
  return members;
}
/** Refuses an exact sync that would deactivate more users than the caller expects, such as one of an empty table. */
function requireSafe({ maxDeactivations }, leaving, active) {
  const max = maxDeactivations ?? Math.max(SAFE_COUNT, Math.floor(active * SAFE_SHARE));
  if (leaving <= max) return;
  throw invalidInput(
    "people",
    `would deactivate ${leaving} of ${active} people, and maxDeactivations allows ${max}`,
  );
}
async function makePlan(ctx, input) {
  const isExact = input.mode === "exact";
  const people = readRows("people", input.people ?? [], upsertUserInput).map((row) =>
    isValid(row)
      ? {
          ...row,
          value: toWantedUser(row.value),
        }
      : row,
  );
  const groups = readRows("groups", input.groups ?? [], syncGroupInput);
  const wanted = people.filter(isValid).map(({ value }) => value);
  const wantedGroups = groups.filter(isValid).map(({ value }) => value);
  const known = await loadKnown(ctx, {
    wanted,
    groups: wantedGroups,
    isExact,
  });
  const listed = listedIds(people);
  const isUnlisted = (user) => isExact && user.kind === "PERSON" && !listed.has(user.id);
  const unlisted = known.filter((user) => isUnlisted(user) && user.status === "active");
  const idsOf = (some) => some.map(({ id }) => id).toSorted();
  const leaving = idsOf(unlisted.filter(({ role }) => role !== "ADMIN"));
  const yieldsAddress = (owner) =>
    isUnlisted(owner) && (owner.role !== "ADMIN" || owner.status !== "active");
  requireSafe(
    input,
    leaving.length,
    known.filter(({ kind, status }) => kind === "PERSON" && status === "active").length,
  );
  const verdicts = judgeUsers({
    wanted,
    known,
    yieldsAddress,
  });
  const judged = wanted.flatMap((user, at) => {
    const verdict = verdicts[at];
    return verdict === void 0 ? [] : [[user, verdict]];
  });
  const members = membersAfter(known, judged);
  for (const id of leaving) members.delete(id);
  const listedGroups = listedIds(groups);
  const knownGroups = await loadKnownGroups(ctx.db, isExact ? "all" : [...listedGroups]);
  const groupsById = new Map(knownGroups.map((group) => [group.id, group]));
  const rules = {
    isExact,
    memberOf: (id) => members.get(id),
    now: ctx.clock.now(),
  };
  return {
    isExact,
    people,
    groups,
    known,
    knownGroups,
    leaving,
    yieldsAddress,
    userVerdicts: new Map(judged.map(([{ id }, verdict]) => [id, verdict])),
    groupVerdicts: new Map(
      wantedGroups.map((group) => [group.id, judgeGroup(groupsById.get(group.id), group, rules)]),
    ),
    keptAdmins: idsOf(unlisted.filter(({ role }) => role === "ADMIN")),
    archiving: isExact
      ? knownGroups
          .filter(({ id, state }) => state !== "archived" && !listedGroups.has(id))
          .map(({ id }) => id)
      : [],
  };
}
function inBatchesOf(items, size) {
  const batches = [];
  for (let at = 0; at < items.length; at += size) batches.push(items.slice(at, at + size));
  return batches;
}
/** Users among whom addresses move: they are stored together, since each address has one owner at any moment. */
function entangled(known, wanted) {
  const ids = new Set(wanted.map(({ id }) => id));
  const owners = new Map(known.flatMap(({ id, email }) => (email === null ? [] : [[email, id]])));
  return new Set(
    wanted.flatMap(({ id, email }) => {
      const owner = email === null || email === void 0 ? void 0 : owners.get(email);
      return owner === void 0 || owner === id || !ids.has(owner) ? [] : [id, owner];
    }),
  );
}
const isWork = (verdict) => verdict?.outcome === "created" || verdict?.outcome === "changed";
/** Stores the people who differ. What is decided under the lock counts: others may have changed something since the plan. */
async function runPeople(ctx, plan) {
  const work = plan.people
    .filter(isValid)
    .map(({ value }) => value)
    .filter(({ id }) => isWork(plan.userVerdicts.get(id)));
  const together = entangled(plan.known, work);
  const batches = [
    work.filter(({ id }) => together.has(id)),
    ...inBatchesOf(
      work.filter(({ id }) => !together.has(id)),
      BATCH$1.people,
    ),
  ].filter((batch) => batch.length > 0);
  const done = /* @__PURE__ */ new Map();
  for (const batch of batches) {
    const ids = batch.map(({ id }) => id);
    const verdicts = await changeRelations(ctx, {
      scope: involvingAny(ids),
      accounts: ids,
      async change(tx) {
        const { yieldsAddress } = plan;
        const stored = await storeUsers(tx, {
          wanted: batch,
          yieldsAddress,
          now: ctx.clock.now(),
        });
        return {
          result: stored.verdicts,
          events: stored.events,
        };
      },
    });
    for (const [at, verdict] of verdicts.entries()) done.set(ids[at] ?? "", verdict);
  }
  return done;
}
async function runGroups(ctx, plan) {
  const present = new Map(plan.knownGroups.map(({ id, members }) => [id, members]));
  const leaving = new Set(plan.leaving);
  const work = plan.groups
    .filter(isValid)
    .map(({ value }) => value)
    .filter(({ id }) => isWork(plan.groupVerdicts.get(id)));
  const done = /* @__PURE__ */ new Map();
  for (const batch of inBatchesOf(work, BATCH$1.groups)) {
    const groupIds = batch.map(({ id }) => id);
    const named = batch.flatMap(({ mentorId, menteeIds }) => [mentorId, ...menteeIds]);
    const concerned = [...named, ...groupIds.flatMap((id) => present.get(id) ?? [])];
    const verdicts = await changeRelations(ctx, {
      scope: among([...new Set(concerned)]),
      groupIds,
      async change(tx) {
        const members = await loadMembers(tx, named);
        const rules = {
          isExact: plan.isExact,
          memberOf: (id) => (leaving.has(id) ? void 0 : members.get(id)),
          now: ctx.clock.now(),
        };
        const stored = await storeGroups(tx, batch, rules);
        return {
          result: stored.verdicts,
          events: stored.events,
        };
      },
    });
    for (const [at, verdict] of verdicts.entries()) done.set(groupIds[at] ?? "", verdict);
  }
  return done;
}
async function archiveUnlisted(ctx, { archiving, knownGroups }) {
  const present = new Map(knownGroups.map(({ id, members }) => [id, members]));
  const archived = [];
  for (const groupIds of inBatchesOf(archiving, BATCH$1.groups)) {
    await changeRelations(ctx, {
      scope: among([...new Set(groupIds.flatMap((id) => present.get(id) ?? []))]),
      groupIds,
      async change(tx) {
        const events = [];
        for (const id of groupIds)
          events.push(...(await closeGroup(tx, await lockGroup(tx, id), ctx.clock.now())));
        return {
          result: void 0,
          events,
        };
      },
    });
    archived.push(...groupIds);
  }
  return archived;
}
async function deactivateUnlisted(ctx, { leaving }) {
  const closed = [];
  for (const ids of inBatchesOf(leaving, BATCH$1.people))
    closed.push(...(await deactivateUsers(ctx, ids, { sparesAdmins: true })));
  return closed.toSorted();
}
const absolute = (list, at, { path, message }) => ({
  path: `${list}.${at}.${path}`,
  message,
});
function toSyncedPerson(row, verdict) {
  const { at, id } = row;
  if (!isValid(row))
    return {
      outcome: "refused",
      id,
      reason: "invalid_input",
      issues: [...row.issues],
    };
  if (verdict === void 0) throw new Error("a valid row without a verdict");
  switch (verdict.outcome) {
    case "created":
    case "unchanged":
      return {
        outcome: verdict.outcome,
        id: row.id,
      };
    case "changed":
      return {
        outcome: "changed",
        id: row.id,
        changes: [...verdict.changes],
      };
    case "refused": {
      const { reason, issue } = verdict;
      return {
        outcome: "refused",
        id,
        reason,
        issues: [absolute("people", at, issue)],
      };
    }
  }
}
function toSyncedGroup(row, verdict) {
  const { at, id } = row;
  const refused = {
    outcome: "refused",
    id,
    reason: "invalid_input",
  };
  if (!isValid(row))
    return {
      ...refused,
      issues: [...row.issues],
    };
  if (verdict === void 0) throw new Error("a valid row without a verdict");
  switch (verdict.outcome) {
    case "created":
      return {
        outcome: "created",
        id: row.id,
        added: [...verdict.added],
      };
    case "changed": {
      const { changes, added, removed } = verdict;
      const lists = {
        changes: [...changes],
        added: [...added],
        removed: [...removed],
      };
      return {
        outcome: "changed",
        id: row.id,
        ...lists,
      };
    }
    case "unchanged":
      return {
        outcome: "unchanged",
        id: row.id,
      };
    case "refused":
      return {
        ...refused,
        issues: verdict.issues.map((issue) => absolute("groups", at, issue)),
      };
  }
}
function countOutcomes(rows) {
  const counts = {
    created: 0,
    changed: 0,
    unchanged: 0,
    refused: 0,
  };
  for (const { outcome } of rows) counts[outcome] += 1;
  return counts;
}
const addedTo = (row) =>
  row.outcome === "created" || row.outcome === "changed" ? row.added.length : 0;
const removedFrom = (row) => (row.outcome === "changed" ? row.removed.length : 0);
const sum = (numbers) => numbers.reduce((total, one) => total + one, 0);
function toResult(plan, done, dryRun) {
  const people = plan.people.map((row) => toSyncedPerson(row, done.userVerdicts.get(row.id ?? "")));
  const groups = plan.groups.map((row) => toSyncedGroup(row, done.groupVerdicts.get(row.id ?? "")));
  return {
    dryRun,
    summary: {
      people: {
        ...countOutcomes(people),
        deactivated: done.deactivated.length,
      },
      groups: {
        ...countOutcomes(groups),
        archived: done.archived.length,
        membersAdded: sum(groups.map(addedTo)),
        membersRemoved: sum(groups.map(removedFrom)),
      },
    },
    people,
    groups,
    deactivated: [...done.deactivated],
    keptAdmins: [...plan.keptAdmins],
    archived: [...done.archived],
  };
}
/**
 * Brings users and groups to the state that the host platform wants, in transactions of a bounded number of rows. Only rows
 * that differ are written, so that a repeat finishes what a failure interrupted, and one more changes nothing. People come
 * first, then groups, and what is not listed is closed last. Conversations and messages stay.
 */
async function sync({ ctx, input }) {
  const plan = await makePlan(ctx, input);
  if (input.dryRun) {
    const { leaving: deactivated, archiving: archived } = plan;
    return toResult(
      plan,
      {
        ...plan,
        deactivated,
        archived,
      },
      true,
    );
  }
  return toResult(
    plan,
    {
      userVerdicts: new Map([...plan.userVerdicts, ...(await runPeople(ctx, plan))]),
      groupVerdicts: new Map([...plan.groupVerdicts, ...(await runGroups(ctx, plan))]),
      archived: await archiveUnlisted(ctx, plan),
      deactivated: await deactivateUnlisted(ctx, plan),
    },
    false,
  );
}

// packages/api/src/routers/platform.ts
const platformRouter = router({
  sync: serviceProcedure
    .input(syncInput)
    .output(syncResultSchema)
    .mutation(({ ctx, input }) =>
      sync({
        ctx,
        input,
      }),
    ),
});

// packages/api/src/domain/users/list.ts
/** The filters of the list, and the position of the page. */
function conditions({ text, role, status, cursor }) {
  const wanted = [];
  if (role !== void 0) wanted.push(eq(users.role, role), eq(users.kind, "PERSON"));
  if (status !== void 0) wanted.push(eq(users.status, status));
  if (text !== void 0) {
    const byAddress = [text.toLowerCase(), fold(text)].map((part) =>
      like(users.email, likePattern(part)),
    );
    wanted.push(or(like(users.foldedName, likePattern(fold(text))), ...byAddress));
  }
  if (cursor) wanted.push(sql`(${users.foldedName}, ${users.id}) > (${cursor.name}, ${cursor.id})`);
  return and(...wanted) ?? sql`true`;
}
/** The rows of a page and one more; before them, whatever the filters, those whose names are not folded yet. */
const readPage = (ctx, input) =>
  ctx.db
    .select({
      ...personRow,
      email: users.email,
      status: users.status,
      folded: users.foldedName,
      isStale: sql`${hasStaleName}`,
      sharesPresence: users.sharesPresence,
      lastSeenAt: users.lastSeenAt,
      avatarProblem: sql`${avatarSources.problem}`,
    })
    .from(users)
    .leftJoin(avatarSources, and(eq(avatarSources.userId, users.id), avatarSources.isFollowed))
    .where(or(hasStaleName, conditions(input)))
    .orderBy(desc(hasStaleName), asc(users.foldedName), asc(users.id))
    .limit(input.limit + 1);
/** A page of all users by name, including deactivated ones. For an ADMIN. */
async function listUsers({ ctx, input }) {
  requireStaff(ctx);
  let rows = await readPage(ctx, input);
  while (rows.some((row) => row.isStale)) {
    await refoldNames(ctx);
    rows = await readPage(ctx, input);
  }
  const page = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? page.at(-1) : void 0;
  return {
    accounts: page.map((row) => ({
      ...toPerson(row),
      email: row.email,
      status: row.status,
      lastSeenAt: row.sharesPresence ? toOptionalTime(row.lastSeenAt) : null,
      avatarProblem: row.avatarProblem,
    })),
    nextCursor:
      last === void 0
        ? null
        : {
            name: last.folded,
            id: last.id,
          },
  };
}

// packages/api/src/domain/users/signed-in.ts
/** The caller, and what their screen needs from the server: its time, and the settings of its policy. */
async function signedIn({ ctx }) {
  const { editWindow, customContacts, blockNotice } = ctx.policy;
  const caller = await meInSession(ctx);
  const time = ctx.clock.now().toISOString();
  return {
    ...caller,
    server: {
      time,
      policy: {
        editWindow,
        customContacts,
        blockNotice,
      },
    },
  };
}

// packages/api/src/domain/users/search.ts
/** How many names are read before the policy filters them. */
const CANDIDATES = 500;
const candidateRow = {
  ...personRow,
  folded: users.foldedName,
  is_stale: computed.boolean,
};
/** The next users of that name after the last one read, by name; first those whose names are not folded yet. */
const candidates = preparedStatement({
  name: "users.candidates",
  row: candidateRow,
  sql: ({ callerId, text, last }) => sql`
    select ${personColumns("users")}, folded_name as folded, ${hasStaleName} as is_stale
    from ${users}
    where ${hasStaleName} or (folded_name like ${likePattern(fold(text))} and status = 'active' and kind = 'PERSON'
      and id <> ${callerId} and ${last ? sql`(folded_name, id) > (${last.folded}, ${last.id})` : sql`true`})
    order by ${hasStaleName} desc, folded_name, id limit ${CANDIDATES}`,
  examples: [
    {
      callerId: "ada",
      text: "b",
      last: void 0,
    },
    {
      callerId: "ada",
      text: "b",
      last: {
        id: "ben",
        name: "Ben",
        role: "MENTEE",
        avatarUrl: null,
        kind: "PERSON",
        folded: "ben",
        is_stale: false,
      },
    },
  ],
});
async function reachedOf(ctx, rows) {
  const relations = await loadRelationsOf(
    ctx.db,
    rows.map(({ id }) => ({
      fromId: ctx.actor.id,
      toId: id,
    })),
  );
  return rows
    .filter((_, at) => {
      const relation = relations[at];
      return relation !== void 0 && decide("search", relation, ctx.policy).allowed;
    })
    .map(toPerson);
}
/** Users whom the caller reaches, by part of their name, ignoring case and accents. */
async function searchUsers({ ctx, input: { text, limit } }) {
  const people = [];
  let last;
  for (;;) {
    const rows = await candidates(ctx.db, {
      callerId: ctx.actor.id,
      text,
      last,
    });
    if (rows.some((row) => row.is_stale)) {
      await refoldNames(ctx);
      continue;
    }
    people.push(...(await reachedOf(ctx, rows)));
    last = rows.at(-1);
    if (rows.length < CANDIDATES || people.length >= limit)
      return { people: people.slice(0, limit) };
  }
}

// packages/api/src/domain/users/update-me.ts
const readMarkViewers = statement({
  name: "users.read-mark-viewers",
  row: {
    user_id: participants.userId,
    conversation_id: participants.conversationId,
  },
  sql: (userId) => sql`
    select y.user_id, y.conversation_id from ${participants} x
    join ${participants} y on y.conversation_id = x.conversation_id and y.left_seq is null
    where x.user_id = ${userId} and x.left_seq is null
      and ${presentCount("x.conversation_id")} <= ${limits.signalGroupMax}`,
  examples: ["ada"],
});
/** Read marks are reciprocal, so both sides of every conversation that shows them have other marks than before. */
async function tellOfReadMarks(tx, userId) {
  return (await readMarkViewers(tx, userId)).map((row) => ({
    userId: row.user_id,
    type: "conversation.updated",
    conversationId: row.conversation_id,
  }));
}
/** A user who stops sharing presence disappears for others at once, and they for them; sharing again restores both. */
async function showOwnPresence(ctx, shares) {
  if (shares === void 0 || shares === ctx.actor.sharesPresence) return;
  const state = shares ? "online" : "offline";
  const others = await presenceAudience(ctx, { whetherShared: true });
  await publishVisibility(
    ctx,
    others.map((other) => ({
      one: ctx.actor.id,
      other,
      state,
    })),
  );
}
/** Changes the caller's name or sharing, or removes their picture. Everyone who sees them is notified. */
async function updateMe({ ctx, input }) {
  const { avatarUrl, ...others } = input;
  const changes = Object.entries(others).filter(([, value]) => value !== void 0);
  if (changes.length > 0 || avatarUrl === null) {
    const deliveries = await ctx.db.transaction(async (tx) => {
      if (avatarUrl === null) await removeOwnAvatar(tx, ctx.actor.id);
      if (changes.length > 0)
        await tx
          .update(users)
          .set({
            ...Object.fromEntries(changes),
            ...(input.name !== void 0 && foldedNameOf(input.name)),
          })
          .where(eq(users.id, ctx.actor.id));
      const told = await notifyViewers(tx, [ctx.actor.id]);
      const marks =
        input.sharesReceipts !== void 0 && input.sharesReceipts !== ctx.actor.sharesReceipts
          ? await tellOfReadMarks(tx, ctx.actor.id)
          : [];
      return appendEvents(tx, [...told, ...marks]);
    });
    ctx.bus.deliver(deliveries);
    ctx.bus.authority(ctx.actor.id);
    await showOwnPresence(ctx, input.sharesPresence);
  }
  return me({ ctx });
}

// packages/api/src/domain/users/upsert.ts
/**
 * The host platform creates or updates a user. Another user's address is `already_exists`; an unchanged user causes no
 * events.
 */
async function upsertUser({ ctx, input }) {
  requireStaff(ctx);
  await changeRelations(ctx, {
    scope: involving(input.id),
    accounts: [input.id],
    async change(tx) {
      const stored = {
        wanted: [toWantedUser(input)],
        now: ctx.clock.now(),
      };
      const { verdicts, events } = await storeUsers(tx, stored);
      for (const verdict of verdicts)
        if (verdict.outcome === "refused")
          throw new DomainError(verdict.reason, { issues: [verdict.issue] });
      return {
        result: void 0,
        events,
      };
    },
  });
  const [person] = await loadPeople(ctx.db, [input.id]);
  return orNotFound(person);
}

// packages/api/src/routers/users.ts
const usersRouter = router({
  me: sessionProcedure.output(signedInSchema).query(({ ctx }) => signedIn({ ctx })),
  updateMe: procedure
    .input(updateMeInput)
    .output(meSchema)
    .mutation(({ ctx, input }) =>
      updateMe({
        ctx,
        input,
      }),
    ),
  search: procedure
    .input(searchUsersInput)
    .output(peopleSchema)
    .query(({ ctx, input }) =>
      searchUsers({
        ctx,
        input,
      }),
    ),
  list: staffProcedure
    .input(listUsersInput)
    .output(accountPageSchema)
    .query(({ ctx, input }) =>
      listUsers({
        ctx,
        input,
      }),
    ),
  upsert: staffProcedure
    .input(upsertUserInput)
    .output(personSchema)
    .mutation(({ ctx, input }) =>
      upsertUser({
        ctx,
        input,
      }),
    ),
  deactivate: staffProcedure.input(userInput).mutation(({ ctx, input }) =>
    deactivateUser({
      ctx,
      input,
    }),
  ),
});

// packages/api/src/app-router.ts
const product = {
  users: usersRouter,
  contacts: contactsRouter,
  groups: groupsRouter,
  conversations: conversationsRouter,
  messages: messagesRouter,
  events: eventsRouter,
  platform: platformRouter,
};
/** All procedures of the product. */
const appRouter = router(product);
/** The product and demo sign-in. Served only in demo mode. */
const demoAppRouter = router({
  ...product,
  demo: demoRouter,
});

// packages/api/src/in-process.ts
const createCaller = createCallerFactory(appRouter);

// packages/api/src/domain/relations/settle-policy.ts
/** Conversations settled in one transaction. */
const BATCH = 500;
/** All settings, and the rules of this release, that decide the states of conversations. */
function describe(policy) {
  const inForce = rules.filter(({ under }) => under?.(policy) ?? true);
  const { blockNotice } = policy;
  return JSON.stringify({
    blockNotice,
    rules: inForce.map(({ when, says }) => [when, says.send]),
  });
}
/** The next conversations by id, settled as a change of relations would settle them. */
async function settleBatch({ db, policy }, { after, batch }) {
  return db.transaction(async (tx) => {
    await lockRelations(tx);
    const where = after === void 0 ? void 0 : gt(conversations.id, after);
    const rows = await lockDirectConversations(tx, {
      where,
      limit: batch,
    });
    const settled = await judgeStates(tx, {
      rows,
      policy,
    });
    const changed = changedOf(settled);
    if (changed.length > 0) await storeStates(tx, changed);
    const told = settled.filter((row) => row.isBlocked || changed.includes(row));
    return {
      last: rows.at(-1)?.id,
      deliveries: await appendEvents(tx, stateEvents(told)),
    };
  });
}
/**
 * Settles every direct conversation by the current policy, if the stored states follow another one: that of the last
 * start, or of an older release. Returns whether it did. An interrupted pass is repeated at the next start.
 */
async function settlePolicy(ctx, { batch = BATCH } = {}) {
  const policy = describe(ctx.policy);
  const [known] = await ctx.db.select().from(settledPolicy);
  if (known?.policy === policy) return false;
  let after;
  do {
    const { last, deliveries } = await settleBatch(ctx, {
      after,
      batch,
    });
    ctx.bus.deliver(deliveries);
    after = last;
  } while (after !== void 0);
  const settled = {
    policy,
    settledAt: ctx.clock.now(),
  };
  await ctx.db.insert(settledPolicy).values(settled).onConflictDoUpdate({
    target: settledPolicy.isOnly,
    set: settled,
  });
  return true;
}

// packages/server/src/rate-limits/limits.ts
/** A user who types, reads and clicks stays far below these. */
const defaultLimits = {
  calls: {
    burst: 600,
    perSecond: 30,
  },
  sends: {
    burst: 200,
    perSecond: 5,
  },
  typing: {
    burst: 10,
    perSecond: 2,
  },
  contactAdds: {
    perHour: 10,
    perDay: 30,
  },
  uploads: {
    perHour: 10,
    perDay: 30,
  },
  requests: {
    burst: 2e3,
    perSecond: 200,
  },
  frames: {
    burst: 2e3,
    perSecond: 200,
  },
  sockets: 20,
  addressSockets: 2e3,
  addressConnections: 3e3,
};
const never = {
  burst: 1e400,
  perSecond: 1e400,
};
/** For load tests, and if something in front of the server limits already. */
const noLimits = {
  calls: never,
  sends: never,
  typing: never,
  contactAdds: {
    perHour: 1e400,
    perDay: 1e400,
  },
  uploads: {
    perHour: 1e400,
    perDay: 1e400,
  },
  requests: never,
  frames: never,
  sockets: 1e400,
  addressSockets: 1e400,
  addressConnections: 1e400,
};

// apps/server/src/startup-problem.ts
/** A problem that the operator can fix. Its message is for them: plain lines, no stack. */
var StartupProblem = class extends Error {
  constructor(message, options) {
    super(message, options);
    this.name = "StartupProblem";
  }
};

// apps/server/src/sign-in/settings.ts
/** Issuer and audience of this server's own access tokens. The host platform cannot have this issuer. */
const OWN_ISSUER = "parley-sign-in";

// apps/server/src/explain.ts
const codeOf = (fault) =>
  fault instanceof Error && "code" in fault && "syscall" in fault
    ? `${String(fault.syscall)} ${String(fault.code)}`
    : "";
/** Why a listen address does not work; `prefix` is how the names of its two variables begin. */
function explainListen(fault, { port, host, prefix = "" }) {
  switch (codeOf(fault)) {
    case "listen EADDRINUSE":
      return `Port ${port} is in use: stop what uses it, or set ${prefix}PORT to another.`;
    case "listen EACCES":
      return `Port ${port} may not be opened by this user: set ${prefix}PORT to another, such as 3000.`;
    case "listen EADDRNOTAVAIL":
    case "listen EINVAL":
    case "getaddrinfo ENOTFOUND":
    case "getaddrinfo EAI_AGAIN":
      return `${prefix}HOST ${host} is not an address of this machine.`;
    default:
      return;
  }
}
/** Why the server could not start, in plain lines, if the operator can fix it. */
function explain(fault, env) {
  if (
    fault instanceof StartupProblem ||
    fault instanceof DatabaseUnavailableError ||
    fault instanceof NatsUnavailableError
  )
    return fault.message;
  return env === void 0 ? void 0 : explainListen(fault, env);
}

export {
  emptyObject as $,
  keepFetchedAvatar as A,
  messages as At,
  _wrapAsyncGenerator as B,
  errorData as C,
  signInIdentities as Ct,
  loadActor as D,
  upgrades as Dt,
  USER_HEADER as E,
  webSessions as Et,
  observableToAsyncIterable as F,
  groups as Ft,
  transformTRPCResponse as G,
  getProcedureAtPath as H,
  TRPCError as I,
  users as It,
  _objectSpread2 as J,
  urlPathToProcedurePath as K,
  _OverloadYield as L,
  setOwnAvatar as M,
  conversations as Mt,
  takeDueAvatar as N,
  participants as Nt,
  refoldNames as O,
  streamEvents as Ot,
  isObservable as P,
  groupMembers as Pt,
  abortSignalsAnyPonyfill as Q,
  _asyncGeneratorDelegate as R,
  presentMembers as S,
  statement as St,
  CONTRACT_HEADER as T,
  usedSignInCodes as Tt,
  getTRPCErrorFromUnknown as U,
  callProcedure as V,
  isTrackedEnvelope as W,
  getHTTPStatusCode as X,
  getErrorShape as Y,
  TRPC_ERROR_CODES_BY_KEY as Z,
  lockConversations as _,
  defaultPolicy as _t,
  defaultLimits as a,
  changeRelations as at,
  groupEvents as b,
  fragment as bt,
  appRouter as c,
  createPlatform as ct,
  storeBlocks as d,
  appendEvents as dt,
  identity as et,
  blockMessageRow as f,
  DomainError as ft,
  eventsForViewers as g,
  singleFlight as gt,
  toBlocks as h,
  describeRefusal as ht,
  StartupProblem as i,
  run as it,
  noteAvatarProblem as j,
  reactions as jt,
  findAvatar as k,
  streams as kt,
  demoAppRouter as l,
  createConcurrencyLimiter as lt,
  startOf as m,
  orNotFound as mt,
  explainListen as n,
  isFunction as nt,
  noLimits as o,
  advisoryLock as ot,
  blockOf as p,
  invalidInput as pt,
  _defineProperty as q,
  OWN_ISSUER as r,
  isObject as rt,
  settlePolicy as s,
  triedAdvisoryLock as st,
  explain as t,
  isAsyncIterable as tt,
  uuidAt as u,
  createBatchLoader as ut,
  updateGroup as v,
  amongMembersOf as vt,
  toTrpcError as w,
  signInSecret as wt,
  lockGroup as x,
  nullable as xt,
  archiveGroup as y,
  computed as yt,
  _asyncIterator as z,
};
