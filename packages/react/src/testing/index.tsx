import type { TestClient } from "@parley/client/testing";
import type { ComponentType, ReactNode } from "react";
import { MessagingProvider, type MessagingProviderProps } from "../provider/messaging-provider.tsx";

export {
  type CallRecord,
  createFakeServer,
  type FakeConversation,
  type FakeServer,
  type Faults,
  idOf,
  type Incoming,
  messageOf,
  personOf,
  type ProcedurePath,
  type TestClient,
} from "@parley/client/testing";

/**
 * A component that provides a client to its children: the `wrapper` of Testing Library's `render` and `renderHook`.
 *
 * @example
 * render(<UnreadBadge />, { wrapper: withMessaging(createFakeServer().client()) });
 */
export function withMessaging(
  client: TestClient,
  props: Omit<MessagingProviderProps, "client" | "children"> = {},
): ComponentType<{ readonly children?: ReactNode }> {
  return function Messaging({ children }) {
    return (
      <MessagingProvider client={client} locale="en-GB" {...props}>
        {children}
      </MessagingProvider>
    );
  };
}

/**
 * Gives elements a size, in a test environment without a layout such as jsdom or happy-dom: `MessageList` shows the
 * messages for which there is room. Returns a function that undoes it.
 */
export function simulateLayout(): () => void {
  const { prototype } = HTMLElement;
  const replaced = Object.entries({
    clientHeight: { get: () => 600 },
    offsetHeight: { get: () => 40 },
    clientWidth: { get: () => 400 },
    getBoundingClientRect: { value: () => new DOMRect(0, 0, 400, 40) },
  }).map(([name, descriptor]) => {
    const before = Object.getOwnPropertyDescriptor(prototype, name);
    Object.defineProperty(prototype, name, { configurable: true, ...descriptor });
    return { name, before };
  });
  return () => {
    for (const { name, before } of replaced) {
      if (before === undefined) Reflect.deleteProperty(prototype, name);
      else Object.defineProperty(prototype, name, before);
    }
  };
}
