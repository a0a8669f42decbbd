import { randomBytes } from "node:crypto";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type DemoSignIn, orNotFound, type Platform } from "@parley/api/platform";
import { type CryptoKey, SignJWT } from "jose";
import { demoPeople } from "@parley/demo/people";
import type { Expected } from "@parley/server/auth/check-token";

/** Issuer and audience of demo tokens, so that they are not valid anywhere else. */
export const demoExpected: Expected = { issuer: "parley-demo", audience: "parley-demo" };

/** In seconds: one working day. */
const DEMO_LIFETIME = 12 * 3_600;

const SECRET_BYTES = 48;

/** The secret of this data directory, created at its first start, so that sign-ins survive a restart. */
export async function readDemoSecret(dataDir: string): Promise<string> {
  const path = join(dataDir, "demo-secret");
  const kept = await readFile(path, "utf8").catch(() => "");
  if (kept.length >= SECRET_BYTES) {
    await chmod(path, 0o600);
    return kept;
  }
  const secret = randomBytes(SECRET_BYTES).toString("base64url");
  await mkdir(dataDir, { recursive: true });
  await writeFile(path, secret, { mode: 0o600 });
  await chmod(path, 0o600);
  return secret;
}

export interface DemoSignInOptions {
  readonly platform: Platform;
  readonly key: CryptoKey;
}

/** Sign-in as any user of the demo programme, without a password. */
export function createDemoSignIn({ platform: { db, clock }, key }: DemoSignInOptions): DemoSignIn {
  return {
    people: () => demoPeople({ db }),
    async signIn({ userId }) {
      const { people } = await demoPeople({ db });
      const { person } = orNotFound(people.find((entry) => entry.person.id === userId));
      const now = Math.floor(clock.now().getTime() / 1_000);
      const token = await new SignJWT()
        .setProtectedHeader({ alg: "HS256", typ: "JWT" })
        .setIssuer(demoExpected.issuer)
        .setAudience(demoExpected.audience)
        .setSubject(person.id)
        .setIssuedAt(now)
        .setExpirationTime(now + DEMO_LIFETIME)
        .sign(key);
      return { token };
    },
  };
}
