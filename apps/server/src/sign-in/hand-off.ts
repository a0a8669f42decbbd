import { createHash } from "node:crypto";
import { DomainError, loadActor, type Platform } from "@parley/api/platform";
import { usedSignInCodes } from "@parley/db/schema";
import { lt } from "drizzle-orm";
import { decodeJwt } from "jose";
import {
  checkToken,
  type Examination,
  refusalsOf,
  type TokenRules,
} from "@parley/server/auth/check-token";
import { SignInRefusal, type Way } from "./way.ts";

/** The id of the way through the host platform. */
const HAND_OFF = "platform";

/** Longest life of a code, and tolerated difference of clocks, in seconds. */
const CODE_LIFETIME = 60;
const CLOCK_TOLERANCE = 120;

const JTI_MAX = 200;
/** Least time between two fetches of keys because of an unknown one, in milliseconds. */
const RELOAD_PAUSE = 5_000;

export interface HandOffOptions {
  readonly platform: Platform;
  /** The platform's key, issuer and audience. */
  readonly rules: TokenRules;
  /** The platform's page that signs a user in. */
  readonly signInUrl: URL;
  /** What users call the platform. */
  readonly name: string | null;
}

/** The audience of codes: no token that calls the server is a code, and no code is a token. */
const codeAudience = (audience: string) => `${audience}/sign-in`;

/** Marks a code as used. False if it was used before, by any server. */
async function use({ db, clock }: Platform, code: { jti: string; exp: number }): Promise<boolean> {
  const now = clock.now();
  await db.delete(usedSignInCodes).where(lt(usedSignInCodes.expiresAt, now));
  const id = createHash("sha256").update(code.jti).digest("base64url");
  const used = await db
    .insert(usedSignInCodes)
    .values({ id, expiresAt: new Date((code.exp + CLOCK_TOLERANCE + 1) * 1_000) })
    .onConflictDoNothing()
    .returning({ id: usedSignInCodes.id });
  return used.length > 0;
}

/** The active user of a code. With `JIT_USERS=on` its claims create them, like those of a token. */
async function findUser(ctx: Platform, session: Parameters<typeof loadActor>[0]["session"]) {
  try {
    return (await loadActor({ ctx, session })).id;
  } catch (cause) {
    if (!(cause instanceof DomainError)) throw cause;
    const why = cause.tokenProblem?.message ?? cause.reason;
    throw new SignInRefusal(cause.reason === "session_expired" ? "failed" : "no-account", why);
  }
}

/**
 * Sign-in by the host platform: its page signs the user in and sends the browser back with a code, which is a JWT for this
 * purpose alone, used once, and bound by `nonce` to the browser in which the sign-in was started.
 */
export function createHandOff(options: HandOffOptions): Way {
  const { platform, rules, signInUrl, name } = options;
  const codeRules: TokenRules = {
    ...rules,
    expected: { ...rules.expected, audience: codeAudience(rules.expected.audience) },
    maxLifetime: CODE_LIFETIME,
    clockTolerance: CLOCK_TOLERANCE,
  };

  let reloadedAt = -Infinity;

  /** Fetches the keys again, since the platform may sign with one that it published a moment ago. */
  async function reload(): Promise<void> {
    const now = performance.now();
    if (now - reloadedAt < RELOAD_PAUSE) return;
    reloadedAt = now;
    await rules.key.reload?.();
  }

  async function examine(code: string): Promise<Examination> {
    const examination = await checkToken(code, codeRules);
    const isUnknownKey = examination.checks.some(
      ({ name: check, outcome }) => check === "key" && outcome === "failed",
    );
    if (!isUnknownKey || rules.key.reload === undefined) return examination;
    await reload();
    return checkToken(code, codeRules);
  }

  async function verify(code: string) {
    const examination = await examine(code).catch((cause: unknown) => {
      throw new SignInRefusal("unavailable", "the platform's keys cannot be fetched", { cause });
    });
    const { session } = examination;
    if (session?.kind === "user") return session;
    const why = refusalsOf(examination).map(({ says }) => says);
    throw new SignInRefusal("failed", why.join("; ") || "the code has the scope of a service");
  }

  return {
    id: HAND_OFF,
    name,
    kind: "hand-off",
    async begin({ state, flow, redirectUri }) {
      const address = new URL(signInUrl);
      address.searchParams.set("state", state);
      address.searchParams.set("nonce", flow.nonce);
      address.searchParams.set("redirect_uri", redirectUri);
      return address;
    },
    async finish({ address: { searchParams }, flow }) {
      const code = searchParams.get("code");
      if (code === null) {
        const error = searchParams.get("error");
        throw new SignInRefusal("denied", `the platform returned error ${JSON.stringify(error)}`);
      }
      const session = await verify(code);
      const { nonce, jti, exp = 0 } = decodeJwt(code);
      if (nonce !== flow.nonce)
        throw new SignInRefusal("failed", "nonce is not the one of this sign-in");
      if (typeof jti !== "string" || jti === "" || jti.length > JTI_MAX)
        throw new SignInRefusal("failed", `jti has to be a string of 1 to ${JTI_MAX} characters`);
      if (!(await use(platform, { jti, exp })))
        throw new SignInRefusal("failed", "jti was used before");
      return { userId: await findUser(platform, session) };
    },
  };
}
