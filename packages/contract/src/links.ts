import { UNSPACED } from "./folding.ts";

/** A piece of a text: plain, or an address that is safe to open. */
export type TextPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly href: string };

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Letters whose form a joiner between them changes. */
const JOINING =
  "\\p{sc=Arab}\\p{sc=Syrc}\\p{sc=Mong}\\p{sc=Nkoo}\\p{sc=Adlm}\\p{sc=Deva}\\p{sc=Beng}\\p{sc=Guru}\\p{sc=Gujr}\\p{sc=Orya}\\p{sc=Taml}\\p{sc=Telu}\\p{sc=Knda}\\p{sc=Mlym}\\p{sc=Sinh}\\p{sc=Khmr}\\p{sc=Mymr}";
/**
 * Characters that no address contains: whitespace, invisible ones (they can make one address look like another), the
 * delimiters of RFC 3986, quotes and brackets other than ASCII's, and East Asian punctuation.
 */
const STOP =
  '\\s\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{DI}<>"`\u2025\u2026\u275B-\u275E[[\\p{Ps}\\p{Pe}\\p{Pi}\\p{Pf}]--[\\x00-\\x7F\\u2018\\u2019]][[\\p{P}\\p{S}]&&[\\u3000-\\u30FF\\uFE10-\\uFE6F\\uFF00-\\uFFEF]]';
/**
 * Invisible characters with a visible effect: joiners between letters that they shape, variation selectors, and joiners
 * within an emoji.
 */
const SHOWN_JOINER = `(?<=[${JOINING}])[\\u200C\\u200D](?=[${JOINING}])|(?<=[\\p{ExtPict}\\p{EMod}\\uFE0F])\\u200D(?=\\p{ExtPict})|(?<=\\p{ExtPict})[\\uFE0E\\uFE0F]|(?<=[\\d#*])\\uFE0F(?=\\u20E3)|(?<=\\u{1F3F4}[\\u{E0020}-\\u{E007E}]{0,7})[\\u{E0020}-\\u{E007F}]|(?<=\\p{sc=Hani})[\\uFE00-\\uFE0F\\u{E0100}-\\u{E01EF}]|(?<=\\p{sc=Mong})[\\u180B-\\u180F]`;
const REST = `(?:(?!\u2014\u2014)[^${STOP}]|${SHOWN_JOINER})*`;

const CANDIDATE = /https?:\/\/|www\.|mailto:|@/giu;
const RUN = new RegExp(REST, "vy");
/** Before the path: no quotes or brackets except those of IPv6, no emoji, no joiners. */
const NO_AUTHORITY = `${STOP}\\p{ExtPict}\\/?#\\\\'\\(\\)\\[\\]\\{\\}\u2018\u2019`;
/** What precedes the "@" of one; its length is limited, so that no position is scanned repeatedly. */
const USER = `[^${NO_AUTHORITY}]{0,100}`;
/** A character that no host contains ends it: the sentence follows, or another address. */
const HOST = `[^${NO_AUTHORITY}@!$*+;=,\\^\\|\\~\\&]`;
const WEB = new RegExp(
  `(?:https?:\\/\\/|www\\.)(?<host>(?:${USER}@)?(?:\\[[\\da-f:.]{2,45}\\](?::\\d+)?|${HOST}+))`,
  "viy",
);
/** Letters, digits and marks of scripts that separate words by spaces. */
const LETTER = `[[\\p{L}\\p{N}\\p{M}]--[${UNSPACED}]]`;
const IN_WORD = new RegExp(`^(?:${LETTER}|_)`, "v");
const ENDS_IN_WORD = new RegExp(`${LETTER}$`, "v");
/** Valid mailboxes by RFC 5321 and RFC 6531. */
const LOCAL_PART = new RegExp(`^(?:${LETTER}|[!#$%&'*+\\/=?^_\`\\{\\|\\}~.\\-])$`, "v");
const DOMAIN = /[\p{L}\p{N}\p{M}\-]+(?:\.[\p{L}\p{N}\p{M}\-]+)+/vy;
/**
 * A last label in ASCII or an alphabet, or a port, followed by a letter of another script, which belongs to the
 * sentence.
 */
const END_OF_HOST = new RegExp(
  String.raw`^\.[a-z]{2,}(?=[\P{ASCII}--\p{sc=Latn}])|^\.${LETTER}{2,}(?=[${UNSPACED}])|:\d+(?=[\P{ASCII}--\p{sc=Latn}])`,
  "iv",
);
/**
 * What shows that an address continues behind invisible characters. Those of directions and U+200B separate words, and a
 * joiner separates a word of another script.
 */
const UNSEEN_PART =
  /[[\p{Cf}\p{DI}]--[\u061C\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069]]+(?:\.?[\w\/]|(?<![\u200C\u200D])[\p{L}\p{N}])/vy;
const TAKEN_SCHEMES = /(?:^|[^a-z0-9])(?:xmpp|sips?|acct|im|pres|mid|cid|matrix|ssh|tel):$/iu;

const OPENING: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };
/** Punctuation of the sentence: all except characters with which an address can end. */
const SENTENCE_MARK = /[[\p{P}\u00B4\u02BB\u02BC]--[\/\-_=+#%@~*\\\x26]]/v;
const EMPHASIS = new Set(["*", "_", "~"]);
/** Opening characters right before an address that one after it can close. */
const WRAPPER = /[*_~'`\(\[\{\p{Pi}\p{Ps}]{0,8}$/v;

/**
 * The position at which a bracket or an apostrophe closes one that was opened right before an address; else its end.
 */
function endBeforeClosing(text: string, { start, end }: Stretch, wrapper: string): number {
  const open = new Map<string, number>();
  const quote = wrapper.includes("'") ? "'" : wrapper.includes("\u2018") ? "\u2019" : null;
  for (let at = start; at < end; at += 1) {
    const character = text.charAt(at);
    if (character === quote && !IN_WORD.test(text.slice(at + 1, at + 3))) return at;
    const opening = OPENING[character];
    if (opening === undefined) {
      open.set(character, (open.get(character) ?? 0) + 1);
      continue;
    }
    const left = open.get(opening) ?? 0;
    if (left === 0 && wrapper.includes(opening)) return at;
    open.set(opening, Math.max(0, left - 1));
  }
  return end;
}

/** Removes the sentence's punctuation from the end: emphasis only if the same character precedes the address. */
function withoutSentence(candidate: string, wrapper: string): string {
  const seen = new Map<string, number>();
  for (const character of candidate) seen.set(character, (seen.get(character) ?? 0) + 1);
  const emphasis = [...wrapper].filter((sign) => EMPHASIS.has(sign));
  let end = candidate.length;
  for (; end > 0; end -= 1) {
    const last = candidate.charAt(end - 1);
    const opening = OPENING[last];
    const count = seen.get(last) ?? 0;
    seen.set(last, count - 1);
    if (EMPHASIS.has(last)) {
      const at = emphasis.lastIndexOf(last);
      if (at === -1) break;
      emphasis.splice(at, 1);
    } else if (opening !== undefined) {
      if (count <= (seen.get(opening) ?? 0)) break;
    } else if (!SENTENCE_MARK.test(last)) break;
  }
  return candidate.slice(0, end);
}

/** Whether what precedes a web address in its run is part of an address as well. */
function continuesAddress(before: string, isWww: boolean): boolean {
  const last = before.slice(-2);
  if (/[a-z0-9][+-]?$|@$/iu.test(last)) return true;
  // Without a scheme the beginning could be part of any host or path.
  if (isWww && (ENDS_IN_WORD.test(last) || /[/\\.@%=&?#+-]$|[\p{L}\p{N}]_$/u.test(last)))
    return true;
  return /:\/\/|[a-z0-9-]\.[a-z]{2,}(?::\d+)?[/?#]/iu.test(before);
}

/** The end of a host that letters of a sentence without spaces follow. */
function endOfHost(host: string): number {
  const label = Math.max(0, host.lastIndexOf("."));
  const cut = END_OF_HOST.exec(host.slice(label));
  return cut === null ? host.length : label + cut.index + cut[0].length;
}

/** Whether what precedes a position is only a part of an address. */
function continuesUnseen(text: string, at: number): boolean {
  UNSEEN_PART.lastIndex = at;
  return UNSEEN_PART.test(text);
}

function webHref(address: string): string | null {
  const withScheme = /^www\./i.test(address) ? `https://${address}` : address;
  if (!URL.canParse(withScheme)) return null;
  const { href, hostname } = new URL(withScheme);
  return hostname === "" || /^\.|\.\./u.test(hostname) || hostname === "www." ? null : href;
}

/** The end of the run of address characters at a position; each run is scanned once. */
function createRuns(text: string) {
  let known: Stretch = { start: 0, end: 0 };
  return (at: number): number => {
    if (at < known.start || at >= known.end) {
      RUN.lastIndex = at;
      known = { start: at, end: at + (RUN.exec(text)?.[0].length ?? 0) };
    }
    return known.end;
  };
}

/** A text that is searched from left to right: nothing before `from` is scanned again. */
interface Search {
  readonly text: string;
  readonly from: number;
  readonly runEnd: (at: number) => number;
}

/** The address in a range, without the punctuation of the sentence around it. */
function addressIn({ text }: Search, stretch: Stretch, before: string): string {
  const wrapper = WRAPPER.exec(before.slice(-8))?.[0] ?? "";
  const end = endBeforeClosing(text, stretch, wrapper);
  return withoutSentence(text.slice(stretch.start, end), wrapper);
}

interface Found {
  readonly start: number;
  /** Where the search continues. */
  readonly end: number;
  readonly link: Extract<TextPart, { kind: "link" }> | null;
}

/** What precedes a position, back to whitespace or a delimiter, and no further back than `from`. */
function runBefore({ text, from }: Search, at: number): string {
  let start = at;
  while (start > from && !/[\s<>"]/u.test(text.charAt(start - 1))) start -= 1;
  return text.slice(start, at);
}

function webAt(search: Search, at: number): Found {
  const { text } = search;
  const runEnd = search.runEnd(at);
  const nothing: Found = { start: at, end: Math.max(at + 1, runEnd), link: null };
  WEB.lastIndex = at;
  const match = WEB.exec(text);
  const before = runBefore(search, at);
  if (match === null || continuesAddress(before, /^w/iu.test(match[0]))) return nothing;
  const host = match.groups?.["host"] ?? "";
  const hostStart = at + match[0].length - host.length;
  const hostEnd = hostStart + endOfHost(host);
  // Too long before its "@", or with two of them: not a host.
  if (text.charAt(hostEnd) === "@") return nothing;
  const hasPath = hostEnd === hostStart + host.length && /^[/?#\\]/u.test(text.charAt(hostEnd));
  const stretch = { start: at, end: hasPath ? runEnd : hostEnd };
  if (continuesUnseen(text, stretch.end)) return nothing;
  const address = addressIn(search, stretch, before);
  const href = webHref(address);
  if (href === null) return nothing;
  return { start: at, end: at + address.length, link: { kind: "link", text: address, href } };
}

const isDotAtom = (local: string) => local !== "" && !/^\.|\.\.|\.$/u.test(local);

/** The host of a mail address at a position; "" if there is none. */
function domainAt(text: string, at: number): string {
  DOMAIN.lastIndex = at;
  const found = DOMAIN.exec(text)?.[0] ?? "";
  let end = endOfHost(found);
  while (found.charAt(end - 1) === "-") end -= 1;
  const domain = found.slice(0, end);
  const isHost = domain.split(".").every((label) => label !== "" && !/^-|-$/u.test(label));
  return isHost && /\.[^.\d][^.]+$/u.test(domain) ? domain : "";
}

/** Whether what follows a host of a mail address shows that it is part of something else. */
const goesOn = (text: string, at: number) =>
  /^(?:[@_/\\]|[:?#&=+%~^|$-][a-z0-9])/iu.test(text.slice(at, at + 2));

const mailHref = (local: string, domain: string) =>
  new URL(`mailto:${local.replaceAll(/[%/?#&;=`^{|}]/gu, encodeURIComponent)}@${domain}`).href;

/** The start of the letters and signs of a mailbox's name right before a position. */
function localStart({ text, from }: Search, at: number): number {
  let start = at;
  while (start > from) {
    const isHalf = start - 1 > from && /[\uDC00-\uDFFF]/u.test(text.charAt(start - 1));
    const before = start - (isHalf ? 2 : 1);
    if (!LOCAL_PART.test(text.slice(before, start))) break;
    start = before;
  }
  return start;
}

function mailAt(search: Search, at: number): Found | null {
  const { text, from } = search;
  const runStart = localStart(search, at);
  const domain = domainAt(text, at + 1);
  const end = at + 1 + domain.length;
  // Emphasis and quotes on both sides are not part of the address.
  let start = runStart;
  while (start < at && /[*_~'`]/u.test(text.charAt(start))) {
    if (text.charAt(end + start - runStart) !== text.charAt(start)) break;
    start += 1;
  }
  const local = text.slice(start, at);
  const left = text.slice(Math.max(from, runStart - 8), start);
  const isPart =
    domain === "" ||
    !isDotAtom(local) ||
    /^['`/]/u.test(local) ||
    /@$|[\p{Cf}\p{DI}\\]$|\p{L}[\u2018\u2019]$/u.test(left) ||
    TAKEN_SCHEMES.test(left) ||
    continuesUnseen(text, end) ||
    (start === runStart && goesOn(text, end));
  if (isPart) return null;
  const address = text.slice(start, end);
  return { start, end, link: { kind: "link", text: address, href: mailHref(local, domain) } };
}

/** A mailto address with all its characters: everything but escapes is escaped, and it has no fragment. */
function mailtoHref(address: string): string {
  const whole = address.replaceAll("#", "%23");
  try {
    decodeURIComponent(whole);
    return new URL(whole).href;
  } catch {
    return new URL(address.replaceAll(/[#%]/g, encodeURIComponent)).href;
  }
}

function mailtoAt(search: Search, at: number): Found {
  const end = search.runEnd(at);
  const before = runBefore(search, at);
  const address = addressIn(search, { start: at, end }, before);
  const isMail = /^mailto:[^@?]+@[^@?,#%]+(?:,[^@?]+@[^@?,#%]+)*(?:\?.*)?$/iu.test(address);
  const isPart = /[a-z0-9@+.-]$/iu.test(before) || continuesUnseen(search.text, end);
  if (isPart || !isMail || !URL.canParse(address)) return { start: at, end, link: null };
  const href = mailtoHref(address);
  return { start: at, end: at + address.length, link: { kind: "link", text: address, href } };
}

function foundAt(search: Search, match: RegExpExecArray): Found | null {
  if (match[0] === "@") return mailAt(search, match.index);
  return (/^mailto/iu.test(match[0]) ? mailtoAt : webAt)(search, match.index);
}

/**
 * Finds the web and mail addresses of a text, each whole or not at all. The concatenated parts equal the text. Nothing
 * before `from` is scanned again, so the work is linear in the length of the text.
 */
export function findLinks(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  let from = 0;
  const runEnd = createRuns(text);
  const candidate = new RegExp(CANDIDATE);
  for (let match = candidate.exec(text); match !== null; match = candidate.exec(text)) {
    const found = foundAt({ text, from, runEnd }, match);
    if (found === null) continue;
    candidate.lastIndex = found.end;
    from = found.end;
    if (found.link === null) continue;
    if (found.start > done) parts.push({ kind: "text", text: text.slice(done, found.start) });
    parts.push(found.link);
    done = found.end;
  }
  if (done < text.length) parts.push({ kind: "text", text: text.slice(done) });
  return parts;
}
