import { type FormEvent, useState } from "react";

export function SignIn({ onSignedIn }: { onSignedIn: () => void }) {
  const [isWrong, setIsWrong] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = JSON.stringify(Object.fromEntries(new FormData(event.currentTarget)));
    const headers = { "content-type": "application/json" };
    const { ok } = await fetch("/api/sign-in", { method: "POST", headers, body });
    setIsWrong(!ok);
    if (ok) onSignedIn();
  };
  return (
    <form className="page" onSubmit={submit}>
      <h1>Sign in</h1>
      <label>
        E-mail
        <input name="email" type="email" autoComplete="username" required />
      </label>
      <label>
        Password
        <input name="password" type="password" autoComplete="current-password" required />
      </label>
      {isWrong && <p role="alert">E-mail address or password are wrong.</p>}
      <button type="submit">Sign in</button>
    </form>
  );
}
