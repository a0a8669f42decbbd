import { randomBytes } from "node:crypto";
import type { Executor } from "./database.ts";
import type { avatarSecret, fileSecret, mailSecret, signInSecret } from "./schema/index.ts";

/** Loads the secret that a table of one row has. The first server that needs it creates it, for all of them. */
export async function loadSecret(
  db: Executor,
  table: typeof avatarSecret | typeof fileSecret | typeof mailSecret | typeof signInSecret,
): Promise<Buffer> {
  const read = () => db.select({ secret: table.secret }).from(table);
  let [row] = await read();
  if (row === undefined) {
    await db
      .insert(table)
      .values({ secret: randomBytes(32) })
      .onConflictDoNothing();
    [row] = await read();
  }
  if (row === undefined) throw new Error("a secret of the installation is missing");
  return row.secret;
}
