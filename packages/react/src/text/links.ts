/** A piece of a text: plain, or an address that is safe to open. */
export type TextPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly href: string };

/**
 * Where an address could begin. Invisible format characters (\p{Cf}: directions, joiners) end it, since
 * they can make one address look like another.
 */
const CANDIDATE =
  /(?<![\p{L}\p{N}_@])(?:https?:\/\/|mailto:|www\.)[^\s<>"'`\p{Cf}]+|(?<![\p{L}\p{N}_./@+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/giu;

const SAFE_PROTOCOLS = new Set(["http:", "https:", "mailto:"]);
const CLOSING: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };
const TRAILING = /[.,;:!?…*_~’”»、。，！？：；」』）】]/u;

/** Takes off the sentence's own marks, and a closing bracket that was opened before the address. */
function withoutSentence(candidate: string): string {
  const seen = new Map<string, number>();
  for (const character of candidate) seen.set(character, (seen.get(character) ?? 0) + 1);
  let end = candidate.length;
  for (; end > 0; end -= 1) {
    const last = candidate.charAt(end - 1);
    const opening = CLOSING[last];
    const closings = seen.get(last) ?? 0;
    const isUnbalanced = opening !== undefined && closings > (seen.get(opening) ?? 0);
    if (!isUnbalanced && !TRAILING.test(last)) break;
    seen.set(last, closings - 1);
  }
  return candidate.slice(0, end);
}

function hrefOf(address: string): string | null {
  const withScheme = /^www\./i.test(address)
    ? `https://${address}`
    : /^(?:https?|mailto):/i.test(address)
      ? address
      : `mailto:${address}`;
  if (!URL.canParse(withScheme)) return null;
  const url = new URL(withScheme);
  if (!SAFE_PROTOCOLS.has(url.protocol)) return null;
  const hasTarget = url.protocol === "mailto:" ? url.pathname.includes("@") : url.hostname !== "";
  return hasTarget ? url.href : null;
}

/** Finds the web and mail addresses of a text. The parts put together are the text itself. */
export function findLinks(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const address = withoutSentence(match[0]);
    const href = hrefOf(address);
    if (href === null) continue;
    if (match.index > done) parts.push({ kind: "text", text: text.slice(done, match.index) });
    parts.push({ kind: "link", text: address, href });
    done = match.index + address.length;
  }
  if (done < text.length) parts.push({ kind: "text", text: text.slice(done) });
  return parts;
}
