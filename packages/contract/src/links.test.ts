import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { findLinks } from "./links.ts";

const links = (text: string) =>
  findLinks(text).flatMap((part) => (part.kind === "link" ? [[part.text, part.href]] : []));
const shown = (text: string) => links(text).map(([address]) => address);
const hrefs = (text: string) => links(text).map(([, href]) => href);

/** A text, and the addresses in it, as written. */
const CASES: readonly (readonly [text: string, ...addresses: string[]])[] = [
  ["https://example.org/wiki/Murphy's_law", "https://example.org/wiki/Murphy's_law"],
  ["see https://example.org/wiki/Murphy's_law.", "https://example.org/wiki/Murphy's_law"],
  ["'https://example.org/a'", "https://example.org/a"],
  ["https://example.org/a'", "https://example.org/a"],
  ["he said 'see https://example.org/a's page'", "https://example.org/a's"],
  ["‘https://example.org/a’", "https://example.org/a"],
  ["“https://example.org/a”", "https://example.org/a"],
  ["https://example.org/it’s/x", "https://example.org/it’s/x"],
  ["«https://example.org/a»", "https://example.org/a"],
  ["„https://example.org/a“", "https://example.org/a"],
  ['"https://example.org/a"', "https://example.org/a"],
  ['"https://example.org/a", he said', "https://example.org/a"],
  ["`https://example.org/a`", "https://example.org/a"],
  ["o'brien@example.org", "o'brien@example.org"],
  ["'ana@example.org'", "ana@example.org"],
  ["mail o'brien@example.org!", "o'brien@example.org"],
  [
    "a!b#c$d%e&f*g+h/i=j?k^l_m{n|o}p~q@example.org",
    "a!b#c$d%e&f*g+h/i=j?k^l_m{n|o}p~q@example.org",
  ],
  ["r&d@example.org", "r&d@example.org"],
  ["_ana_@example.org", "_ana_@example.org"],
  ["jürgen@example.org", "jürgen@example.org"],
  ["ana@münchen.example", "ana@münchen.example"],
  ['"a b"@example.org'],
  ["ana@[127.0.0.1]"],
  ["ana@example"],
  ["ana@example.org.", "ana@example.org"],
  [
    "ana@example.org, ben@example.org; c@example.org",
    "ana@example.org",
    "ben@example.org",
    "c@example.org",
  ],
  ["<ana@example.org>", "ana@example.org"],
  ["Ana <ana@example.org>, Ben <ben@example.org>", "ana@example.org", "ben@example.org"],
  ["(ana@example.org)", "ana@example.org"],
  ["ana@example.org)", "ana@example.org"],
  ["ana@@example.org"],
  ["ana@b@example.org"],
  ["..ana@example.org"],
  ["ana..k@example.org"],
  ["ana.@example.org"],
  ["ana@-example.org"],
  ["ana@example-.org"],
  ["ana@example..org"],
  ["请写信给ana@example.org谢谢", "ana@example.org"],
  ["邮箱：ana@example.org。", "ana@example.org"],
  ["ana@example.org/path"],
  ["ana@example.org:22"],
  ["git@example.org:org/repo.git"],
  ["ssh://git@example.org/repo"],
  ["mailto:ana@example.org", "mailto:ana@example.org"],
  ["mailto:ana@example.org?subject=Hi%20there", "mailto:ana@example.org?subject=Hi%20there"],
  ["mailto:o'brien@example.org", "mailto:o'brien@example.org"],
  ["MAILTO:Ana@example.org.", "MAILTO:Ana@example.org"],
  ["mailto:ana@example.org,ben@example.org", "mailto:ana@example.org,ben@example.org"],
  ["mailto:"],
  ["mailto:ana"],
  ["xmailto:ana@example.org"],
  ["请看https://example.org/a", "https://example.org/a"],
  ["请看 https://example.org/a，谢谢", "https://example.org/a"],
  ["请看https://example.org/a。谢谢", "https://example.org/a"],
  ["请看（https://example.org/a）", "https://example.org/a"],
  ["「https://example.org/a」を見て", "https://example.org/a"],
  ["『https://example.org/a』", "https://example.org/a"],
  ["【https://example.org/a】", "https://example.org/a"],
  ["《https://example.org/a》", "https://example.org/a"],
  ["https://example.org/a！好", "https://example.org/a"],
  ["https://example.org/a？", "https://example.org/a"],
  ["https://example.org/a；b", "https://example.org/a"],
  ["https://example.org/a：b", "https://example.org/a"],
  [
    "https://example.org/a、https://example.org/b",
    "https://example.org/a",
    "https://example.org/b",
  ],
  ["https://example.org/a…", "https://example.org/a"],
  ["https://example.org/a……好", "https://example.org/a"],
  ["https://example.org/a・b", "https://example.org/a"],
  ["https://example.org/a～b", "https://example.org/a"],
  ["링크https://example.org/a", "https://example.org/a"],
  ["https://example.org/위키", "https://example.org/위키"],
  ["https://zh.example.org/wiki/茶", "https://zh.example.org/wiki/茶"],
  ["https://example.org/ﾃｽﾄ", "https://example.org/ﾃｽﾄ"],
  ["ดูhttps://example.org/a", "https://example.org/a"],
  ["https://example.org/a؟", "https://example.org/a"],
  ["https://example.org/a، ثم", "https://example.org/a"],
  ["https://example.org/a؛", "https://example.org/a"],
  ["https://example.org/a۔", "https://example.org/a"],
  ["https://example.org/a।", "https://example.org/a"],
  ["https://example.org/a॥", "https://example.org/a"],
  ["https://example.org/a։", "https://example.org/a"],
  ["https://example.org/a၊", "https://example.org/a"],
  ["https://example.org/a።", "https://example.org/a"],
  ["https://example.org/a—b", "https://example.org/a—b"],
  ["https://example.org/a —", "https://example.org/a"],
  ["https://example.org/a—", "https://example.org/a"],
  ["https://example.org/a–", "https://example.org/a"],
  ["https://ar.example.org/wiki/شاي", "https://ar.example.org/wiki/شاي"],
  ["https://hi.example.org/wiki/चाय", "https://hi.example.org/wiki/चाय"],
  ["https://example.org/u/ana_ there", "https://example.org/u/ana_"],
  ["https://example.org/u/ana_", "https://example.org/u/ana_"],
  ["https://example.org/u/ana~ x", "https://example.org/u/ana~"],
  ["https://example.org/u/* x", "https://example.org/u/*"],
  ["_https://example.org/u/ana_", "https://example.org/u/ana"],
  ["*https://example.org/u/ana*", "https://example.org/u/ana"],
  ["**https://example.org/u/ana**", "https://example.org/u/ana"],
  ["~https://example.org/u/ana~", "https://example.org/u/ana"],
  ["~~https://example.org/u/ana~~.", "https://example.org/u/ana"],
  ["__https://example.org/u/ana___", "https://example.org/u/ana_"],
  ["*https://example.org/a_", "https://example.org/a_"],
  ["[tea](https://example.org/a)", "https://example.org/a"],
  ["[tea](https://example.org/a_(b))", "https://example.org/a_(b)"],
  ["![x](https://example.org/a.png)", "https://example.org/a.png"],
  ["<https://example.org/a>", "https://example.org/a"],
  ["[https://example.org/a]", "https://example.org/a"],
  ["{https://example.org/a}", "https://example.org/a"],
  [
    "[https://example.org/a](https://example.org/b)",
    "https://example.org/a",
    "https://example.org/b",
  ],
  ["(https://example.org/a), or", "https://example.org/a"],
  ["(see https://example.org/a)", "https://example.org/a"],
  ["(https://example.org/a_(b))", "https://example.org/a_(b)"],
  ["https://en.example.org/wiki/Tea_(drink)", "https://en.example.org/wiki/Tea_(drink)"],
  ["https://en.example.org/wiki/Tea_(drink).", "https://en.example.org/wiki/Tea_(drink)"],
  ["https://en.example.org/wiki/Tea_(drink)_x", "https://en.example.org/wiki/Tea_(drink)_x"],
  ["https://example.org/a((b))", "https://example.org/a((b))"],
  ["https://example.org/a(b", "https://example.org/a(b"],
  ["https://example.org/a(", "https://example.org/a"],
  ["https://example.org/?a[]=1&b[x]=2", "https://example.org/?a[]=1&b[x]=2"],
  ["https://example.org/?a[]=1]", "https://example.org/?a[]=1"],
  ["https://example.org/{id}", "https://example.org/{id}"],
  ["https://example.org.", "https://example.org"],
  ["https://example.org,", "https://example.org"],
  ["https://example.org!", "https://example.org"],
  ["https://example.org?", "https://example.org"],
  ["https://example.org/?", "https://example.org/"],
  ["https://example.org/a?b", "https://example.org/a?b"],
  ["https://example.org/a;b=1;", "https://example.org/a;b=1"],
  ["https://example.org/a:", "https://example.org/a"],
  ["https://example.org/a...", "https://example.org/a"],
  ["https://example.org/a?!", "https://example.org/a"],
  ["https://example.org/a/", "https://example.org/a/"],
  ["https://example.org/a-", "https://example.org/a-"],
  ["https://example.org/a=", "https://example.org/a="],
  ["https://example.org/a+", "https://example.org/a+"],
  ["https://example.org/a#", "https://example.org/a#"],
  ["https://example.org/a%", "https://example.org/a%"],
  ["https://example.org/a@", "https://example.org/a@"],
  ["https://example.org/a&", "https://example.org/a&"],
  ["https://example.org/@ana", "https://example.org/@ana"],
  ["https://example.org/a$", "https://example.org/a$"],
  ["https://example.org/a|b", "https://example.org/a|b"],
  ["https://example.org/a\\b", "https://example.org/a\\b"],
  ["https://example.org/a^b", "https://example.org/a^b"],
  ["https://example.org/a%20b%C3%A9", "https://example.org/a%20b%C3%A9"],
  ["https://example.org/a%2", "https://example.org/a%2"],
  ["https://example.org:8443/a", "https://example.org:8443/a"],
  ["https://example.org:8443", "https://example.org:8443"],
  ["http://localhost:3000/x", "http://localhost:3000/x"],
  ["http://127.0.0.1/", "http://127.0.0.1/"],
  ["http://[::1]:3000/a", "http://[::1]:3000/a"],
  ["https://user:pass@example.org/a", "https://user:pass@example.org/a"],
  ["https://ana@example.org/a", "https://ana@example.org/a"],
  ["https://example.org:99999/a"],
  ["https://münchen.example/straße", "https://münchen.example/straße"],
  ["https://пример.example/путь", "https://пример.example/путь"],
  ["https://例え.example/", "https://例え.example/"],
  ["https://مثال.example/", "https://مثال.example/"],
  ["https://xn--e1afmkfd.example/", "https://xn--e1afmkfd.example/"],
  ["HTTPS://EXAMPLE.ORG/A", "HTTPS://EXAMPLE.ORG/A"],
  ["www.example.org", "www.example.org"],
  ["WWW.example.org/x.", "WWW.example.org/x"],
  ["请看www.example.org/x", "www.example.org/x"],
  ["www.example", "www.example"],
  ["www."],
  ["www..org"],
  ["wwww.example.org"],
  ["ftp://www.example.org/a"],
  ["sub.www.example.org"],
  ["sub-www.example.org"],
  ["//www.example.org/a"],
  ["@www.example.org"],
  ["foo@www.example.org", "foo@www.example.org"],
  ["example.com/?u=www.example.org"],
  ["example.com/https://example.org/a"],
  ["archive.example/web/2020/http://example.org/"],
  ["git+https://example.org/repo"],
  ["xhttps://example.org"],
  ["view-https://example.org"],
  ["Link:https://example.org/a", "https://example.org/a"],
  ["link=https://example.org/a", "https://example.org/a"],
  ["Done.https://example.org/a", "https://example.org/a"],
  ["a,https://example.org/a", "https://example.org/a"],
  ["a/https://example.org/a", "https://example.org/a"],
  ["-https://example.org/a", "https://example.org/a"],
  ["•https://example.org/a", "https://example.org/a"],
  ["👉https://example.org/a", "https://example.org/a"],
  ["https://example.org/a👈", "https://example.org/a👈"],
  ["https://example.org/👍", "https://example.org/👍"],
  ["https://example.org/👩\u200D👩\u200D👧/x", "https://example.org/👩\u200D👩\u200D👧/x"],
  ["https://fa.example.org/می\u200Cخواهم", "https://fa.example.org/می\u200Cخواهم"],
  ["https://example.org/a\u200Db"],
  ["https://example.org/a\u034F\u00AD/b"],
  ["https://example.org/a\u2060", "https://example.org/a"],
  ["https://example.org/a\uFEFF، ثم", "https://example.org/a"],
  ["https://example.org/a\u200Cها", "https://example.org/a"],
  ["\u2068https://example.org/a\u2069b", "https://example.org/a"],
  ["\u202Ahttps://example.org/a\u202C.", "https://example.org/a"],
  ["https://example.org/a\u200Bb", "https://example.org/a"],
  ["https://exam\u200Dple.org/a"],
  ["https://exam\u00ADple.org/a"],
  ["https://example.o\u00ADrg"],
  ["www.exam\u2060ple.org/a"],
  ["ana@example.org\u00ADx"],
  ["ana@example.o\uFEFFrg"],
  ["mailto:ana@example.or\u00ADg"],
  ["https://example.org/\u202Egnp.exe", "https://example.org/"],
  ["https://example.org/a\u200B", "https://example.org/a"],
  ["https://example.org/a\u00ADb"],
  ["https://example.org/a\u00A0b", "https://example.org/a"],
  ["https://example.org/a\u3000b", "https://example.org/a"],
  ["https://example.org/a\nb", "https://example.org/a"],
  ["https://example.org/a\tb", "https://example.org/a"],
  ["https://example.org/e\u0301", "https://example.org/e\u0301"],
  ["https://example.org/a https://example.org/b", "https://example.org/a", "https://example.org/b"],
  ["https://example.org/a,https://example.org/b", "https://example.org/a,https://example.org/b"],
  ["https://example.org/?u=https://example.org/b", "https://example.org/?u=https://example.org/b"],
  ["https://example.org/#/a!b", "https://example.org/#/a!b"],
  ["https://example.org/#:~:text=a,b", "https://example.org/#:~:text=a,b"],
  ["https://example.org/a*b*c", "https://example.org/a*b*c"],
  ["https://example.org/@1,2,3z/data=!3m1!4b1", "https://example.org/@1,2,3z/data=!3m1!4b1"],
  ["javascript:alert(1)"],
  ["JAVASCRIPT://example.org/%0aalert(1)"],
  ["data:text/html,<script>alert(1)</script>"],
  ["vbscript:x"],
  ["file:///etc/passwd"],
  ["http://"],
  ["https://?"],
  ["https://."],
  ["https:///a"],
  ["http:/example.org"],
  ["12:30"],
  ["a.b"],
  ["@example.org"],
  ['<a href="https://example.org/a">x</a>', "https://example.org/a"],
  ["<a href='https://example.org/a'>x</a>", "https://example.org/a"],
  [
    "e.g. https://example.org/a (or https://example.org/b?).",
    "https://example.org/a",
    "https://example.org/b",
  ],
  ["https://example.org/a's", "https://example.org/a's"],
  ["Ana's https://example.org/a", "https://example.org/a"],
  ["https://example.org/?q='x'", "https://example.org/?q='x"],
  ["'https://example.org/Murphy's'", "https://example.org/Murphy's"],
  ["https://example.org/a”", "https://example.org/a"],
  ["https://example.org/a’", "https://example.org/a"],
  ['https://example.org/a"b', "https://example.org/a"],
  ["https://example.org/x.", "https://example.org/x"],
  ["https://example.org/C++", "https://example.org/C++"],
  ["https://example.org/v1.2.3", "https://example.org/v1.2.3"],
  ["https://example.org/a™", "https://example.org/a™"],
  ["ana@example.org👍", "ana@example.org"],
  ["👍ana@example.org", "ana@example.org"],
  ["ana@example.org's", "ana@example.org"],
  ["ana@example.org-", "ana@example.org"],
  ["ana@example.org_x"],
  ["サーバーwww.example.org/x", "www.example.org/x"],
  ["メンバーana@example.org", "ana@example.org"],
  ["ꦗwww.example.org", "www.example.org"],
  ["ᥐana@example.org", "ana@example.org"],
  ["https://example.org/1️⃣", "https://example.org/1️⃣"],
  ["https://example.org/🏴󠁧󠁢󠁥󠁮󠁧󠁿/x", "https://example.org/🏴󠁧󠁢󠁥󠁮󠁧󠁿/x"],
  ["https://example.org/☎\uFE0E", "https://example.org/☎\uFE0E"],
  ["https://example.org/葛\u{E0100}城", "https://example.org/葛\u{E0100}城"],
  ["❝https://example.org/a❞", "https://example.org/a"],
  ["ʼhttps://example.org/aʼ", "https://example.org/a"],
  ["https://example.org/Niʻihau", "https://example.org/Niʻihau"],
  ["https://example.org;https://example.com", "https://example.org", "https://example.com"],
  ["https://example.org,https://example.com/a", "https://example.org", "https://example.com/a"],
  ["https://example.org|https://example.com", "https://example.org", "https://example.com"],
  [`https://${"a".repeat(150)}@example.org/`],
  ["https://example.org*x", "https://example.org"],
  ["https://a,b@example.org/", "https://a,b@example.org/"],
  ["https://пример.рф谢谢", "https://пример.рф"],
  ["пишите ana@пример.рф谢谢", "ana@пример.рф"],
  ["𞤀@example.org", "𞤀@example.org"],
  ["mailto:#@%"],
  ["@mailto:a@https://"],
  ["mailto:a#b@example.org", "mailto:a#b@example.org"],
  ["xmpp:ana@example.org"],
  ["tel:ana@example.org"],
  ["E-Mail:ana@example.org", "ana@example.org"],
];

test.each(CASES)("TXT-1: case %#: %s", (text, ...addresses) => {
  expect(shown(text)).toEqual(addresses);
});

test("TXT-1: a link opens exactly the address that is shown", () => {
  expect(links("see https://example.org/a?b=c#d and http://example.org")).toEqual([
    ["https://example.org/a?b=c#d", "https://example.org/a?b=c#d"],
    ["http://example.org", "http://example.org/"],
  ]);
  expect(hrefs("www.example.org/x")).toEqual(["https://www.example.org/x"]);
  expect(hrefs("ana.k+chat@example.org, o'brien@example.org")).toEqual([
    "mailto:ana.k+chat@example.org",
    "mailto:o'brien@example.org",
  ]);
  // Characters with a meaning in a mailto address are escaped.
  expect(hrefs("r&d%x?y@example.org")).toEqual(["mailto:r%26d%25x%3Fy@example.org"]);
  expect(hrefs("mailto:100%@example.org mailto:a%20b#c@example.org?subject=%FF")).toEqual([
    "mailto:100%25@example.org",
    "mailto:a%2520b%23c@example.org?subject=%25FF",
  ]);
  expect(hrefs("mailto:a%20b@example.org?subject=#1")).toEqual([
    "mailto:a%20b@example.org?subject=%231",
  ]);
  expect(hrefs("https://fa.example.org/\u0645\u06CC\u200C\u062E")).toEqual([
    "https://fa.example.org/%D9%85%DB%8C%E2%80%8C%D8%AE",
  ]);
});

/** Whole addresses of every kind that is linked. */
const hosts = fc.constantFrom(
  "example.org",
  "a.b-c.example",
  "münchen.example",
  "пример.example",
  "例え.example",
  "xn--e1afmkfd.example",
);
const segments = fc.constantFrom(
  "a",
  "Murphy's_law",
  "Tea_(drink)",
  "茶",
  "شاي",
  "می\u200Cخواهم",
  "👩\u200D👧",
  "%20b",
  "x.y",
  "a,b",
  "@ana",
  "a*b",
  "~u",
  "C++",
  "b[0]",
  "e\u0301",
);
const paths = fc
  .array(segments, { maxLength: 3 })
  .map((all) => all.map((one) => `/${one}`).join(""));
const webAddresses = fc
  .tuple(
    fc.constantFrom("https://", "http://", "HTTPS://", "https://ana@", "www."),
    hosts,
    fc.constantFrom("", ":8443"),
    paths,
    fc.constantFrom("", "?q=1&r[]=2", "#part", "/"),
  )
  .map((all) => all.join(""));
const locals = fc.constantFrom(
  "ana",
  "o'brien",
  "r&d",
  "a.b+c",
  "_x_",
  "jürgen",
  "a!b",
  "{a}",
  "100%",
);
const mailHosts = fc.constantFrom("example.org", "a.b-c.example", "münchen.example");
const mailAddresses = fc
  .tuple(fc.constantFrom("", "mailto:"), locals, mailHosts)
  .map(([scheme, local, host]) => `${scheme}${local}@${host}`);

/** Characters around an address that are not part of it. */
const before = fc.constantFrom(
  "",
  "see ",
  "(",
  "[",
  "“",
  "«",
  "请看",
  "链接：",
  "「",
  "（",
  "\n",
  "<",
  "→ ",
  "• ",
  "ดู",
  "링크 ",
);
const after = fc.constantFrom(
  "",
  " there",
  ".",
  ", ",
  "!",
  "?",
  "。谢谢",
  "，好",
  "؟",
  "،",
  "।",
  "։",
  "”",
  "»",
  "」",
  "）",
  "…",
  ">",
  "\n",
  ":",
  ";",
  ").",
  "\u00A0x",
);

test("TXT-1: an address in a sentence is linked as a whole, and nothing else is", () => {
  fc.assert(
    fc.property(before, fc.oneof(webAddresses, mailAddresses), after, (left, address, right) => {
      expect(shown(`${left}${address}${right}`)).toEqual([address]);
    }),
    { numRuns: 2_000 },
  );
});

/** Parts of addresses and sentences, in any order. */
const bits = fc.oneof(
  fc.constantFrom(
    "https://",
    "http://",
    "www.",
    "mailto:",
    "@",
    ".",
    "..",
    "/",
    "?",
    "#",
    ":",
    "://",
    "'",
    '"',
    "(",
    ")",
    "[",
    "]",
    "<",
    ">",
    "*",
    "_",
    "~",
    "-",
    "+",
    "%",
    "&",
    "=",
    " ",
    "\n",
    "，",
    "。",
    "’",
    "‘",
    "“",
    "”",
    "茶",
    "谢",
    "é",
    "é",
    "م",
    "\u200C",
    "\u200D",
    "\u200B",
    "\u202E",
    "\u00AD",
    "👍",
    "👩",
    "𞤀",
    "ー",
    "ΐ",
    ";",
    ",",
    "1️⃣",
    "\uFE0F",
    "\uD83D",
    "a",
    "example",
    "org",
    "example.org",
    "ana",
    "80",
    "x:",
  ),
  fc.string({ unit: "grapheme", maxLength: 2 }),
);
const hostile = fc.array(bits, { maxLength: 40 }).map((all) => all.join(""));

test("TXT-1: for any text, the concatenated parts equal it, and no link begins or ends within an address", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const parts = findLinks(text);
      expect(parts.map((part) => part.text).join("")).toBe(text);
      let at = 0;
      for (const part of parts) {
        const end = at + part.text.length;
        if (part.kind === "link") {
          expect(new URL(part.href).protocol).toMatch(/^(?:https?|mailto):$/u);
          // ASCII letters and digits continue any address, on either side.
          expect(text.charAt(at - 1)).not.toMatch(/[a-z0-9@]/iu);
          expect(text.slice(end, end + 1)).not.toMatch(/[a-z0-9@/\\]/iu);
          const isWeb = /^(?:http|www)/iu.test(part.text);
          const address = /^www\./iu.test(part.text) ? `https://${part.text}` : part.text;
          if (isWeb) expect(part.href).toBe(new URL(address).href);
          else
            expect(decodeURIComponent(part.href).toLowerCase()).toContain(
              part.text.replace(/\?.*/u, "").toLowerCase().replace("mailto:", "").slice(0, 3),
            );
        }
        at = end;
      }
    }),
    { numRuns: 5_000 },
  );
});

test("TXT-1: only web and mail addresses are links", () => {
  const dangerous = [
    "javascript:alert(1)",
    "JAVASCRIPT://example.org/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "blob:https",
    "http://",
    "https://?",
    "mailto:",
    "a.b",
    "12:30",
    "@example.org",
  ];
  for (const text of dangerous) expect(links(text), text).toEqual([]);
});

/** How many characters are passed to regular expressions and copied while a text is searched. */
function workOn(text: string): number {
  let work = 0;
  const { exec } = RegExp.prototype;
  const { slice } = String.prototype;
  const spies = [
    vi.spyOn(RegExp.prototype, "exec").mockImplementation(function counted(
      this: RegExp,
      of: string,
    ) {
      const from = this.lastIndex;
      const found = exec.call(this, of);
      const end =
        this.sticky || found === null
          ? (found?.[0].length ?? 1)
          : found.index + found[0].length - from;
      work += this.sticky ? end : found === null ? of.length - from : end;
      return found;
    }),
    vi.spyOn(String.prototype, "slice").mockImplementation(function counted(
      this: string,
      ...range
    ) {
      const part = slice.apply(this, range);
      work += part.length;
      return part;
    }),
  ];
  try {
    findLinks(text);
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return work;
}

test("TXT-1: the work is linear in the length of a text, however hostile it is", () => {
  const repeated = [
    "a@",
    "@",
    "(@",
    "www.",
    "a.",
    "https://",
    "https://a@",
    "xhttps://",
    "https://a.b]",
    "a.b/https://",
    "mailto:",
    "mailto:a@b.c,",
    "'https://a'",
    "-",
    ":1é",
    "https://:1é",
    "a@-",
    "_",
    "*https://a.b*",
    "a@b.c",
    "aaaa(",
    "茶https://",
    "👩\u200D",
    "º~www.",
    "https://a;",
    "https://a;b",
    "mailto:a#@b%",
  ];
  const full = 5_000;
  for (const bit of repeated) {
    for (const lead of ["", "https://", "a@", "x"]) {
      const text = (lead + bit.repeat(full)).slice(0, full);
      expect(workOn(text) / full, `${lead}${bit}`).toBeLessThan(40);
    }
  }
  fc.assert(
    fc.property(fc.array(bits, { minLength: 1, maxLength: 6 }), (some) => {
      const bit = some.join("") || "a";
      const text = bit.repeat(Math.ceil(full / bit.length));
      expect(workOn(text) / text.length).toBeLessThan(40);
    }),
  );
});
