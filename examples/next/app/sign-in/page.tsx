"use client";

import { useActionState } from "react";
import { signIn } from "../../lib/actions.ts";

export default function SignIn() {
  const [problem, submit] = useActionState(signIn, null);
  return (
    <form className="page" action={submit}>
      <h1>Sign in</h1>
      <label>
        E-mail
        <input name="email" type="email" autoComplete="username" required />
      </label>
      <label>
        Password
        <input name="password" type="password" autoComplete="current-password" required />
      </label>
      {problem !== null && <p role="alert">{problem}</p>}
      <button type="submit">Sign in</button>
    </form>
  );
}
