import { messages } from "@parley/db/schema";
import type { Session } from "@parley/db/session";
import { sql } from "drizzle-orm";
import { analyzeStaging } from "../staging/create-staging.ts";
import { refuse, refuseDuplicates, stranger } from "./refuse.ts";

/** Messages imported in one transaction, unless one conversation alone has more. */
const BATCH = 2_000;
/** The cost of a conversation in addition to its messages, in messages. */
const CONVERSATION = 5;

const withoutPlace = sql`
  select m.line,
    case when c.line is null then 'conversationId' else 'senderId' end as field,
    case when c.line is null then 'names ' || m.conversation || ', which is not in conversations.jsonl or was refused'
      when u.id is null then ${stranger(sql`m.sender_id`)}
      else 'names ' || m.sender_id || ', who is not in conversation ' || m.conversation end as problem
  from old_messages m
  left join old_conversations c on c.id = m.conversation
  left join people u on u.id = m.sender_id
  left join old_participants p on p.line = c.line and p.user_id = m.sender_id
  where c.line is null or u.id is null or p.line is null`;

/** The id belongs to another message: from another old system, or with a corrected time or conversation. */
const mistaken = sql`
  select m.line, 'id' as field,
    'was imported before, with the time ' || to_char(x.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
      || ' into conversation ' || x.conversation_id || ', and this line says otherwise' as problem
  from old_messages m
  join ${messages} x on x.sender_id = m.sender_id and x.id = m.message_id
  join old_conversations c on c.id = m.conversation
  join targets t on t.no = c.target
  where x.created_at <> m.created_at or x.conversation_id is distinct from t.known_id`;

/** By time as it was written, then by old id: shorter ones first, so that numbers sort numerically. */
const posts = sql`
  insert into posts (target, rank, line, conversation, created_at, created_exact, is_there)
  select c.target, row_number() over (partition by c.target order by m.created_exact, length(m.id), m.id),
    m.line, c.line, m.created_at, m.created_exact, x.id is not null
  from old_messages m
  join old_conversations c on c.id = m.conversation
  left join ${messages} x on x.sender_id = m.sender_id and x.id = m.message_id`;

const batches = sql`
  update targets t set messages = s.messages, batch = s.before / ${BATCH}
  from (select no, messages, sum(messages + ${CONVERSATION}) over (order by no) - messages - ${CONVERSATION} as before
        from (select t.no, count(p.line)::int as messages from targets t left join posts p on p.target = t.no
              group by t.no) counted) s
  where s.no = t.no`;

/** An answer refers to an earlier message of the same conversation. */
const answers = sql`
  insert into answers (line, answered)
  select m.line, o.line from old_messages m
  join old_messages o on o.id = m.reply_to
  join posts mine on mine.line = m.line
  join posts theirs on theirs.line = o.line and theirs.target = mine.target and theirs.rank < mine.rank`;

const unanswered = sql`
  insert into remarks (part, line, field, problem)
  select 'messages', m.line, 'replyToId',
    'names ' || m.reply_to || ', which is no earlier message of the same conversation: it comes as no answer'
  from old_messages m
  where m.reply_to is not null and not exists (select from answers a where a.line = m.line)`;

export async function checkMessages(session: Session): Promise<void> {
  const { db } = session;
  await refuseDuplicates(session, "messages", { key: sql`id`, field: "id", what: "the id" });
  await refuse(session, "messages", withoutPlace);
  await refuse(session, "messages", mistaken);
  await db.execute(posts);
  await db.execute(batches);
  await analyzeStaging(session, ["posts", "targets"]);
  await db.execute(answers);
  await db.execute(unanswered);
}
