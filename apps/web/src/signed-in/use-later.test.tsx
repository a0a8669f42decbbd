// @vitest-environment happy-dom
import { act, type ComponentType } from "react";
import { createRoot } from "react-dom/client";
import { expect, test } from "vitest";
import { useLater } from "./use-later.ts";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

test("DLV-3: what a page loads at rest is missing without a network, and loaded when there is one", async () => {
  const attempts: PromiseWithResolvers<ComponentType<object>>[] = [];
  const load = () => {
    const attempt = Promise.withResolvers<ComponentType<object>>();
    attempts.push(attempt);
    return attempt.promise;
  };
  function Page({ isAtRest }: { isAtRest: boolean }) {
    const part = useLater(isAtRest, load);
    return <main>{part === null ? "without" : <part.Component />}</main>;
  }
  const place = document.createElement("div");
  const root = createRoot(place);
  const show = (isAtRest: boolean) => act(async () => root.render(<Page isAtRest={isAtRest} />));
  const networkReturns = () => act(async () => void window.dispatchEvent(new Event("online")));
  await show(false);
  expect(attempts).toHaveLength(0);
  await show(true);
  expect(attempts).toHaveLength(1);
  await act(async () => attempts[0]?.reject(new Error("no network")));
  expect(place.textContent).toBe("without");
  await networkReturns();
  expect(attempts).toHaveLength(2);
  await act(async () => attempts[1]?.resolve(() => <p>with it</p>));
  expect(place.textContent).toBe("with it");
  await networkReturns();
  expect(attempts).toHaveLength(2);
  await act(async () => root.unmount());
});
