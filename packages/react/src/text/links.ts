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

const count = (text: string, character: string) => text.split(character).length - 1;

/** Takes off the sentence's own marks, and a closing bracket that was opened before the address. */
function withoutSentence(candidate: string): string {
  let address = candidate;
  for (;;) {
    const last = address.at(-1);
    if (last === undefined) return address;
    const opening = CLOSING[last];
    const isUnbalanced = opening !== undefined && count(address, last) > count(address, opening);
    if (!isUnbalanced && !TRAILING.test(last)) return address;
    address = address.slice(0, -1);
  }
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
