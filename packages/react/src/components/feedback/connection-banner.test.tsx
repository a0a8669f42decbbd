// @vitest-environment happy-dom
import type { ConnectionState } from "@parley/client";
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ConnectionBanner } from "./connection-banner.tsx";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const offline: ConnectionState = { status: "offline", since: 0, retryAt: 0, cause: "server" };
const said = () => screen.getByRole("status").textContent;
const pass = (ms: number) => act(() => void vi.advanceTimersByTime(ms));

test("a lost connection is shown after five seconds, regardless of the current attempt", () => {
  const view = render(<ConnectionBanner connection={{ status: "online" }} />);
  view.rerender(<ConnectionBanner connection={offline} />);
  pass(3_000);
  view.rerender(
    <ConnectionBanner connection={{ status: "connecting", attempt: 1, cause: "server" }} />,
  );
  pass(1_999);
  expect(said()).toBe("");
  pass(1);
  expect(said()).toBe("Parley cannot be reached. Messages are sent when it answers.");
  view.rerender(<ConnectionBanner connection={{ status: "online" }} />);
  expect(said()).toBe("");
  view.rerender(<ConnectionBanner connection={offline} />);
  expect(said()).toBe("");
});

test("OUT-7: without a network, or before the first response, the banner is shown sooner and names the cause", () => {
  const view = render(<ConnectionBanner connection={{ status: "online" }} />);
  view.rerender(<ConnectionBanner connection={{ ...offline, cause: "network" }} />);
  pass(2_000);
  expect(said()).toBe("You are offline. Messages are sent when you are back.");
  view.rerender(<ConnectionBanner connection={offline} />);
  expect(said()).toBe("Parley cannot be reached. Messages are sent when it answers.");
  view.rerender(<ConnectionBanner connection={{ ...offline, cause: "token" }} />);
  expect(said()).toBe(
    "Your sign-in cannot be renewed at the moment. Messages are sent when it can.",
  );
  cleanup();
  render(<ConnectionBanner connection={{ status: "connecting", attempt: 1 }} />);
  expect(said()).toBe("");
  pass(2_000);
  expect(said()).toBe("Parley cannot be reached. Messages are sent when it answers.");
});

test("OUT-12: if only the live connection fails, the banner does not say that messages wait", () => {
  render(<ConnectionBanner connection={{ ...offline, cause: "socket" }} />);
  pass(5_000);
  expect(said()).toBe(
    "No live connection. Messages are sent, but new ones do not appear automatically.",
  );
});

test("the user can reconnect at once", () => {
  const onReconnect = vi.fn();
  render(<ConnectionBanner connection={offline} onReconnect={onReconnect} />);
  pass(5_000);
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(onReconnect).toHaveBeenCalledOnce();
});

test("an ended session is shown at once", () => {
  render(<ConnectionBanner connection={{ status: "signed-out", reason: "expired" }} />);
  expect(said()).toBe("Your session has ended. Sign in again to go on.");
});

test("VER-2: an outdated page is shown at once, and its button reloads it", () => {
  const reload = vi.spyOn(globalThis.location, "reload").mockReturnValue();
  render(<ConnectionBanner connection={{ status: "outdated" }} />);
  expect(said()).toContain("This page is out of date.");
  fireEvent.click(screen.getByRole("button", { name: "Reload" }));
  expect(reload).toHaveBeenCalledOnce();
  reload.mockRestore();
});
