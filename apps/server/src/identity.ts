import type { Platform } from "@parley/api/domain/context";
import type { DemoDesk } from "@parley/api/trpc";
import { type Authenticator, createAuthenticator } from "./auth.ts";
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
  readonly authenticator: Authenticator;
  readonly demo?: DemoDesk | undefined;
  close(): void;
}

export async function createDoorkeeper(env: Env, platform: Platform): Promise<Doorkeeper> {
  const { identity, maxLifetime, createsUsers } = env;
  const { clock } = platform;
  const doorkeeperOf = (key: TokenKey, expected: Expected): Doorkeeper => {
    const options = { key, expected, clock, maxLifetime, createsUsers };
    return {
      authenticator: rememberSignIns(createAuthenticator(options), { clock }),
      close: () => key.close(),
    };
  };

  switch (identity.mode) {
    case "secret": {
      const key = createSharedKey(await importSecret(identity.secret));
      return doorkeeperOf(key, identity.expected);
    }
    case "jwks":
      return doorkeeperOf(createPublishedKeys(identity.url), identity.expected);
    case "demo": {
      const key = await importSecret(await readDemoSecret(env.dataDir));
      const doorkeeper = doorkeeperOf(createSharedKey(key), demoExpected);
      return { ...doorkeeper, demo: createDemoDesk({ platform, key }) };
    }
  }
}
