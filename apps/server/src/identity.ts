import type { Platform } from "@parley/api/domain/context";
import type { DemoDesk } from "@parley/api/trpc";
import { type Authenticate, createAuthenticator } from "./auth.ts";
import { rememberSignIns } from "./auth/remember-sign-ins.ts";
import {
  createPublishedKeys,
  createSharedKey,
  importSecret,
  type TokenKey,
} from "./auth/token-key.ts";
import { createDemoDesk, demoExpected, readDemoSecret } from "./demo-desk.ts";
import type { Env, Expected } from "./env.ts";

/** Who is let in, and in demo mode the desk that lets in everybody. */
export interface Doorkeeper {
  readonly authenticate: Authenticate;
  readonly demo?: DemoDesk | undefined;
}

export async function createDoorkeeper(env: Env, platform: Platform): Promise<Doorkeeper> {
  const { identity, maxLifetime, createsUsers } = env;
  const { clock } = platform;
  const authenticatorOf = (key: TokenKey, expected: Expected) =>
    rememberSignIns(createAuthenticator({ key, expected, clock, maxLifetime, createsUsers }), {
      clock,
    });

  switch (identity.mode) {
    case "secret": {
      const key = createSharedKey(await importSecret(identity.secret));
      return { authenticate: authenticatorOf(key, identity.expected) };
    }
    case "jwks":
      return {
        authenticate: authenticatorOf(createPublishedKeys(identity.url), identity.expected),
      };
    case "demo": {
      const key = await importSecret(await readDemoSecret(env.dataDir));
      const authenticate = authenticatorOf(createSharedKey(key), demoExpected);
      return { authenticate, demo: createDemoDesk({ platform, key }) };
    }
  }
}
