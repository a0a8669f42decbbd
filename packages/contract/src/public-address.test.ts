import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { avatarSourceSchema } from "./avatars.ts";
import { isPublicAddress } from "./public-address.ts";
import { upsertUserInput } from "./people.ts";

/** Networks that a server must never reach, from the registries of special-purpose addresses. */
const privateV4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
  "168.63.129.16/32",
];

const numberOf = (dotted: string) =>
  dotted.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);

const dotted = (n: number) => [24, 16, 8, 0].map((by) => (n >>> by) & 255).join(".");

/** An address of one of these networks. */
const anyPrivateV4 = fc
  .tuple(fc.constantFrom(...privateV4), fc.nat(2 ** 32 - 1))
  .map(([network, random]) => {
    const [base = "", bits = "32"] = network.split("/");
    const size = 2 ** (32 - Number(bits));
    return numberOf(base) + (random % size);
  });

/** The spellings of one address that some resolver or parser accepts. */
const spellings = (n: number): string[] => {
  const parts = dotted(n).split(".").map(Number);
  const hex = (part: number) => `0x${part.toString(16)}`;
  const octal = (part: number) => `0${part.toString(8)}`;
  const [a = 0, b = 0, c = 0, d = 0] = parts;
  const low = n.toString(16).padStart(8, "0");
  const groups = `${low.slice(0, 4)}:${low.slice(4)}`;
  return [
    dotted(n),
    `${dotted(n)}.`,
    String(n),
    `0x${n.toString(16)}`,
    `0${n.toString(8)}`,
    parts.map(hex).join("."),
    parts.map(octal).join("."),
    [hex(a), octal(b), c, d].join("."),
    `${a}.${b}.${c * 256 + d}`,
    `${a}.${(b * 256 + c) * 256 + d}`,
    dotted(n).replaceAll(".", "%2E"),
    dotted(n).replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff_10 + Number(digit))),
    `[::ffff:${dotted(n)}]`,
    `[::ffff:${groups}]`,
    `[0:0:0:0:0:ffff:${groups}]`,
    `[::${dotted(n)}]`,
    `[64:ff9b::${groups}]`,
    `[64:ff9b:1::${groups}]`,
    `[2002:${groups}::1]`,
  ];
};

const publicV4 = fc.nat(2 ** 32 - 1).filter((n) => {
  const inside = (network: string) => {
    const [base = "", bits = "32"] = network.split("/");
    const size = 2 ** (32 - Number(bits));
    return n >= numberOf(base) && n < numberOf(base) + size;
  };
  return ![
    ...privateV4,
    "192.88.99.0/24",
    "192.31.196.0/24",
    "192.52.193.0/24",
    "192.175.48.0/24",
  ].some(inside);
});

const isTaken = (url: string) => avatarSourceSchema.safeParse(url).success;

test("AVA-2: no spelling of a private address is accepted, with any port and path", () => {
  fc.assert(
    fc.property(anyPrivateV4, fc.nat(18), fc.constantFrom("", ":443", ":8443"), (n, at, port) => {
      const host = spellings(n)[at] ?? dotted(n);
      expect(isTaken(`https://${host}${port}/ada.png`), host).toBe(false);
    }),
    { numRuns: 2_000 },
  );
});

test("AVA-2: a public address is accepted unchanged, and never through a translation", () => {
  fc.assert(
    fc.property(publicV4, (n) => {
      expect(isPublicAddress(dotted(n)), dotted(n)).toBe(true);
      expect(isTaken(`https://${dotted(n)}/ada.png`)).toBe(true);
      expect(isPublicAddress(`::ffff:${dotted(n)}`)).toBe(false);
    }),
    { numRuns: 1_000 },
  );
});

test.each([
  "::",
  "::1",
  "fe80::1",
  "fec0::1",
  "fc00::1",
  "fd00:ec2::254",
  "ff02::1",
  "100::1",
  "2001::1",
  "2001:db8::1",
  "2002:7f00:1::",
  "3fff::1",
  "4000::1",
  "5f00::1",
  "64:ff9b::1",
  "::ffff:127.0.0.1",
  "fe80::1%eth0",
  "localhost",
  "",
])("AVA-3: %s is not public", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(["2606:4700::1111", "2001:4860:4860::8888", "2a00:1450:4001::1", "1.1.1.1"])(
  "AVA-3: %s is public",
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

describe("AVA-2: avatarUrl", () => {
  test.each([
    "https://example.org/ada.png",
    "https://example.org",
    "https://EXAMPLE.org:8443/ada?v=2#x",
    "https://example.org./ada.png",
    "https://bücher.example/ada.png",
    "https://1.1.1.1/ada.png",
    "https://[2606:4700::1111]/ada.png",
    "https://localhost.example.org/a@b.png",
  ])("takes %s", (url) => {
    expect(isTaken(url)).toBe(true);
  });

  test.each([
    ["http://example.org/ada.png", "must begin with https://"],
    ["ftp://example.org/ada.png", "must begin with https://"],
    ["javascript:alert(1)", "must begin with https://"],
    ["data:image/png;base64,AAAA", "must begin with https://"],
    ["file:///etc/passwd", "must begin with https://"],
    ["blob:https://example.org/x", "must begin with https://"],
    ["/avatars/x", "is not an address such as https://example.org/ada.png"],
    ["//example.org/ada.png", "is not an address such as https://example.org/ada.png"],
    ["https://", "is not an address such as https://example.org/ada.png"],
    ["https://exa mple.org", "is not an address such as https://example.org/ada.png"],
    ["https://ada:secret@example.org/", "must not contain a user name or a password"],
    ["https://ada@example.org/", "must not contain a user name or a password"],
    ["https://:secret@example.org/", "must not contain a user name or a password"],
    ["https://@example.org/", "must not contain a user name or a password"],
    ["https://:@example.org/", "must not contain a user name or a password"],
    ["https:\\\\ada@example.org/", "must not contain a user name or a password"],
    ["https://localhost/ada.png", "is not on the public Internet"],
    ["https://LOCALHOST./ada.png", "is not on the public Internet"],
    ["https://localhost../ada.png", "is not on the public Internet"],
    ["https://example..org/ada.png", "is not on the public Internet"],
    ["https://a.localhost/ada.png", "is not on the public Internet"],
    ["https://printer.local/ada.png", "is not on the public Internet"],
    ["https://metadata.google.internal/", "is not on the public Internet"],
    ["https://intranet/ada.png", "is not on the public Internet"],
    ["https://router.home.arpa/", "is not on the public Internet"],
    ["https://169.254.169.254/latest/", "is not on the public Internet"],
    ["https://[::1]/ada.png", "is not on the public Internet"],
    ["https://[fd00:ec2::254]/", "is not on the public Internet"],
    ["https://①②⑦.0.0.1/", "is not on the public Internet"],
    [`https://example.org/\uD800`, "has a character that cannot be stored"],
    [`https://example.org/\u0000`, "has a character that cannot be stored"],
  ])("refuses %s with a reason", (avatarUrl, problem) => {
    const person = { id: "a", email: "a@example.org", name: "A", role: "MENTEE", avatarUrl };
    const { error } = upsertUserInput.safeParse(person);
    expect(error?.issues.map(({ path, message }) => [path.join("."), message])).toEqual([
      ["avatarUrl", problem],
    ]);
  });

  test("accepts nothing longer than an address", () => {
    expect(isTaken(`https://example.org/${"a".repeat(1_980)}`)).toBe(true);
    expect(isTaken(`https://example.org/${"a".repeat(1_981)}`)).toBe(false);
  });
});
