import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { vi } from "vitest";
import { later } from "../screens/on-demand-parts.tsx";
import { messageParts } from "../components/message-list/actions/on-demand-parts.ts";
import { MentionPicker } from "../components/composer/use-mentioning.tsx";
import { MessagingProvider } from "../provider/messaging-provider.tsx";
import { createFakeClient } from "@parley/client/testing/fake-client";
import { createDemoServer } from "@parley/client/testing/demo-server";

// Preloads lazy components, so that an action shows its result in the same step.
await Promise.all([...later, ...messageParts, MentionPicker].map(({ preload }) => preload()));

/**
 * Without layout nothing has a height, and a virtual list renders nothing. Every element gets one here. The result
 * restores it.
 */
export function giveHeights() {
  const heights = { clientHeight: 600, offsetHeight: 40, clientWidth: 400 };
  const before = Object.keys(heights).map(
    (name) => [name, Object.getOwnPropertyDescriptor(HTMLElement.prototype, name)] as const,
  );
  const measure = vi
    .spyOn(HTMLElement.prototype, "getBoundingClientRect")
    .mockReturnValue(new DOMRect(0, 0, heights.clientWidth, heights.offsetHeight));
  for (const [name, value] of Object.entries(heights)) {
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => value });
  }
  return () => {
    measure.mockRestore();
    for (const [name, descriptor] of before) {
      if (descriptor === undefined) Reflect.deleteProperty(HTMLElement.prototype, name);
      else Object.defineProperty(HTMLElement.prototype, name, descriptor);
    }
  };
}

/** Renders something inside a provider over a fake server. */
export function renderWithMessaging(children: ReactNode, server = createDemoServer()) {
  const fake = createFakeClient(server);
  const view = render(
    <MessagingProvider client={fake.client} locale="en-GB">
      {children}
    </MessagingProvider>,
  );
  return { ...fake, server, view };
}
