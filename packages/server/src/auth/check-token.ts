import { type Clock, DomainError, type Session } from "@parley/api/platform";
import { avatarSourceSchema } from "@parley/contract/avatars";
import { emailSchema } from "@parley/contract/email";
import { userIdSchema } from "@parley/contract/ids";
import { roleSchema } from "@parley/contract/people";
import { nameSchema } from "@parley/contract/text";
import { compactVerify, decodeJwt, decodeProtectedHeader, errors } from "jose";
import * as z from "zod";
import type { TokenKey } from "./token-key.ts";

/** Required claims of a token, in addition to its signature. */
export interface Expected {
  readonly issuer: string;
  readonly audience: string;
}

export interface TokenRules {
  readonly key: TokenKey;
  readonly expected: Expected;
  readonly clock: Clock;
  /** Maximum time between `iat` and `exp`, in seconds. */
  readonly maxLifetime: number;
  /** Whether name, e-mail and role claims may create a user. */
  readonly createsUsers: boolean;
  /** Tolerated difference of clocks, in seconds. */
  readonly clockTolerance?: number | undefined;
}

/** The checks of a token, in this order. RFC 8725 lists what a verifier has to pin. */
const checkNames = [
  "form",
  "algorithm",
  "key",
  "signature",
  "type",
  "issuer",
  "audience",
  "subject",
  "issued at",
  "expiry",
  "lifetime",
  "not before",
  "scope",
  "user claims",
] as const;
export type CheckName = (typeof checkNames)[number];

/** Result of one check. */
export interface Check {
  readonly name: CheckName;
  readonly outcome: "ok" | "failed" | "skipped";
  /** What was found and what was expected: no secret, and no value of a claim about a user. */
  readonly says: string;
  /** The value of a claim about a user. It may be shown to the bearer of the token, and is never logged. */
  readonly value?: string | undefined;
}

/** Every check, and the session if the token is valid. */
export interface Examination {
  readonly checks: readonly Check[];
  readonly session: Session | undefined;
}

/** Tolerated difference of clocks for tokens of calls, in seconds. */
export const CLOCK_TOLERANCE = 60;

/** Longer than any legitimate token; a longer one is not decoded. */
const TOKEN_MAX = 8_192;

/** Kinds of JWT that sign a user in. An ID token has another audience, a logout token another `typ`. */
const TYPES = new Set(["jwt", "application/jwt", "at+jwt", "application/at+jwt"]);

/** The scope of the host platform's own tokens. */
const SERVICE = "parley:service";

/** Characters of a value quoted in a message. */
const QUOTED_MAX = 80;

type Json = Readonly<Record<string, unknown>>;
type Found = Pick<Check, "outcome" | "says" | "value">;

const ok = (says: string, value?: string): Found => ({ outcome: "ok", says, value });
const failed = (says: string, value?: string): Found => ({ outcome: "failed", says, value });
const skipped = (says: string): Found => ({ outcome: "skipped", says });

/** A value as JSON, which escapes control characters, and truncated if long. */
function quote(value: unknown): string {
  if (value === undefined) return "missing";
  const text = JSON.stringify(value);
  return text.length <= QUOTED_MAX ? text : `${text.slice(0, QUOTED_MAX)}…`;
}

const is = (claim: string, value: unknown) => `${claim} is ${quote(value)}`;

/** Formats seconds since 1970 as a time. */
function timeOf(seconds: number): string {
  const date = new Date(seconds * 1_000);
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString();
}

/** The first year that seconds since 1970 reach only if they are milliseconds. */
const MILLISECONDS_FROM = 1e11;
const unitHint = (seconds: number) =>
  seconds >= MILLISECONDS_FROM ? " (a time is in seconds since 1970, not in milliseconds)" : "";

function decode(token: string): { header: Json; payload: Json } | Found {
  if (token === "") return failed('the token is empty, wanted "Authorization: Bearer <token>"');
  if (token.length > TOKEN_MAX)
    return failed(`the token has ${token.length} characters, wanted ${TOKEN_MAX} at most`);
  const parts = token.split(".").length;
  if (parts !== 3) return failed(`the token has ${parts} parts, wanted the 3 of a signed JWT`);
  try {
    const header: Json = { ...decodeProtectedHeader(token) };
    if (header["crit"] !== undefined) return failed("crit is set in the header, wanted none");
    return { header, payload: decodeJwt(token) };
  } catch {
    return failed("the header or the payload cannot be decoded, wanted a signed JWT");
  }
}

function checkAlgorithm({ alg }: Json, { key }: TokenRules): Found {
  const wanted = `wanted ${key.algorithms.join(", ")}`;
  return typeof alg === "string" && key.algorithms.includes(alg)
    ? ok(is("alg", alg))
    : failed(`${is("alg", alg)}, ${wanted}`);
}

/** Finds the key and verifies the signature with it. */
async function verify(
  token: string,
  { kid }: Json,
  { key }: TokenRules,
): Promise<{ key: Found; signature: Found }> {
  const noKey = (says: string) => ({
    key: failed(says),
    signature: skipped("there is no key to verify it by"),
  });
  try {
    await compactVerify(token, key.find, { algorithms: [...key.algorithms] });
    return { key: ok(is("kid", kid)), signature: ok("the key verifies it") };
  } catch (fault) {
    if (fault instanceof DomainError) throw fault;
    if (fault instanceof errors.JWKSNoMatchingKey)
      return noKey(`${is("kid", kid)}, wanted the id of a key at JWT_JWKS_URL`);
    if (fault instanceof errors.JWKSMultipleMatchingKeys)
      return noKey(`${is("kid", kid)}, and several keys at JWT_JWKS_URL fit: wanted a kid`);
    return {
      key: ok(is("kid", kid)),
      signature: failed("the signature is not by this key: wanted the key that this server has"),
    };
  }
}

function checkType({ typ }: Json): Found {
  const isKnown = typ === undefined || (typeof typ === "string" && TYPES.has(typ.toLowerCase()));
  return isKnown ? ok(is("typ", typ)) : failed(`${is("typ", typ)}, wanted "JWT"`);
}

const checkIssuer = ({ iss }: Json, { expected: { issuer } }: TokenRules): Found =>
  iss === issuer ? ok(is("iss", iss)) : failed(`${is("iss", iss)}, wanted ${quote(issuer)}`);

function checkAudience({ aud }: Json, { expected: { audience } }: TokenRules): Found {
  const isFor = Array.isArray(aud) ? aud.includes(audience) : aud === audience;
  return isFor ? ok(is("aud", aud)) : failed(`${is("aud", aud)}, wanted ${quote(audience)}`);
}

function checkSubject({ sub }: Json): Found {
  if (sub === undefined) return failed("sub is missing, wanted your id of the user");
  const value = quote(sub);
  if (typeof sub !== "string") return failed("sub is not a string", value);
  const { success, error } = userIdSchema.safeParse(sub);
  if (success) return ok("sub has the form of an id", value);
  return failed(`sub ${error.issues[0]?.message ?? "is not an id"}`, value);
}

/** What is wrong with a claim that should be a time. */
function noTime(claim: "iat" | "exp" | "nbf", value: unknown): Found {
  const what = value === undefined ? "is missing" : "is not a number";
  return failed(`${claim} ${what}, wanted seconds since 1970`);
}

/** The time, and the tolerated difference from it, in seconds. */
interface Now {
  readonly now: number;
  readonly tolerance: number;
}

function checkIssuedAt({ iat }: Json, { now, tolerance }: Now): Found {
  if (typeof iat !== "number") return noTime("iat", iat);
  const ahead = iat - now;
  return ahead <= tolerance
    ? ok(`iat is ${timeOf(iat)}`)
    : failed(
        `iat is ${timeOf(iat)}, ${ahead} s ahead of this server's clock, wanted ${tolerance} s at most${unitHint(iat)}`,
      );
}

function checkExpiry({ exp }: Json, { now, tolerance }: Now): Found {
  // A token without one is not expired: that fails the check of its lifetime.
  if (typeof exp !== "number") return skipped("there is no exp");
  const over = now - exp;
  return over < tolerance
    ? ok(`exp is ${timeOf(exp)}`)
    : failed(`exp is ${timeOf(exp)}, ${over} s ago by this server's clock`);
}

function checkLifetime({ iat, exp }: Json, { maxLifetime }: TokenRules): Found {
  if (typeof exp !== "number") return noTime("exp", exp);
  if (typeof iat !== "number") return skipped("there is no iat");
  const lifetime = exp - iat;
  const says = `exp is ${lifetime} s after iat`;
  return lifetime <= maxLifetime
    ? ok(says)
    : failed(`${says}, wanted ${maxLifetime} s at most (JWT_MAX_HOURS)${unitHint(exp)}`);
}

function checkNotBefore({ nbf }: Json, { now, tolerance }: Now): Found {
  if (nbf === undefined) return ok("nbf is missing, which is fine");
  if (typeof nbf !== "number") return noTime("nbf", nbf);
  const ahead = nbf - now;
  return ahead <= tolerance
    ? ok(`nbf is ${timeOf(nbf)}`)
    : failed(`nbf is ${timeOf(nbf)}, ${ahead} s ahead of this server's clock${unitHint(nbf)}`);
}

/** Characters of a scope by RFC 6749: visible ASCII without quotes and backslashes, and spaces between the words. */
const SCOPE_TEXT = /^[ !#-[\]-~]*$/;

/**
 * A misspelt service scope must not make its bearer a user of that subject: a word that begins with `parley:` is the
 * one that this server knows, or the token is refused.
 */
function checkScope({ scope }: Json): Found {
  if (scope === undefined) return ok(is("scope", scope));
  if (typeof scope !== "string" || !SCOPE_TEXT.test(scope))
    return failed(`${is("scope", scope)}, wanted a string of words with blanks between them`);
  const unknown = scope
    .split(" ")
    .find((word) => word !== SERVICE && word.toLowerCase().startsWith("parley:"));
  return unknown === undefined
    ? ok(is("scope", scope))
    : failed(
        `${is("scope", scope)}, and ${quote(unknown)} is not a scope here, wanted ${quote(SERVICE)}`,
      );
}

const isService = (scope: unknown) =>
  typeof scope === "string" && scope.split(" ").includes(SERVICE);

const profileSchema = z.object({
  name: nameSchema,
  email: emailSchema.nullable().default(null),
  role: roleSchema,
  // A user whose picture cannot be fetched can still be created.
  picture: avatarSourceSchema.optional().catch(undefined),
});
type Profile = z.output<typeof profileSchema>;

/** What is wrong with the claims that may create a user, without their values. */
function describeIssues({ issues }: z.ZodError, payload: Json): string {
  const wrong = new Map(issues.toReversed().map((issue) => [String(issue.path[0]), issue.message]));
  return [...wrong]
    .toReversed()
    .map(([claim, message]) => {
      if (payload[claim] === undefined) return `${claim} is missing`;
      if (claim === "role") return "role is not ADMIN, MENTOR or MENTEE";
      return `${claim} ${message.startsWith("is ") || message.startsWith("has ") ? message : "is not a text"}`;
    })
    .join(", ");
}

interface ProfileFound {
  readonly found: Found;
  readonly profile?: Profile;
}

/** The claims from which a user's first token creates them. They are used only then. */
function checkProfile(payload: Json, { createsUsers }: TokenRules): ProfileFound {
  if (isService(payload["scope"]))
    return { found: skipped("a service token creates no user by its claims") };
  if (!createsUsers) return { found: skipped("JIT_USERS is off: the claims are not read") };
  const { success, data, error } = profileSchema.safeParse(payload);
  const { name, email, role } = payload;
  const value = quote({ name, email, role });
  return success
    ? { found: ok("they can create a user", value), profile: data }
    : { found: failed(`they cannot create a user: ${describeIssues(error, payload)}`, value) };
}

const fromSeconds = (seconds: number) => new Date(seconds * 1_000);

/** The session of a token. Undefined if a claim has the wrong type. */
function sessionOf(
  { sub, iat, exp, scope }: Json,
  { found, profile }: ProfileFound,
): Session | undefined {
  if (typeof sub !== "string" || typeof iat !== "number" || typeof exp !== "number")
    return undefined;
  const lifetime = { issuedAt: fromSeconds(iat), expiresAt: fromSeconds(exp) };
  if (isService(scope)) return { kind: "service", name: sub, ...lifetime };
  const profileProblem = found.outcome === "failed" ? found.says : undefined;
  return { kind: "user", userId: sub, profile, profileProblem, ...lifetime };
}

/** Invalid claims about a user are harmless if the user exists already. */
const refuses = ({ name, outcome }: Check) => outcome === "failed" && name !== "user claims";

/**
 * Runs every check of a token, also after one has failed. Rejects with `unavailable` if the keys cannot be fetched at
 * the moment.
 */
export async function checkToken(token: string, rules: TokenRules): Promise<Examination> {
  const decoded = decode(token);
  if ("outcome" in decoded) {
    const rest = skipped("the token cannot be read");
    const checks = checkNames.map((name) => ({ name, ...(name === "form" ? decoded : rest) }));
    return { checks, session: undefined };
  }
  const { header, payload } = decoded;
  const now = {
    now: Math.floor(rules.clock.now().getTime() / 1_000),
    tolerance: rules.clockTolerance ?? CLOCK_TOLERANCE,
  };
  const algorithm = checkAlgorithm(header, rules);
  const signed =
    algorithm.outcome === "ok"
      ? await verify(token, header, rules)
      : { key: skipped("no key is looked for"), signature: skipped("it is not verified") };
  const profile = checkProfile(payload, rules);
  const found: Readonly<Record<CheckName, Found>> = {
    form: ok("the token is a signed JWT"),
    algorithm,
    ...signed,
    type: checkType(header),
    issuer: checkIssuer(payload, rules),
    audience: checkAudience(payload, rules),
    subject: checkSubject(payload),
    "issued at": checkIssuedAt(payload, now),
    expiry: checkExpiry(payload, now),
    lifetime: checkLifetime(payload, rules),
    "not before": checkNotBefore(payload, now),
    scope: checkScope(payload),
    "user claims": profile.found,
  };
  const checks = checkNames.map((name) => ({ name, ...found[name] }));
  return { checks, session: checks.some(refuses) ? undefined : sessionOf(payload, profile) };
}

/** The checks without which no other claim can be trusted. */
const FOUNDATION: ReadonlySet<CheckName> = new Set(["form", "algorithm", "key", "signature"]);

/** Why a token is not valid: every failed check, or only the first if its signature is not valid. */
export function refusalsOf({ checks }: Examination): readonly Check[] {
  const refused = checks.filter(refuses);
  const first = refused.find(({ name }) => FOUNDATION.has(name));
  return first === undefined ? refused : [first];
}
