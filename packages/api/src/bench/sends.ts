import type { Database } from "@parley/db/database";
import { fragment, preparedStatement } from "@parley/db/statement";
import { uuidv7 } from "uuidv7";
import type { Platform } from "../domain/context.ts";
import { sendMessage } from "../domain/messages/send.ts";
import { silentMeter } from "../meter.ts";
import { createPlatform } from "../platform.ts";
import { median, rateOf } from "./figures.ts";
import { mentorOf, seedPairs } from "./seed-pairs.ts";
import { conversationId, sessionOf } from "./world.ts";

export const PAIRS = 64;
const BODY =
  "How about Thursday afternoon? I have read your draft, and there are two things to talk about.";

const insertBare = preparedStatement({
  name: "bench.floor",
  text: fragment`insert into public.floor (id, sender_id, body, created_at) values ($1, $2, $3, $4)`,
  values: (values: readonly [string, string, string, Date]) => values,
});

const bare = (db: Database) => (at: number) =>
  insertBare(db, [uuidv7(), mentorOf(at), BODY, new Date()]);

/** Full sends by the senders of all pairs: account, policy, numbers and every recipient's stream. */
export const sender = (platform: Platform) => {
  const sessions = Array.from({ length: PAIRS }, (_, at) => sessionOf(mentorOf(at)));
  return (at: number) => {
    const session = sessions[at];
    if (session === undefined) throw new Error("more senders than pairs");
    const input = { conversationId: conversationId(at), id: uuidv7(), body: BODY };
    return sendMessage({ ctx: { ...platform, session }, input });
  };
};

export interface SendFigures {
  readonly together: number;
  /** Medians over the rounds, per second. */
  readonly sends: number;
  readonly inserts: number;
  /** The median of the ratios of each round. */
  readonly ratio: number;
  readonly statementsPerSend: number;
}

export interface SendOptions {
  readonly rounds: number;
  readonly milliseconds: number;
}

/** Full sends, and single rows inserted by `pg`, alternately over the same pool. */
export async function measureSends(
  db: Database,
  { rounds, milliseconds }: SendOptions,
): Promise<SendFigures[]> {
  await seedPairs(db, { from: 0, count: PAIRS });
  await db.$client.query(
    "create table public.floor (id uuid primary key, sender_id text not null, body text not null, created_at timestamptz not null)",
  );
  const counted = { statements: 0, sends: 0 };
  const batchStored = (sends: number) => {
    counted.statements += 1;
    counted.sends += sends;
  };
  const platform = createPlatform({ db, meter: { ...silentMeter, batchStored } });
  const [send, insert] = [sender(platform), bare(db)];
  const figures: SendFigures[] = [];
  for (const together of [1, PAIRS]) {
    const burst = { together, milliseconds };
    await rateOf({ together, milliseconds: milliseconds / 4 }, send);
    await rateOf({ together, milliseconds: milliseconds / 4 }, insert);
    Object.assign(counted, { statements: 0, sends: 0 });
    const pairs: { inserts: number; sends: number }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      pairs.push({ inserts: await rateOf(burst, insert), sends: await rateOf(burst, send) });
    }
    figures.push({
      together,
      sends: median(pairs.map(({ sends }) => sends)),
      inserts: median(pairs.map(({ inserts }) => inserts)),
      ratio: median(pairs.map(({ sends, inserts }) => sends / inserts)),
      statementsPerSend: counted.statements / counted.sends,
    });
  }
  return figures;
}
