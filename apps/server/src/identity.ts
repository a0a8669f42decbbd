import type { Platform } from "@parley/api/domain/context";
import type { DemoDesk } from "@parley/api/trpc";
import type { CryptoKey } from "jose";
import { type Authenticator, createAuthenticator } from "./auth.ts";
import type { TokenRules } from "./auth/check-token.ts";
import { rememberSignIns } from "./auth/remember-sign-ins.ts";
import { createPublishedKeys, createSharedKey, importSecret } from "./auth/token-key.ts";
import { createDemoDesk, demoExpected, readDemoSecret } from "./demo-desk.ts";
import type { Env } from "./env.ts";
import type { ReportTokenProblem } from "./logs/token-log.ts";

/** Who is let in, and in demo mode the desk that lets in everybody. */
export interface Doorkeeper {
  readonly authenticator: Authenticator;
  readonly demo?: DemoDesk | undefined;
  close(): void;
}

/** What the environment asks of a token, and in demo mode the key that signs as well. */
export async function openTokenRules(
  env: Env,
  clock: TokenRules["clock"],
): Promise<TokenRules & { readonly demoKey?: CryptoKey | undefined }> {
  const { identity, maxLifetime, createsUsers } = env;
  const rules = { clock, maxLifetime, createsUsers };
  switch (identity.mode) {
    case "secret": {
      const key = createSharedKey(await importSecret(identity.secret));
      return { ...rules, key, expected: identity.expected };
    }
    case "jwks":
      return { ...rules, key: createPublishedKeys(identity.url), expected: identity.expected };
    case "demo": {
      const demoKey = await importSecret(await readDemoSecret(env.dataDir));
      return { ...rules, key: createSharedKey(demoKey), expected: demoExpected, demoKey };
    }
  }
}

export async function createDoorkeeper(
  env: Env,
  platform: Platform,
  onTokenRefused: ReportTokenProblem,
): Promise<Doorkeeper> {
  const { clock } = platform;
  const { demoKey, ...rules } = await openTokenRules(env, clock);
  return {
    authenticator: rememberSignIns(createAuthenticator({ ...rules, onTokenRefused }), { clock }),
    demo: demoKey && createDemoDesk({ platform, key: demoKey }),
    close: () => rules.key.close(),
  };
}
