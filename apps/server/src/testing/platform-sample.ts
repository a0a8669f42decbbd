import { createParleyClient } from "@parley/client";
import { SignJWT } from "jose";

/** A token of your platform, for a user or for itself. */
export function chatToken(sub: string, claims: Record<string, string> = {}): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(sub)
    .setIssuer("https://platform.example.org")
    .setAudience("parley")
    .setIssuedAt()
    .setExpirationTime("1h")
    .sign(new TextEncoder().encode(process.env["JWT_SECRET"]));
}

/** Creates a mentor, a mentee and their group. It can be repeated. */
export async function fill(url: string): Promise<void> {
  const token = () => chatToken("platform", { scope: "parley:service" });
  const parley = createParleyClient({ url, token });
  await parley.trpc.users.upsert.mutate({ id: "ada", name: "Ada Obi", role: "MENTOR" });
  await parley.trpc.users.upsert.mutate({ id: "ben", name: "Ben Kim", role: "MENTEE" });
  await parley.trpc.groups.create.mutate({
    id: "spring-1",
    name: "Spring 1",
    mentorId: "ada",
    menteeIds: ["ben"],
  });
  parley.close();
}
