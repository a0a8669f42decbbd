import { hkdfSync, randomBytes } from "node:crypto";
import type { Platform } from "@parley/api/platform";
import { signInSecret } from "@parley/db/schema";

/** The keys of the sign-in, the same on every server of one database. */
export interface SignInKeys {
  readonly accessTokens: Uint8Array;
  readonly flows: Uint8Array;
}

/** Loads the secret of this database, created by the first server that needs it, and derives a key for each use. */
export async function loadSignInKeys({ db }: Pick<Platform, "db">): Promise<SignInKeys> {
  await db
    .insert(signInSecret)
    .values({ secret: randomBytes(32) })
    .onConflictDoNothing();
  const [row] = await db.select({ secret: signInSecret.secret }).from(signInSecret);
  if (row === undefined) throw new Error("the secret of the sign-in is missing");
  const keyFor = (use: string) => new Uint8Array(hkdfSync("sha256", row.secret, "", use, 32));
  return { accessTokens: keyFor("access tokens"), flows: keyFor("flows") };
}
