import { StrictMode, useCallback, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { Messages, Parley, UnreadBadge } from "./parley.tsx";
import { SignIn } from "./sign-in.tsx";
import "./main.css";

interface User {
  readonly id: string;
  readonly name: string;
}

function SignedIn({ user, onSignOut }: { user: User; onSignOut: () => void }) {
  const [page, setPage] = useState<"home" | "messages">("home");
  return (
    <>
      <nav className="menu" aria-label="Main">
        <button onClick={() => setPage("home")}>Home</button>
        <button onClick={() => setPage("messages")}>
          Messages <UnreadBadge />
        </button>
        <span>{user.name}</span>
        <button onClick={onSignOut}>Sign out</button>
      </nav>
      {page === "home" ? <h1 className="page">Good morning, {user.name}</h1> : <Messages />}
    </>
  );
}

function App() {
  const [user, setUser] = useState<User | null>();
  const load = useCallback(
    async () => setUser(await fetch("/api/me").then((response) => response.json())),
    [],
  );
  useEffect(() => void load(), [load]);
  const signOut = async () => {
    await fetch("/api/sign-out", { method: "POST" });
    await load();
  };
  if (user === undefined) return null;
  if (user === null) return <SignIn onSignedIn={load} />;
  return (
    <Parley userId={user.id} onSignedOut={load}>
      <SignedIn user={user} onSignOut={signOut} />
    </Parley>
  );
}

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
