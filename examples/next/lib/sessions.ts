import { createHash, randomBytes } from "node:crypto";
import { parseCookie } from "cookie";
import { database } from "./database.ts";
import { verifyPassword } from "./passwords.ts";

export interface Session {
  readonly sessionKey: string;
  readonly userId: string;
  readonly name: string;
}

/** The table has hashes, so that who reads it cannot use the sessions. */
const keyOf = (secret: string) => createHash("sha256").update(secret).digest("base64url");

/** Returns the secret of a new session, for a cookie, or null if e-mail address or password are wrong. */
export async function createSession(email: string, password: string) {
  const { rows } = await database.query(`select id, password from users where email = $1`, [email]);
  if (rows.length === 0 || !(await verifyPassword(password, rows[0].password))) return null;
  const secret = randomBytes(32).toString("base64url");
  await database.query(`insert into sessions values ($1, $2)`, [keyOf(secret), rows[0].id]);
  return secret;
}

/** Finds the session of a request by its header `Cookie`. */
export async function findSession(cookies: string | null | undefined): Promise<Session | null> {
  const { session } = parseCookie(cookies ?? "");
  if (session === undefined) return null;
  const { rows } = await database.query(
    `select key as "sessionKey", users.id as "userId", users.name
     from sessions join users on users.id = user_id where key = $1`,
    [keyOf(session)],
  );
  return rows[0] ?? null;
}

export async function endSession({ sessionKey }: Session) {
  await database.query(`delete from sessions where key = $1`, [sessionKey]);
}
