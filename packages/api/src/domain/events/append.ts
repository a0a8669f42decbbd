/**
 * The writing end of the stream, as the last CTEs of a statement. The statement provides
 * `outgoing (user_id, ord, type, conversation_id, message_seq, subject_id)`, one row an event and
 * recipient, and gets `logged (user_id, seq, ord)`.
 *
 * Numbers come from each recipient's row in `streams`, locked in the order of user ids, so they are dense
 * and commit in order and two statements cannot wait for each other in a ring. Rows of conversations and
 * participants are locked before: `after` names a CTE whose rows are all written before a stream is locked.
 */
export const appendToStreams = ({ after }: { after: string }) => `
tallies as (
  select user_id, count(*) as events from outgoing group by user_id
),
held as materialized (
  select s.user_id, s.head from streams s
  where (select count(*) from ${after}) >= 0 and s.user_id in (select user_id from tallies)
  order by s.user_id
  for no key update
),
moved as (
  update streams s set head = s.head + t.events
  from tallies t join held h on h.user_id = t.user_id
  where s.user_id = t.user_id
),
numbered as (
  select o.*, h.head + row_number() over (partition by o.user_id order by o.ord) as seq
  from outgoing o join held h on h.user_id = o.user_id
),
written as (
  insert into stream_events (user_id, seq, type, conversation_id, message_seq, subject_id)
  select user_id, seq, type, conversation_id, message_seq, subject_id from numbered
),
logged as (
  select user_id, seq::float8 as seq, ord from numbered
)`;
