/**
 * Stores the app, so that it opens offline, and shows push messages and opens what notifications are about. It only answers for
 * the app's own files and for addresses of pages: no response of the server's procedures is ever stored here.
 */

import type { PushPayload } from "@parley/contract";
import { receivePush } from "./push.ts";

/** Set by the build: the files of this version, each with its address, and a hash of all of them. */
declare const __SHELL__: { readonly files: readonly string[]; readonly version: string };

// The global scope of a worker, whose kind the types do not know.
const worker = globalThis as unknown as ServiceWorkerGlobalScope;

const PREFIX = "parley-shell-";
const shell = __SHELL__;
const CACHE = `${PREFIX}${shell.version}`;
const PAGE = "/index.html";
const files = new Set(shell.files);

/** Timeout of the network for a page, in milliseconds. */
const PATIENCE = 3_000;

const kept = async (address: string) => (await caches.open(CACHE)).match(address);

const late = () => new Promise<undefined>((resolve) => void setTimeout(resolve, PATIENCE));

/** The newest page if the network responds in time, else the stored one. */
async function page(request: Request): Promise<Response> {
  // What another app shares is in the address, for this device alone.
  const isShared = new URL(request.url).pathname === "/share";
  const fetched = fetch(isShared ? PAGE : request).then(
    (response) => (response.status < 500 ? response : undefined),
    () => undefined,
  );
  const response = (await Promise.race([fetched, late()])) ?? (await kept(PAGE));
  return response ?? (await fetched) ?? Response.error();
}

/** A page that was opened before an update still requests files of its own version. */
async function file(request: Request, address: string): Promise<Response> {
  return (await kept(address)) ?? (await caches.match(address)) ?? fetch(request);
}

async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  // Bypasses the browser's cache, which may have a file of the same name from the version before.
  await cache.addAll([...files].map((address) => new Request(address, { cache: "no-cache" })));
}

/** Keeps the version before this one too: a page in another tab may still use it. */
async function forgetOlderVersions(): Promise<void> {
  const names = await caches.keys();
  // In the order in which they were created.
  const older = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).slice(0, -1);
  await Promise.all(older.map((name) => caches.delete(name)));
}

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(forgetOlderVersions()));
worker.addEventListener("message", (event) => {
  if (event.data === "take-over") void worker.skipWaiting();
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== worker.location.origin) return;
  // A sign-in may take long, and a stored page would hide its result. Pages about mails are the server's as well.
  if (/^\/(?:sign-in|mail|demo)\//.test(pathname)) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (files.has(pathname) || pathname.startsWith("/assets/"))
    event.respondWith(file(request, pathname));
});

/** Timeout for a tab to say that it has opened a notification, in milliseconds. */
const OPENED_WITHIN = 1_000;

/** Asks a tab to open a notification. One of another user does not answer. */
function askToOpen(tab: WindowClient, data: object): Promise<boolean> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", () => resolve(true));
    port1.start();
    setTimeout(() => resolve(false), OPENED_WITHIN);
    tab.postMessage({ ...data, type: "notification-opened" }, [port2]);
  });
}

/** Opens what a notification is about in a tab of its user, the last used one first, or in a new one. */
async function open(data: { readonly path: string }): Promise<void> {
  const tabs = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  for (const tab of tabs) {
    // Refused if the browser does not count this as an action of the user.
    if (await askToOpen(tab, data)) return void (await tab.focus().catch(() => undefined));
  }
  await worker.clients.openWindow(data.path);
}

worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  // The page sets it (desktop.ts).
  const data = event.notification.data as { readonly path: string };
  event.waitUntil(open(data));
});

worker.addEventListener("push", (event) => {
  // The server's, encrypted for this browser (send-push.ts).
  const payload = event.data?.json() as PushPayload | undefined;
  if (payload !== undefined) event.waitUntil(receivePush(worker, payload));
});
