"use server";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { createSession, endSession, findSession } from "./sessions.ts";

export async function signIn(_: unknown, form: FormData) {
  const secret = await createSession(String(form.get("email")), String(form.get("password")));
  if (secret === null) return "E-mail address or password are wrong.";
  (await cookies()).set("session", secret, {
    httpOnly: true,
    sameSite: "lax",
    secure: process.env.SECURE_COOKIES === "true",
    maxAge: 30 * 24 * 3600,
  });
  redirect("/");
}

export async function signOut() {
  const session = await findSession((await headers()).get("cookie"));
  if (session !== null) {
    await endSession(session);
    await parley.signOut({ sessionKey: session.sessionKey });
  }
  (await cookies()).delete("session");
  redirect("/sign-in");
}
