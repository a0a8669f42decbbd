import { FOLD_VERSION } from "@parley/contract/folding";
import { sessionConfig, unlimited } from "@parley/db/session-settings";
import pg from "pg";
import { seedDataset } from "../seed/dataset.ts";
import { indexForSearch } from "../seed/index-for-search.ts";
import { createSentences } from "../seed/texts.ts";
import { plainTables } from "./plain-statements.ts";
import { FEW, MANY, places, RARE_WORD, ring, type Shape, writtenAtSql } from "./shape.ts";

const TEXTS = 20_011;
/** Messages of others that a user has not read, in each conversation. */
const UNREAD = 3;

const partner = `'partner-' || lpad(at::text, 3, '0')`;
const idOf = (owner: string) =>
  `('01900000-0000-7000-9${owner}-' || lpad(to_hex(at), 12, '0'))::uuid`;

const user = ({ id, conversations }: { id: string; conversations: number }, owner: string) => [
  `insert into parley.users (id, email, name, role) values ('${id}', '${id}@example.org', 'User ${id}', 'MENTEE')`,
  `insert into parley.contacts (owner_id, contact_id)
   select '${id}', ${partner} from generate_series(0, ${conversations - 1}) at`,
  `insert into parley.conversations (id, kind, low_user, high_user, created_at)
   select ${idOf(owner)}, 'direct', '${id}', ${partner}, '2025-05-01' from generate_series(0, ${conversations - 1}) at`,
];

const users = [
  `insert into parley.users (id, email, name, role)
   select ${partner}, ${partner} || '@example.org', 'Person ' || lpad(at::text, 3, '0'), 'MENTEE'
   from generate_series(0, ${MANY.conversations - 1}) at`,
  ...user(FEW, "001"),
  ...user(MANY, "002"),
  `insert into parley.streams (user_id) select id from parley.users on conflict do nothing`,
  `insert into parley.participants (conversation_id, user_id, opened_at)
   select id, unnest(array[low_user, high_user]), created_at from parley.conversations
   on conflict do nothing`,
];

/** How many messages each conversation gets, and its number among all. */
const filled = ({ each, others }: Shape) => `
  create unlogged table public.filled as
  select id, ${others} as each, ${places.ring} + row_number() over (order by id) - 1 as place
  from parley.conversations where low_user like 'person-%'
  union all
  select id, case when row_number() over (order by id) = 1 then ${FEW.longest} else ${FEW.each} end,
    ${places.few} + row_number() over (order by id) - 1
  from parley.conversations where low_user = '${FEW.id}'
  union all
  select id, ${each}, ${places.many} + row_number() over (order by id) - 1
  from parley.conversations where low_user = '${MANY.id}'`;

/** In five conversations of each of the two users, the message in the middle. */
const isRare = `place >= ${places.few} and at = (each + 1) / 2 and (place - ${places.few}) % 20 % 4 = 0
  and place < case when place < ${places.many} then ${places.many} else ${places.many} + 20 end`;

const messages = [
  `insert into parley.messages (conversation_id, seq, id, sender_id, body, search_text, fold_version, created_at)
   select f.id, at,
     (lpad(to_hex(1700000000000 + at * 1000), 12, '0') || '7' || substr(md5(f.id::text || at), 1, 3)
       || '8' || substr(md5(at || f.id::text), 1, 15))::uuid,
     case when at % 2 = 0 then c.low_user else c.high_user end, x.body, x.body, ${FOLD_VERSION}, ${writtenAtSql}
   from public.filled f join parley.conversations c on c.id = f.id
   cross join lateral generate_series(1, f.each) at
   join public.texts t on t.id = (at::bigint * 7919 + place * 104729) % ${TEXTS}
   cross join lateral (select t.body || case when ${isRare} then ' ${RARE_WORD}' else '' end as body) x
   order by ${writtenAtSql}`,
  `update parley.conversations c set last_seq = f.each, last_message_at = m.created_at
   from public.filled f join parley.messages m on m.conversation_id = f.id and m.seq = f.each where f.id = c.id`,
  `update parley.participants p set read_seq = greatest(0, f.each - ${2 * UNREAD}), shared_read_seq = greatest(0, f.each - ${2 * UNREAD})
   from public.filled f where f.id = p.conversation_id`,
];

const withoutIndex = "drop index parley.messages_sender_id";
const withIndex = "create unique index messages_sender_id on parley.messages (sender_id, id)";

/** Fills an empty database: Parley's tables, indexed for search, and the plain ones with the same rows. */
export async function seedReads(
  url: string,
  { shape, say }: { shape: Shape; say: (line: string) => void },
): Promise<void> {
  await seedDataset(url, ring);
  const settings = { ...unlimited, enable_seqscan: "on" };
  const pool = new pg.Pool({ ...sessionConfig(url, settings), max: 1 });
  const run = async (statements: readonly string[]) => {
    for (const statement of statements) await pool.query(statement);
  };
  try {
    await run(["create unlogged table public.texts (id int primary key, body text)"]);
    await pool.query(
      "insert into public.texts select at - 1, body from unnest($1::text[]) with ordinality as x (body, at)",
      [Array.from({ length: TEXTS }, createSentences())],
    );
    await run([...users, filled(shape), withoutIndex, ...messages, withIndex, "vacuum analyze"]);
    say("indexing for search");
    await indexForSearch(url);
    say("the plain tables and their indexes");
    await run(plainTables);
    await run(["drop table public.texts, public.filled", "vacuum analyze"]);
  } finally {
    await pool.end();
  }
}
