/**
 * The plain alternative: tables as an ORM creates them, filled from the rows of Parley, and one statement for each read.
 */
export const plainTables = [
  `create schema plain`,
  `create extension pg_trgm schema public`,
  `create table plain.users (id text collate "C" primary key, email text, name text not null, role text not null, avatar_url text)`,
  `create table plain.contacts (owner_id text collate "C", contact_id text collate "C", primary key (owner_id, contact_id))`,
  `create table plain.conversations (id uuid primary key, created_at timestamptz not null)`,
  `create table plain.participants (conversation_id uuid, user_id text collate "C", last_read_at timestamptz not null,
     primary key (conversation_id, user_id))`,
  `create table plain.messages (id uuid not null, conversation_id uuid not null, sender_id text collate "C" not null,
     body text not null, created_at timestamptz not null)`,
  `insert into plain.users select id, email, name, role, avatar_url from parley.users`,
  `insert into plain.contacts select owner_id, contact_id from parley.contacts`,
  `insert into plain.conversations select id, created_at from parley.conversations`,
  // As they were written: by time.
  `insert into plain.messages select id, conversation_id, sender_id, body, created_at from parley.messages order by created_at`,
  `insert into plain.participants
   select p.conversation_id, p.user_id, coalesce(m.created_at, '-infinity') from parley.participants p
   left join parley.messages m on m.conversation_id = p.conversation_id and m.seq = p.read_seq`,
  `alter table plain.messages add primary key (id)`,
  `create index participants_user on plain.participants (user_id)`,
  `create index messages_page on plain.messages (conversation_id, created_at)`,
  // For searches of a frequent word: the newest hits, without sorting all.
  `create index messages_time on plain.messages (created_at)`,
  `create index messages_trigram on plain.messages using gin (body public.gin_trgm_ops)`,
  `create index messages_words on plain.messages using gin (to_tsvector('pg_catalog.simple', body))`,
];

interface PlainStatement {
  readonly text: string;
  /** A search has no name: its plan depends on the word. All others are planned once. */
  readonly isNamed: boolean;
}

const named = (text: string): PlainStatement => ({ text, isNamed: true });
const search = (condition: string): PlainStatement => ({
  isNamed: false,
  text: `select m.id, m.conversation_id as "conversationId", m.sender_id as "senderId", m.body, m.created_at as "createdAt"
    from plain.messages m
    join plain.participants p on p.conversation_id = m.conversation_id and p.user_id = $1
    where ${condition} order by m.created_at desc limit $3`,
});

const messages = (condition: string) =>
  named(`select id, conversation_id as "conversationId", sender_id as "senderId", body, created_at as "createdAt"
    from plain.messages where conversation_id = $1 ${condition} order by created_at desc limit 50`);

/** One statement for each read. */
export const plainStatements = {
  me: named(
    `select id, name, email, role, avatar_url as "avatarUrl" from plain.users where id = $1`,
  ),
  conversations: named(`
    select c.id, u.id as "otherId", u.name, u.role, u.avatar_url as "avatarUrl",
      m.id as "lastId", m.sender_id as "senderId", m.body, m.created_at as "createdAt",
      (select count(*)::int from plain.messages n where n.conversation_id = c.id and n.created_at > p.last_read_at
        and n.sender_id <> p.user_id) as unread
    from plain.participants p
    join plain.conversations c on c.id = p.conversation_id
    join plain.participants o on o.conversation_id = c.id and o.user_id <> p.user_id
    join plain.users u on u.id = o.user_id
    cross join lateral (select * from plain.messages where conversation_id = c.id order by created_at desc limit 1) m
    where p.user_id = $1 order by m.created_at desc limit 50`),
  messagesAtEnd: messages(""),
  messagesBefore: messages("and created_at < $2"),
  contacts: named(`
    select u.id, u.name, u.role, u.avatar_url as "avatarUrl" from plain.contacts c
    join plain.users u on u.id = c.contact_id where c.owner_id = $1 order by u.id`),
  people: named(`
    select u.id, u.name, u.role, u.avatar_url as "avatarUrl" from plain.contacts c
    join plain.users u on u.id = c.contact_id where c.owner_id = $1 and u.name ilike $2
    order by lower(u.name) collate "C", u.id limit $3`),
  searchTrigram: search("m.body ilike $2"),
  searchTsvector: search("to_tsvector('simple', m.body) @@ plainto_tsquery('simple', $2)"),
} as const satisfies Record<string, PlainStatement>;

export type PlainName = keyof typeof plainStatements;
