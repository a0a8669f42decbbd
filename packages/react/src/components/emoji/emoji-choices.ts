import type { Reaction } from "@parley/contract";
import type { SkinTone } from "frimousse";
import { fieldsOf, readStored, writeStored } from "../../stored.ts";

/** Offered without opening the full picker. */
export const QUICK_EMOJI = ["👍", "❤️", "😂", "🎉", "🙏", "👀"] as const;

/** Whether a user has reacted with an emoji. */
export const isChosenBy = (userId: string, reactions: readonly Reaction[]) => (emoji: string) =>
  reactions.some((reaction) => reaction.emoji === emoji && reaction.userIds.includes(userId));

/** What the user chose before, in this browser. */
interface EmojiChoices {
  /** The last ones first. */
  readonly recent: readonly string[];
  readonly tone: SkinTone;
}

const KEY = "parley.emoji";
/** One row of the picker. */
const RECENT_MAX = 8;

/** The tones in the order of Unicode, the yellow one first. */
export const TONES: readonly SkinTone[] = [
  "none",
  "light",
  "medium-light",
  "medium",
  "medium-dark",
  "dark",
];

const isTone = (value: unknown): value is SkinTone => TONES.some((tone) => tone === value);

/** Reads the choices; without a storage there are none. */
export function readEmojiChoices(): EmojiChoices {
  const kept = fieldsOf(readStored(KEY));
  const recent = kept.get("recent");
  const tone = kept.get("tone");
  const all: readonly unknown[] = Array.isArray(recent) ? recent : [];
  return {
    recent: all.filter((each) => typeof each === "string").slice(0, RECENT_MAX),
    tone: isTone(tone) ? tone : "none",
  };
}

const write = (choices: EmojiChoices) => writeStored(KEY, choices);

/** Puts an emoji first among the recent ones. */
export function keepRecent(emoji: string): void {
  const { recent, tone } = readEmojiChoices();
  const others = recent.filter((each) => each !== emoji);
  write({ recent: [emoji, ...others].slice(0, RECENT_MAX), tone });
}

/** Keeps the tone for the next emoji. */
export const keepTone = (tone: SkinTone): void => write({ ...readEmojiChoices(), tone });
