import type { Database } from "@parley/db/database";
import { conversationSql, run } from "./world.ts";

export const mentorOf = (pair: number): string => `a-${pair}`;

export interface Pairs {
  /** The first pair, and how many pairs from it on. */
  readonly from: number;
  readonly count: number;
}

/** Mentors and mentees, each pair with its conversation, which has the number of the pair. */
export const seedPairs = (db: Database, { from, count }: Pairs): Promise<void> => {
  const pairs = `generate_series(${from}, ${from + count - 1}) n`;
  const person = (letter: string, role: string) => `
    insert into parley.users (id, email, name, role)
    select '${letter}-' || n, '${letter}-' || n || '@example.org', 'Person ' || n, '${role}' from ${pairs}`;
  const participant = (letter: string) => `
    insert into parley.participants (conversation_id, user_id, opened_at)
    select ${conversationSql("n")}, '${letter}-' || n, now() from ${pairs}`;
  return run(db, [
    person("a", "MENTOR"),
    person("b", "MENTEE"),
    "insert into parley.streams (user_id) select id from parley.users on conflict do nothing",
    `insert into parley.conversations (id, kind, low_user, high_user)
     select ${conversationSql("n")}, 'direct', 'a-' || n, 'b-' || n from ${pairs}`,
    participant("a"),
    participant("b"),
  ]);
};

/** Adds many conversations of one mentor with mentees of other pairs. */
export const widen = (db: Database, { of, with: others }: { of: number; with: Pairs }) => {
  const pairs = `generate_series(${others.from}, ${others.from + others.count - 1}) n`;
  const id = conversationSql(`n + ${of} * 1000000`);
  const [low, high] = [mentorOf(of), "b-"];
  return run(db, [
    `insert into parley.conversations (id, kind, low_user, high_user)
     select ${id}, 'direct', '${low}', '${high}' || n from ${pairs}`,
    `insert into parley.participants (conversation_id, user_id, opened_at) select ${id}, '${low}', now() from ${pairs}`,
    `insert into parley.participants (conversation_id, user_id, opened_at) select ${id}, '${high}' || n, now() from ${pairs}`,
  ]);
};
