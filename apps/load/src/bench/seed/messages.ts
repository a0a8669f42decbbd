import { FOLD_VERSION } from "@parley/contract/folding";
import { createTexts } from "../load-generator/texts.ts";
import type { Database } from "../processes/database.ts";

/** How a database is filled with messages. */
export interface Filling {
  readonly messages: number;
  /** Events in each person's stream, as a retention of days leaves them. */
  readonly events: number;
}

/** Texts that are repeated: what they say does not matter here, and their length does. */
const TEXTS = 1_000;

/** The index whose order is not that of the filling is made afterwards: so it takes a minute, and not ten. */
const withoutIndex = "drop index messages_sender_id";
const withIndex = "create unique index messages_sender_id on messages (sender_id, id)";

const insertMessages = (each: number) => `
  insert into messages (conversation_id, seq, id, sender_id, body, search_text, fold_version, created_at)
  select c.id, at,
    (lpad(to_hex(1700000000000 + at * 1000), 12, '0') || '7' || substr(md5(c.id::text || at), 1, 3)
      || '8' || substr(md5(at || c.id::text), 1, 15))::uuid,
    case when at % 2 = 0 then c.low_user else c.high_user end,
    t.body, t.body, ${FOLD_VERSION}, now() - interval '1 day' + at * interval '1 second'
  from conversations c cross join generate_series(1, ${each}) at
  join texts t on t.id = (at * 7919 + ('x' || right(c.id::text, 6))::bit(24)::int) % ${TEXTS}
  order by c.id, at`;

const insertEvents = (events: number) => `
  insert into stream_events (user_id, seq, type, conversation_id, message_seq)
  select s.user_id, at, 'message.created', p.conversation_id, 1 + at % 3
  from streams s cross join generate_series(1, ${events}) at
  cross join lateral (select conversation_id from participants where user_id = s.user_id limit 1) p`;

/**
 * Spreads messages over all the conversations of a dataset, as `generate_series` makes them. They are sealed for
 * search as far as housekeeping would have come: not at all.
 */
export async function fill(database: Database, name: string, filling: Filling): Promise<void> {
  const run = (text: string, values?: unknown[]) => database.run(name, text, values);
  const [row] = await run("select count(*)::int as conversations from conversations");
  const each = Math.max(1, Math.round(filling.messages / Number(row?.["conversations"] ?? 1)));
  const text = createTexts(109, 3);
  await run("create unlogged table texts (id int primary key, body text)");
  await run(
    "insert into texts select at - 1, body from unnest($1::text[]) with ordinality as x (body, at)",
    [Array.from({ length: TEXTS }, text)],
  );
  await run(withoutIndex);
  await run(insertMessages(each));
  await run(withIndex);
  await run("drop table texts");
  await run(
    `update conversations set last_seq = ${each}, last_message_at = now(), sealed_seq = ${each},
       sealed_fold = ${FOLD_VERSION}`,
  );
  await run(`update participants set read_seq = ${each}, shared_read_seq = ${each}`);
  await run(insertEvents(filling.events));
  await run(`update streams set head = ${filling.events}`);
  await run("vacuum analyze");
}
