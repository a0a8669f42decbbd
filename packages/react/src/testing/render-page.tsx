import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { vi } from "vitest";
import { MessagingProvider } from "../provider/messaging-provider.tsx";
import { createFakeClient } from "./fake-client.ts";
import {
  addContact,
  addConversation,
  createFakeServer,
  idOf,
  messageOf,
  personOf,
} from "./fake-server.ts";

export const noah = personOf("noah", "Noah Lindqvist");
export const priya = personOf("priya", "Priya Nair", "MENTOR");
export const withNoah = idOf(1);
export const withGroup = idOf(2);

/** A server on which Ana has a conversation with Noah and one with a group. */
export function createDemoServer() {
  const server = createFakeServer(personOf("me", "Ana Kovač", "MENTOR"));
  addConversation(server, {
    id: withNoah,
    with: { kind: "direct", person: noah },
    members: [noah],
    messages: [
      messageOf({ conversationId: withNoah, seq: 1, senderId: "me", body: "How did it go?" }),
      messageOf({ conversationId: withNoah, seq: 2, senderId: "noah", body: "Very well!" }),
    ],
    readSeq: 1,
  });
  addConversation(server, {
    id: withGroup,
    with: { kind: "group", groupId: "g", name: "Spring cohort" },
    members: [noah, priya],
    messages: [
      messageOf({ conversationId: withGroup, seq: 1, senderId: "priya", body: "Welcome" }),
    ],
  });
  addContact(server, noah, "mentees", "Spring cohort");
  addContact(server, priya, "mentors", "Spring cohort");
  return server;
}

/**
 * Without layout nothing has a height, and a virtual list shows nothing. Every element gets one here.
 * The result takes it back.
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

/** Renders something inside of a provider over a fake server. */
export function renderWithMessaging(children: ReactNode, server = createDemoServer()) {
  const fake = createFakeClient(server);
  const view = render(
    <MessagingProvider client={fake.client} locale="en-GB">
      {children}
    </MessagingProvider>,
  );
  return { ...fake, server, view };
}
