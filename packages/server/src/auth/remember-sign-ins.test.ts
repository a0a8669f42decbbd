import { expect, test } from "vitest";
import type { SignIn } from "../auth.ts";
import { rememberSignIns } from "./remember-sign-ins.ts";

const MINUTE = 60_000;

/** An authenticator that accepts every token except `bad`, and records its calls. */
function verifier({
  lifetime = 60 * MINUTE,
  tokensMax,
}: { lifetime?: number; tokensMax?: number } = {}) {
  let time = Date.UTC(2026, 0, 1);
  const clock = { now: () => new Date(time) };
  const asked: (string | undefined)[] = [];
  const issuedAt = clock.now();
  const authenticate = async (token: string | undefined): Promise<SignIn> => {
    asked.push(token);
    if (token === undefined || token === "bad")
      return { status: "refused", reason: "not_signed_in" };
    const expiresAt = new Date(issuedAt.getTime() + lifetime);
    return { status: "signed-in", session: { kind: "user", userId: token, issuedAt, expiresAt } };
  };
  const heard = new Set<() => void>();
  const onKeysChanged = (listener: () => void) => {
    heard.add(listener);
    return () => void heard.delete(listener);
  };
  const options = { clock, ...(tokensMax && { tokensMax }) };
  const remembering = rememberSignIns({ authenticate, onKeysChanged }, options);
  return {
    asked,
    ...remembering,
    remember: remembering.authenticate,
    pass: (milliseconds: number) => void (time += milliseconds),
    changeKeys: () => heard.forEach((listener) => listener()),
  };
}

test("ID-10: a valid token is verified again after a minute", async () => {
  const { asked, remember, pass } = verifier();
  const first = await remember("ada");
  pass(MINUTE - 1);
  expect(await remember("ada")).toBe(first);
  expect(asked).toEqual(["ada"]);
  pass(1);
  await remember("ada");
  expect(asked).toEqual(["ada", "ada"]);
});

test("ID-10: a token is not cached beyond its expiry", async () => {
  const { asked, remember, pass } = verifier({ lifetime: 10_000 });
  await remember("ada");
  pass(10_000);
  await remember("ada");
  expect(asked).toEqual(["ada", "ada"]);
});

test("ID-10: an invalid token is verified each time", async () => {
  const { asked, remember } = verifier();
  for (const token of ["bad", "bad", undefined, undefined]) {
    expect(await remember(token)).toMatchObject({ status: "refused" });
  }
  expect(asked).toEqual(["bad", "bad", undefined, undefined]);
});

test("ID-10: of too many tokens the oldest is evicted", async () => {
  const { asked, remember } = verifier({ tokensMax: 2 });
  for (const token of ["ada", "ben", "cleo", "cleo", "ben", "ada"]) await remember(token);
  expect(asked).toEqual(["ada", "ben", "cleo", "ada"]);
});

test("ID-12: when the keys change, the cache is cleared, and listeners verify again", async () => {
  const { asked, remember, changeKeys, onKeysChanged } = verifier();
  await remember("ada");
  onKeysChanged(() => void remember("ada"));
  changeKeys();
  expect(asked).toEqual(["ada", "ada"]);
});

test("ID-12: a token that was being verified while the keys changed is verified again", async () => {
  const { asked, remember, changeKeys } = verifier();
  const signIn = remember("ada");
  changeKeys();
  expect(await signIn).toMatchObject({ status: "signed-in" });
  expect(asked).toEqual(["ada", "ada"]);
});
