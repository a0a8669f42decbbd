import type { Platform } from "@parley/api/platform";
import { signInIdentities } from "@parley/db/schema";
import { eq } from "drizzle-orm";
import type { Authenticator } from "@parley/server/auth";
import type { TokenRules } from "@parley/server/auth/check-token";
import { createAccessTokens } from "./access-tokens.ts";
import { createCookies } from "./cookies.ts";
import { createFlows } from "./flows.ts";
import { createHandOff } from "./hand-off.ts";
import { loadSignInKeys } from "./keys.ts";
import { createOidc } from "./oidc.ts";
import type { SignInParts } from "./serve-sign-in.ts";
import type { SignInSettings } from "./settings.ts";
import { createWebSessions } from "./web-sessions.ts";

export interface SignInOptions {
  readonly platform: Platform;
  readonly settings: SignInSettings;
  /** The rules for the platform's tokens, and the authenticator that applies them. */
  readonly rules: TokenRules;
  readonly authenticator: Authenticator;
}

/** Creates the web app's own sign-in. Its `authenticator` accepts the platform's tokens and those of signed-in browsers. */
export async function createSignIn(options: SignInOptions): Promise<SignInParts> {
  const { platform, settings, rules } = options;
  const { handOff, providers, publicUrl, sessionLifetime: lifetime } = settings;
  const keys = await loadSignInKeys(platform);
  const { clock, db } = platform;
  const sessions = createWebSessions(platform, { lifetime });
  const tokens = createAccessTokens({ key: keys.accessTokens, clock, sessions });
  return {
    settings,
    ways: [
      ...(handOff === undefined ? [] : [createHandOff({ platform, rules, ...handOff })]),
      ...providers.map((provider) => createOidc(platform, provider)),
    ],
    cookies: createCookies(publicUrl),
    flows: createFlows({ key: keys.flows, clock }),
    sessions,
    tokens,
    authenticator: tokens.authenticatorOver(options.authenticator),
    async unlink(userId) {
      await db.delete(signInIdentities).where(eq(signInIdentities.userId, userId));
    },
  };
}
