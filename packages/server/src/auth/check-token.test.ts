import fc from "fast-check";
import { jwtVerify } from "jose";
import { expect, test } from "vitest";
import {
  createSigner,
  seconds,
  testExpected,
  testSecret,
  type TokenSpec,
} from "../testing/tokens.ts";
import { checkToken, CLOCK_TOLERANCE, refusalsOf, type TokenRules } from "./check-token.ts";
import { createSharedKey, importSecret } from "./token-key.ts";

const clock = { now: () => new Date("2026-03-02T08:00:00.000Z") };
const now = seconds(clock);
const sign = createSigner(clock);
const secret = await importSecret(testSecret);
const rules: TokenRules = {
  key: createSharedKey(secret),
  expected: testExpected,
  clock,
  maxLifetime: 86_400,
  createsUsers: false,
};
const user = { name: "Ada Obi", email: "ada@example.org", role: "MENTOR" };

const whyOf = async (token: string, more: Partial<TokenRules> = {}) =>
  refusalsOf(await checkToken(token, { ...rules, ...more })).map(({ name, says }) => [name, says]);

test.for<[string, TokenSpec, string[][]]>([
  ["another audience", { claims: { aud: "x" } }, [["audience", 'aud is "x", wanted "parley"']]],
  [
    "no audience",
    { claims: { aud: undefined } },
    [["audience", 'aud is missing, wanted "parley"']],
  ],
  [
    "another issuer, and another audience",
    { claims: { iss: "https://a.example", aud: ["a", "b"] } },
    [
      ["issuer", 'iss is "https://a.example", wanted "https://host.example"'],
      ["audience", 'aud is ["a","b"], wanted "parley"'],
    ],
  ],
  [
    "no iat",
    { claims: { iat: undefined } },
    [["issued at", "iat is missing, wanted seconds since 1970"]],
  ],
  [
    "no exp",
    { claims: { exp: undefined } },
    [["lifetime", "exp is missing, wanted seconds since 1970"]],
  ],
  [
    "an exp in words",
    { claims: { exp: "1h" } },
    [["lifetime", "exp is not a number, wanted seconds since 1970"]],
  ],
  [
    "a life of more than a day",
    { claims: { exp: now + 90_000 } },
    [["lifetime", "exp is 90000 s after iat, wanted 86400 s at most (JWT_MAX_HOURS)"]],
  ],
  [
    "expired",
    { claims: { iat: now - 7_200, exp: now - 3_600 } },
    [["expiry", "exp is 2026-03-02T07:00:00.000Z, 3600 s ago by this server's clock"]],
  ],
  [
    "issued in the future",
    { claims: { iat: now + 3_600, exp: now + 7_200 } },
    [
      [
        "issued at",
        "iat is 2026-03-02T09:00:00.000Z, 3600 s ahead of this server's clock, wanted 60 s at most",
      ],
    ],
  ],
  [
    "times in milliseconds",
    { claims: { iat: now * 1_000, exp: now * 1_000 + 3_600 } },
    [
      [
        "issued at",
        expect.stringContaining("a time is in seconds since 1970, not in milliseconds"),
      ],
    ],
  ],
  [
    "not valid yet",
    { claims: { nbf: now + 600 } },
    [["not before", "nbf is 2026-03-02T08:10:00.000Z, 600 s ahead of this server's clock"]],
  ],
  [
    "no subject",
    { claims: { sub: undefined } },
    [["subject", "sub is missing, wanted your id of the user"]],
  ],
  [
    "a subject with a space",
    { claims: { sub: "Ada Obi" } },
    [["subject", "sub has a character that ids cannot have"]],
  ],
  ["a subject that is a number", { claims: { sub: 42 } }, [["subject", "sub is not a string"]]],
  [
    "scopes as a list",
    { claims: { scope: ["parley:service"] } },
    [["scope", 'scope is ["parley:service"], wanted a string of words with blanks between them']],
  ],
  [
    "a logout token",
    { header: { typ: "logout+jwt" } },
    [["type", 'typ is "logout+jwt", wanted "JWT"']],
  ],
  [
    "another secret, and another audience that is not configured",
    {
      key: new TextEncoder().encode("another secret that is also long enough"),
      claims: { aud: "x" },
    },
    [["signature", expect.stringContaining("the signature is not by this key")]],
  ],
  [
    "another algorithm",
    { header: { alg: "HS512" }, key: new TextEncoder().encode("x".repeat(64)) },
    [["algorithm", 'alg is "HS512", wanted HS256']],
  ],
])("ID-13: it says which check refused a token, and why: %s", async ([, spec, why]) => {
  expect(await whyOf(await sign("ada", spec))).toEqual(why);
});

test.for<[string, string]>([
  ["", 'the token is empty, wanted "Authorization: Bearer <token>"'],
  ["my-session-id", "the token has 1 parts, wanted the 3 of a signed JWT"],
  ["a.b.c.d.e", "the token has 5 parts, wanted the 3 of a signed JWT"],
  ["a.b.c", "the header or the payload cannot be decoded, wanted a signed JWT"],
  ["x".repeat(9_000), "the token has 9000 characters, wanted 8192 at most"],
])("ID-13: what is not a token is not quoted: %j", async ([token, says]) => {
  expect(await whyOf(token)).toEqual([["form", says]]);
});

test.for<[string, object, string]>([
  ["no e-mail address", { ...user, email: "ada at home" }, "email is not an e-mail address"],
  ["an unknown role", { ...user, role: "TEACHER" }, "role is not ADMIN, MENTOR or MENTEE"],
  ["no name", { ...user, name: undefined }, "name is missing"],
  ["a blank name", { ...user, name: " " }, "name is empty"],
  ["a name that is no text", { ...user, name: 42 }, "name is not a text"],
])(
  "ID-13: claims that cannot create a user refuse no token, and the reason is reported: %s",
  async ([, claims, why]) => {
    const token = await sign("ada", { claims: { ...claims } });
    const { checks, session } = await checkToken(token, { ...rules, createsUsers: true });
    const says = `they cannot create a user: ${why}`;
    expect(session).toMatchObject({ kind: "user", profile: undefined, profileProblem: says });
    expect(checks.at(-1)).toMatchObject({ name: "user claims", outcome: "failed", says });
  },
);

test.for([undefined, null])(
  "USR-10: claims without an address can create a user: %j",
  async (email) => {
    const token = await sign("ada", { claims: { ...user, email } });
    const { session } = await checkToken(token, { ...rules, createsUsers: true });
    expect(session).toMatchObject({ profile: { name: "Ada Obi", email: null, role: "MENTOR" } });
  },
);

test("ID-13: a failed check hides none of the others", async () => {
  const token = await sign("a b", {
    claims: { aud: "x", exp: now - 600, iat: now - 700, nbf: now + 600 },
  });
  const names = (await whyOf(token)).map(([name]) => name);
  expect(names).toEqual(["audience", "subject", "expiry", "not before"]);
});

const personal = fc.string({ minLength: 8, maxLength: 40, unit: "grapheme" });

test("ID-13: nothing that is logged quotes a secret or a claim about a user", async () => {
  const claims = fc.record({ sub: personal, name: personal, email: personal, role: personal });
  const run = async (given: Record<string, string>, aud: string) => {
    const token = await sign("ada", { claims: { ...given, aud } });
    const { checks } = await checkToken(token, { ...rules, createsUsers: true });
    const logged = checks.map(({ says }) => says).join("\n");
    const quoted = Object.values(given).filter(
      (value) => value.trim() !== "" && logged.includes(value),
    );
    expect([...quoted, ...[testSecret, token].filter((it) => logged.includes(it))]).toEqual([]);
  };
  await fc.assert(fc.asyncProperty(claims, fc.constantFrom("parley", "x"), run), { numRuns: 200 });
});

test("ID-13: what is quoted is short and on one line", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ maxLength: 2_000, unit: "binary" }), async (aud) => {
      const [[, says = ""] = []] = await whyOf(
        await sign("ada", { claims: { aud: `not ${aud}` } }),
      );
      expect(says.length).toBeLessThan(150);
      expect(says).not.toMatch(/[\n\r]/);
    }),
    { numRuns: 100 },
  );
});

/** The result of a library, and Parley's additional checks. */
async function verdictOfJose(token: string): Promise<boolean> {
  try {
    const { payload } = await jwtVerify(token, secret, {
      algorithms: ["HS256"],
      issuer: testExpected.issuer,
      audience: testExpected.audience,
      requiredClaims: ["sub", "iat", "exp"],
      clockTolerance: CLOCK_TOLERANCE,
      currentDate: clock.now(),
    });
    const { iat = 0, exp = 0 } = payload;
    return iat <= now + CLOCK_TOLERANCE && exp - iat <= rules.maxLifetime;
  } catch {
    return false;
  }
}

test("ID-1: the checks decide as jose does, whatever the claims", async () => {
  const odd = fc.constantFrom(undefined, null, "", "1", true, [], {}, -1, 0, 1.5, 1e12, 1e300);
  const near = fc.integer({ min: -90, max: 90 });
  const time = (at: number) =>
    fc.oneof(
      { weight: 4, arbitrary: near.map((off) => now + at + off) },
      { weight: 1, arbitrary: odd },
    );
  const text = (good: string) =>
    fc.oneof(
      { weight: 6, arbitrary: fc.constant<unknown>(good) },
      {
        weight: 1,
        arbitrary: fc.constantFrom<unknown>([good], ["x", good], ["x"], "x", `${good} `),
      },
      { weight: 1, arbitrary: odd },
    );
  const claims = fc.record({
    iss: text(testExpected.issuer),
    aud: text(testExpected.audience),
    iat: time(0),
    exp: fc.oneof(time(0), time(3_600), time(86_400)),
    nbf: fc.oneof(
      { weight: 3, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: time(0) },
    ),
  });
  let good = 0;
  await fc.assert(
    fc.asyncProperty(claims, async (given) => {
      const token = await sign("ada", { claims: given });
      const { session } = await checkToken(token, rules);
      expect(session !== undefined).toBe(await verdictOfJose(token));
      good += Number(session !== undefined);
    }),
    { numRuns: 3_000, seed: 8 },
  );
  expect(good, "many of them hold").toBeGreaterThan(100);
});
