// @vitest-environment happy-dom
import { expect, test, vi } from "vitest";
import { createAppUpdate } from "./app-update.ts";

/** A worker, as far as an update looks at one. */
function createWorker() {
  const worker = new EventTarget();
  return Object.assign(worker, {
    state: "installing",
    postMessage: vi.fn<(text: string) => void>(),
  });
}

type Worker = ReturnType<typeof createWorker>;

function createRegistration(parts: { active: Worker | null; waiting: Worker | null }) {
  const installing: { installing: Worker | null } = { installing: null };
  return Object.assign(new EventTarget(), parts, installing, { update: vi.fn(async () => {}) });
}

/** A window whose browser has such workers. */
function start(registration: ReturnType<typeof createRegistration>) {
  const serviceWorker = { register: async () => registration };
  const reload = vi.fn<() => void>();
  const given = { document, navigator: { serviceWorker }, location: { reload } };
  // Of a window an update uses these three parts and no others.
  const update = createAppUpdate(given as unknown as Window, true);
  const onChange = vi.fn<() => void>();
  update.subscribe(onChange);
  return { update, onChange, reload };
}

function become(worker: Worker, state: string) {
  worker.state = state;
  worker.dispatchEvent(new Event("statechange"));
}

/** The browser has fetched the next version. */
function install(registration: ReturnType<typeof createRegistration>) {
  const worker = createWorker();
  registration.installing = worker;
  registration.dispatchEvent(new Event("updatefound"));
  registration.waiting = worker;
  become(worker, "installed");
  return worker;
}

test("the first worker of all is no news", async () => {
  const registration = createRegistration({ active: null, waiting: null });
  const { update, onChange } = start(registration);
  await vi.waitFor(() => expect(registration.update).not.toHaveBeenCalled());
  install(registration);
  expect(update.isReady()).toBe(false);
  expect(onChange).not.toHaveBeenCalled();
});

test("a next version is told of, changes nothing by itself, and takes over when it is wanted", async () => {
  const registration = createRegistration({ active: createWorker(), waiting: null });
  const { update, onChange, reload } = start(registration);
  await Promise.resolve();
  await Promise.resolve();
  const worker = install(registration);
  expect(update.isReady()).toBe(true);
  expect(onChange).toHaveBeenCalledTimes(1);
  expect(worker.postMessage).not.toHaveBeenCalled();
  update.take();
  expect(worker.postMessage).toHaveBeenCalledWith("take-over");
  expect(reload).not.toHaveBeenCalled();
  become(worker, "activating");
  expect(reload).not.toHaveBeenCalled();
  become(worker, "activated");
  expect(reload).toHaveBeenCalledTimes(1);
});

test("a next version that another tab has let in is there with the next load", async () => {
  const waiting = createWorker();
  const registration = createRegistration({ active: createWorker(), waiting });
  const { update, onChange, reload } = start(registration);
  await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(1));
  registration.waiting = null;
  update.take();
  expect(waiting.postMessage).not.toHaveBeenCalled();
  expect(reload).toHaveBeenCalledTimes(1);
});

test("SCR-4: if a version does not take over in time, the page is loaded again all the same", async () => {
  vi.useFakeTimers();
  const waiting = createWorker();
  const { update, onChange, reload } = start(
    createRegistration({ active: createWorker(), waiting }),
  );
  await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(1));
  update.take();
  expect(waiting.postMessage).toHaveBeenCalledWith("take-over");
  expect(reload).not.toHaveBeenCalled();
  vi.advanceTimersByTime(3_000);
  expect(reload).toHaveBeenCalledTimes(1);
  vi.useRealTimers();
});

test("a version that waits since before is told of at once", async () => {
  const registration = createRegistration({ active: createWorker(), waiting: createWorker() });
  const { update, onChange } = start(registration);
  await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(1));
  expect(update.isReady()).toBe(true);
});
