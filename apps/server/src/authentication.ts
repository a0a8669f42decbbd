import type { DemoSignIn, Platform } from "@parley/api/platform";
import type { CryptoKey } from "jose";
import { type Authenticator, createAuthenticator } from "@parley/server/auth";
import type { TokenRules } from "@parley/server/auth/check-token";
import { rememberSignIns } from "@parley/server/auth/remember-sign-ins";
import {
  createPublishedKeys,
  createSharedKey,
  importSecret,
  noKey,
} from "@parley/server/auth/token-key";
import { createDemoSignIn, demoExpected, readDemoSecret } from "./demo-sign-in.ts";
import type { Env } from "./env.ts";
import type { ReportTokenProblem } from "@parley/server/logs/token-log";
import { createSignIn } from "./sign-in/create-sign-in.ts";
import type { SignInParts } from "./sign-in/serve-sign-in.ts";

/** The authenticator, and in demo mode the sign-in as a demo user. */
export interface Authentication {
  readonly authenticator: Authenticator;
  readonly demo?: DemoSignIn | undefined;
  /** The web app's own sign-in, if it has one. */
  readonly signIn?: SignInParts | undefined;
  close(): void;
}

/** The token rules of the environment, and in demo mode the signing key. */
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
    case "own-sign-in":
      return { ...rules, key: noKey, expected: { issuer: "", audience: "" } };
    case "jwks":
      return { ...rules, key: createPublishedKeys(identity.url), expected: identity.expected };
    case "demo": {
      const demoKey = await importSecret(await readDemoSecret(env.dataDir));
      return { ...rules, key: createSharedKey(demoKey), expected: demoExpected, demoKey };
    }
  }
}

export async function createAuthentication(
  env: Env,
  platform: Platform,
  onTokenRefused: ReportTokenProblem,
): Promise<Authentication> {
  const { clock } = platform;
  const { demoKey, ...rules } = await openTokenRules(env, clock);
  const authenticator = rememberSignIns(createAuthenticator({ ...rules, onTokenRefused }), {
    clock,
  });
  const signIn =
    env.signIn && (await createSignIn({ platform, settings: env.signIn, rules, authenticator }));
  return {
    authenticator: signIn?.authenticator ?? authenticator,
    demo: demoKey && createDemoSignIn({ platform, key: demoKey }),
    signIn,
    close: () => rules.key.close(),
  };
}
