/** The Web Locks that the outbox uses. */
export interface Locks {
  request<Result>(name: string, run: () => Promise<Result>): Promise<Result>;
  query(): Promise<{ readonly held?: readonly { readonly name?: string }[] }>;
}

/** What the client uses of a browser page. Nothing of it is in every runtime. */
interface Page {
  readonly location?: { readonly href: string; readonly origin: string } | undefined;
  readonly document?: (EventTarget & { readonly visibilityState: string }) | undefined;
  readonly navigator?:
    | { readonly onLine?: boolean | undefined; readonly locks?: Locks | undefined }
    | undefined;
  readonly addEventListener?: EventTarget["addEventListener"] | undefined;
}

// As an object, so that hosts need no types of the DOM, and Node's own `navigator` fits.
const runtime: object = globalThis;

/** The page around this client; in other runtimes some or all of its properties are absent. */
export const page: Page = runtime;
