import { headers } from "next/headers";
import Link from "next/link";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { Parley, UnreadBadge } from "../../components/parley.tsx";
import { signOut } from "../../lib/actions.ts";
import { findSession } from "../../lib/sessions.ts";

export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const session = await findSession((await headers()).get("cookie"));
  if (session === null) redirect("/sign-in");
  return (
    <Parley userId={session.userId}>
      <nav className="menu" aria-label="Main">
        <Link href="/">Home</Link>
        <Link href="/messages">
          Messages <UnreadBadge />
        </Link>
        <span>{session.name}</span>
        <form action={signOut}>
          <button type="submit">Sign out</button>
        </form>
      </nav>
      {children}
    </Parley>
  );
}
