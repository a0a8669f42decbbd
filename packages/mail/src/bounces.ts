/** A mail that did not arrive, or that its recipient called spam. */
export interface MailBounce {
  /** `hard`: the address does not exist. `complaint`: the recipient marked a mail as spam. */
  readonly kind: "hard" | "soft" | "complaint";
  /** The recipient, if the report names one. */
  readonly address: string | null;
  /** The id of the mail, if the report contains it. */
  readonly messageId: string | null;
  /** The notification, if the report came to its return path. */
  readonly notificationId: string | null;
  /** What the other server said, for people who look into it. */
  readonly detail: string;
}

/** Enhanced status codes (RFC 3463) that say of an address that it does not exist. */
export const NO_SUCH_ADDRESS = /\b5\.(?:1\.(?:1|2|3|6|10)|2\.1)\b/;
/** Characters of what another server said that are kept. */
export const MAX_DETAIL = 300;

/** What is remembered of a user's bounces. Times are in milliseconds. */
export interface BounceScore {
  readonly score: number;
  readonly hardAt: number | null;
  readonly softAt: number | null;
}

const DAY = 86_400_000;
const FORGOTTEN = 30 * DAY;
const LIMIT = 4;

const lastOf = ({ hardAt, softAt }: BounceScore) =>
  Math.max(hardAt ?? -Infinity, softAt ?? -Infinity);

/** Whether no mail is sent to an address any more. */
export const stopsMail = (score: BounceScore, now: number): boolean =>
  score.score >= LIMIT && now - lastOf(score) <= FORGOTTEN;

/** No bounces. */
export const noBounces: BounceScore = { score: 0, hardAt: null, softAt: null };

/**
 * Counts a bounce: 2 for a hard one, 1 for a soft one, each once a day; after 30 days without one the count begins again. No mail
 * is sent from 4 on, or after one complaint.
 */
export function countBounce(
  before: BounceScore,
  kind: MailBounce["kind"],
  now: number,
): { readonly score: BounceScore; readonly stops: boolean } {
  const known = now - lastOf(before) > FORGOTTEN ? noBounces : before;
  if (kind === "complaint")
    return { score: { ...known, score: Math.max(known.score, LIMIT), hardAt: now }, stops: true };
  const at = kind === "hard" ? "hardAt" : "softAt";
  const counted = known[at];
  const isCounted = counted !== null && now - counted < DAY;
  const score = isCounted
    ? known
    : { ...known, score: known.score + (kind === "hard" ? 2 : 1), [at]: now };
  return { score, stops: stopsMail(score, now) };
}
