import { hkdfSync } from "node:crypto";
import type { Platform } from "@parley/api/platform";
import { loadSecret } from "@parley/db/load-secret";
import { signInSecret } from "@parley/db/schema";

/** The keys of the sign-in, the same on every server of one database. */
export interface SignInKeys {
  readonly accessTokens: Uint8Array;
  readonly flows: Uint8Array;
}

/** Loads the secret of this database, created by the first server that needs it, and derives a key for each use. */
export async function loadSignInKeys({ db }: Pick<Platform, "db">): Promise<SignInKeys> {
  const secret = await loadSecret(db, signInSecret);
  const keyFor = (use: string) => new Uint8Array(hkdfSync("sha256", secret, "", use, 32));
  return { accessTokens: keyFor("access tokens"), flows: keyFor("flows") };
}
