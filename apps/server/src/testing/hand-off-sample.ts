import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";

/** The address to which your sign-in page redirects, once `userId` is signed in; `query` is what it was opened with. */
export async function handOff(userId: string, query: URLSearchParams): Promise<string> {
  const code = await new SignJWT({ nonce: query.get("nonce") })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer("https://platform.example.org") // JWT_ISSUER
    .setAudience("parley/sign-in") // JWT_AUDIENCE, and /sign-in
    .setSubject(userId)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime("60s")
    .sign(new TextEncoder().encode(process.env["JWT_SECRET"]));
  // A fixed address. If you use redirect_uri instead, compare it with this one first.
  const back = new URL("https://chat.example.org/sign-in/return/platform");
  back.searchParams.set("state", query.get("state") ?? "");
  back.searchParams.set("code", code);
  return back.href;
}
