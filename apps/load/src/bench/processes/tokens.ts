import { createHmac } from "node:crypto";

/** The signing key of a run. It protects nothing else: its servers listen on loopback and end with the run. */
export const signIn = {
  secret: "a secret of one load run, longer than thirty-two bytes",
  issuer: "https://load.example",
  audience: "parley",
} as const;

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A token that signs a user in for six hours (JWT, HS256); `more` are claims from which the user is created. */
export function tokenOf(userId: string, now = Date.now(), more: object = {}): string {
  const iat = Math.floor(now / 1_000);
  const { issuer: iss, audience: aud, secret } = signIn;
  const claims = { iss, aud, sub: userId, iat, exp: iat + 6 * 3_600, ...more };
  const content = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${content}.${createHmac("sha256", secret).update(content).digest("base64url")}`;
}
