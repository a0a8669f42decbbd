import fc from "fast-check";
import { expect, test } from "vitest";
import { emailSchema } from "./email.ts";

const parsed = (text: string) => emailSchema.safeParse(text).data;
const long = (length: number) => "a".repeat(length);

test.each([
  ["ada@example.org", "ada@example.org"],
  ["Ada.Byron+News@Example.ORG", "ada.byron+news@example.org"],
  ["r&d@example.org", "r&d@example.org"],
  ["o'brien@example.org", "o'brien@example.org"],
  ["!#$%&'*+-/=?^_`{|}~@example.org", "!#$%&'*+-/=?^_`{|}~@example.org"],
  ["ana@xn--80a1acny.xn--p1ai", "ana@xn--80a1acny.xn--p1ai"],
  ["ana@почта.рф", "ana@xn--80a1acny.xn--p1ai"],
  ["ana@ПОЧТА.РФ", "ana@xn--80a1acny.xn--p1ai"],
  ["info@bücher.example", "info@xn--bcher-kva.example"],
  ["info@bu\u0308cher.example", "info@xn--bcher-kva.example"],
  ["ming@例子。公司", "ming@xn--fsqu00a.xn--55qx5d"],
  ["用户@例子.公司", "用户@xn--fsqu00a.xn--55qx5d"],
  ["JOSE\u0301@example.org", "josé@example.org"],
  ['"Ada Byron"@example.org', '"ada byron"@example.org'],
  ['"ada@home"@example.org', '"ada@home"@example.org'],
  ['"ada..b"@example.org', '"ada..b"@example.org'],
  [String.raw`"a\"b\\c"@example.org`, String.raw`"a\"b\\c"@example.org`],
  ['"ada"@example.org', "ada@example.org"],
  [String.raw`"\a\d\a"@example.org`, "ada@example.org"],
  ['""@example.org', '""@example.org'],
  ["ada@localhost", "ada@localhost"],
  ["ada@a.b-c.d1", "ada@a.b-c.d1"],
  ["ada@[192.0.2.1]", "ada@[192.0.2.1]"],
  ["ada@[IPv6:2001:DB8::1]", "ada@[ipv6:2001:db8::1]"],
  [`${long(64)}@example.org`, `${long(64)}@example.org`],
  [`ada@${long(63)}.org`, `ada@${long(63)}.org`],
])("ADR-1: %s is a mailbox, stored as %s", (text, email) => {
  expect(parsed(text)).toBe(email);
  expect(parsed(email)).toBe(email);
});

test.each([
  "",
  "ada",
  "@example.org",
  "ada@",
  "ada@@example.org",
  "ada@b@example.org",
  ".ada@example.org",
  "ada.@example.org",
  "ada..b@example.org",
  "ada byron@example.org",
  " ada@example.org",
  "ada@example.org ",
  "ada@exa mple.org",
  "ada@example..org",
  "ada@.example.org",
  "ada@example.org.",
  "ada@-example.org",
  "ada@example-.org",
  "ada@exam_ple.org",
  "ada@example.org/path",
  "ada@example.org:25",
  "ada@example.org?x",
  "ada@192.0.2.1",
  "ada@example.1",
  "ada@[192.0.2.256]",
  "ada@[example.org]",
  "ada@[IPv6:zz]",
  "ada,ben@example.org",
  "Ada <ada@example.org>",
  "mailto:ada@example.org",
  '"ada@example.org',
  'a"b"@example.org',
  '"a"b"@example.org',
  '"a\nb"@example.org',
  "ada\u0000@example.org",
  "ada\uD800@example.org",
  "ada\u200B@example.org",
  "ada\u00A0b@example.org",
  "a\u202Eda@example.org",
  "ada@exa\u202Emple.org",
  `${long(65)}@example.org`,
  `${"é".repeat(33)}@example.org`,
  `ada@${long(64)}.org`,
  `ada@${`${long(60)}.`.repeat(4)}abcdefg`,
])("ADR-1: %j is not a mailbox", (text) => {
  expect(parsed(text)).toBeUndefined();
});

test("ADR-1: an address has at most 254 octets, and its local part 64", () => {
  const host = `${`${long(60)}.`.repeat(3)}${long(6)}`;
  expect(host).toHaveLength(189);
  expect(parsed(`${long(64)}@${host}`)).toHaveLength(254);
  expect(parsed(`${long(64)}@${host}a`)).toBeUndefined();
  expect(parsed(`${"é".repeat(32)}@example.org`)).toBe(`${"é".repeat(32)}@example.org`);
});

const atext = fc.constantFrom(...Array.from("abcXYZ019!#$%&'*+-/=?^_`{|}~éßøлд用म"));
const atom = fc.array(atext, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(""));
const dotString = fc.array(atom, { minLength: 1, maxLength: 3 }).map((atoms) => atoms.join("."));
const quoted = fc
  .array(fc.integer({ min: 32, max: 126 }), { maxLength: 20 })
  .map((codes) =>
    codes
      .map((code) => String.fromCodePoint(code))
      .map((char) => (char === '"' || char === "\\" ? `\\${char}` : char))
      .join(""),
  )
  .map((text) => `"${text}"`);
const label = fc.constantFrom(
  "example",
  "mail-1",
  "a",
  "Bücher",
  "почта",
  "例子",
  "ελλάδα",
  "xn--p1ai",
  "9to5",
);
const host = fc
  .tuple(fc.array(label, { maxLength: 3 }), fc.constantFrom("org", "рф", "museum", "ORG", "co"))
  .map(([labels, last]) => [...labels, last].join("."));

test("ADR-1: every mailbox that RFC 5321 and IDNA allow is accepted, in one stable form", () => {
  fc.assert(
    fc.property(fc.oneof(dotString, quoted), host, (local, domain) => {
      const email = parsed(`${local}@${domain}`) ?? "";
      expect(email).toMatch(/^.+@[a-z\d.-]+$/su);
      expect(parsed(email)).toBe(email);
      expect(parsed(`${local.toUpperCase().toLowerCase()}@${domain.toUpperCase()}`)).toBe(
        parsed(`${local.toUpperCase().toLowerCase()}@${domain}`),
      );
      expect(email).not.toMatch(/[A-Z]/);
    }),
    { numRuns: 2_000 },
  );
});

test("ADR-1: no text makes the rule throw, or return an address that it would not accept", () => {
  const text = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 30 }),
    fc.string({ unit: "binary", maxLength: 30 }),
    fc
      .array(fc.constantFrom("a", "@", ".", '"', "\\", "[", "]", "-", "é", "。", ":", " "), {
        maxLength: 12,
      })
      .map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(text, text, (a, b) => {
      const email = parsed(`${a}@${b}`);
      if (email !== undefined) expect(parsed(email)).toBe(email);
    }),
    { numRuns: 5_000 },
  );
});
