import { FOLD_VERSION } from "@parley/contract/folding";
import type { Database } from "@parley/db/database";
import { run } from "./world.ts";

/** A word in five messages of each filled conversation, one in none, and one in very many. */
export const searched = { rare: "quokka", absent: "zyzzyva", common: "baba" } as const;

const syllables = [
  "ba",
  "ke",
  "mi",
  "lo",
  "nu",
  "ra",
  "se",
  "ti",
  "vo",
  "du",
  "pha",
  "gri",
  "sto",
  "len",
];
const SENTENCES = 20_011;

/** A word for each number: small numbers, which are chosen most often, are short words. */
function wordOf(number: number): string {
  let rest = number;
  let word = "";
  do {
    word += syllables[rest % syllables.length] ?? "";
    rest = Math.floor(rest / syllables.length);
  } while (rest > 0);
  return word.length < 4 ? `${word}${word}` : word;
}

/** Texts of 6 to 20 words of a vocabulary of 5,000, of which few are frequent, as in a language. */
function sentences(): string[] {
  let state = 12_345;
  const chance = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const word = () => wordOf(Math.floor(5_000 ** chance()) - 1);
  return Array.from({ length: SENTENCES }, () =>
    Array.from({ length: 6 + Math.floor(chance() * 15) }, word).join(" "),
  );
}

/** Creates the table of texts from which messages are filled. */
export async function seedTexts(db: Database): Promise<void> {
  await run(db, ["create unlogged table public.texts (id int primary key, body text not null)"]);
  await db.$client.query(
    "insert into public.texts select at - 1, body from unnest($1::text[]) with ordinality as t (body, at)",
    [sentences()],
  );
}

/** Ids in chronological order, as clients create them. */
const messageId = `(lpad(to_hex(1700000000000 + at), 12, '0') || '7' || substr(md5(c.id::text || at), 1, 3)
  || '8' || substr(md5(at || c.id::text), 1, 15))::uuid`;

/**
 * Fills conversations, chosen by a condition on `c`, with the given number of messages each, a second apart, up to now.
 */
export const fill = (db: Database, { where, each }: { where: string; each: number }) =>
  run(db, [
    `insert into parley.messages (conversation_id, seq, id, sender_id, body, search_text, fold_version, created_at)
     select c.id, at, ${messageId}, case when at % 2 = 0 then c.low_user else c.high_user end, t.body, t.body, ${FOLD_VERSION},
       now() - (${each} - at) * interval '1 second'
     from parley.conversations c cross join generate_series(1, ${each}) at
     join public.texts t on t.id = (at::bigint * 7919 + ('x' || right(c.id::text, 6))::bit(24)::int) % ${SENTENCES}
     where ${where} order by c.id, at`,
    `update parley.messages m set body = body || ' ${searched.rare}', search_text = search_text || ' ${searched.rare}'
     from parley.conversations c
     where ${where} and m.conversation_id = c.id and m.seq in (
       select greatest(1, ${each} * part / 10) from generate_series(1, 9, 2) part)`,
    `update parley.conversations c set last_seq = ${each}, last_message_at = now() where ${where}`,
    `update parley.participants p set read_seq = ${each} - least(${each}, 3), shared_read_seq = ${each} - least(${each}, 3)
     from parley.conversations c where ${where} and c.id = p.conversation_id`,
  ]);
