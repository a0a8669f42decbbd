import type { Database } from "@parley/db/database";
import type { Platform } from "../domain/context.ts";
import { indexConversations } from "../domain/search/index-blocks.ts";
import { createPlatform } from "../platform.ts";
import { type Spread, spreadOf, timed } from "./figures.ts";
import { fill, searched, seedTexts } from "./seed-messages.ts";
import { mentorOf, seedPairs, widen } from "./seed-pairs.ts";
import { callerOf, conversationId, run } from "./world.ts";

/** Pairs whose conversation is filled, and mentors with many conversations. */
const pairs = { short: 0, middle: 1, long: 2, few: 3, many: 4 } as const;
const crowd = { from: 10, count: 1_999 };

export interface Sizes {
  readonly middle: number;
  readonly long: number;
}

/**
 * Conversations of 100, of a medium and of a large number of messages, and users with 50 and with 2,000 conversations.
 */
export async function seedReads(db: Database, { middle, long }: Sizes): Promise<void> {
  await seedTexts(db);
  await seedPairs(db, { from: 0, count: 5 });
  await seedPairs(db, crowd);
  await widen(db, { of: pairs.few, with: { from: crowd.from, count: 49 } });
  await widen(db, { of: pairs.many, with: crowd });
  const only = (pair: number) => `c.id = '${conversationId(pair)}'`;
  await fill(db, { where: only(pairs.short), each: 100 });
  await fill(db, { where: only(pairs.middle), each: middle });
  await fill(db, { where: only(pairs.long), each: long });
  await fill(db, {
    where: `c.low_user in ('${mentorOf(pairs.few)}', '${mentorOf(pairs.many)}')`,
    each: 20,
  });
  await indexConversations(createPlatform({ db }), { idleAfter: 0 });
  await run(db, ["vacuum analyze"]);
}

interface Read {
  readonly title: string;
  readonly call: (at: number) => Promise<unknown>;
}

function lists(platform: Platform): Read[] {
  const list = (title: string, pair: number) => {
    const { conversations } = callerOf(platform, mentorOf(pair));
    return { title, call: () => conversations.list({}) };
  };
  return [
    list("`conversations.list`, 50 conversations", pairs.few),
    list("`conversations.list`, 2,000 conversations", pairs.many),
  ];
}

function pages(platform: Platform, long: number): Read[] {
  const page = (title: string, { pair, last }: { pair: number; last: number }): Read[] => {
    const { messages } = callerOf(platform, mentorOf(pair));
    const id = conversationId(pair);
    const around = (at: number) => ({ from: "around", seq: 1 + ((at * 7_919) % last) }) as const;
    return [
      {
        title: `\`messages.list\`, the end of ${title}`,
        call: () => messages.list({ conversationId: id }),
      },
      {
        title: `\`messages.list\`, anywhere in ${title}`,
        call: (at) => messages.list({ conversationId: id, at: around(at) }),
      },
    ];
  };
  return [
    ...page("100 messages", { pair: pairs.short, last: 100 }),
    ...page(`${long.toLocaleString("en")} messages`, { pair: pairs.long, last: long }),
  ];
}

function searches(platform: Platform, { middle, long }: Sizes): Read[] {
  const sizes = [
    { pair: pairs.middle, size: middle },
    { pair: pairs.long, size: long },
  ];
  const words = [
    { what: "a word of two messages in three", text: searched.common },
    { what: "a word of five messages", text: searched.rare },
    { what: "a word of none", text: searched.absent },
  ];
  return words.flatMap(({ what, text }) =>
    sizes.map(({ pair, size }) => {
      const { messages } = callerOf(platform, mentorOf(pair));
      const title = `\`messages.search\`, ${what} among ${size.toLocaleString("en")}`;
      return { title, call: () => messages.search({ text }) };
    }),
  );
}

export interface ReadFigure {
  readonly title: string;
  /** Results of each database, in the order given. */
  readonly spreads: readonly Spread[];
}

export interface ReadOptions extends Sizes {
  readonly rounds: number;
  readonly calls: number;
}

/** All read figures. Reads and databases alternate, round by round, so that the machine's load is the same for each. */
export async function measureReads(
  databases: readonly Database[],
  { rounds, calls, ...sizes }: ReadOptions,
): Promise<ReadFigure[]> {
  const stages = databases.map((db) => {
    const platform = createPlatform({ db });
    return [...lists(platform), ...pages(platform, sizes.long), ...searches(platform, sizes)];
  });
  const took = stages.map((reads) => reads.map((): number[] => []));
  for (let round = 0; round < rounds; round += 1) {
    for (const [stage, reads] of stages.entries()) {
      for (const [at, { call }] of reads.entries()) {
        took[stage]?.[at]?.push(...(await timed(Math.ceil(calls / rounds), call)));
      }
    }
  }
  return (stages[0] ?? []).map(({ title }, at) => ({
    title,
    spreads: took.map((of) => spreadOf(of[at] ?? [])),
  }));
}
