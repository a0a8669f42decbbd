import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { later } from "../screens/on-demand-parts.tsx";
import { messageParts } from "../components/message-list/actions/on-demand-parts.ts";
import { MentionPicker } from "../components/composer/use-mentioning.tsx";
import { createDemoServer } from "@parley/client/testing";
import { withMessaging } from "./index.tsx";

// Preloads lazy components, so that an action shows its result in the same step.
await Promise.all([...later, ...messageParts, MentionPicker].map(({ preload }) => preload()));

/** Renders something with a client of a fake server. */
export function renderWithMessaging(
  children: ReactNode,
  server = createDemoServer(),
  props: Parameters<typeof withMessaging>[1] = {},
) {
  const client = server.client();
  const view = render(children, { wrapper: withMessaging(client, props) });
  return { ...client, client, server, emit: server.emit, signal: server.signal, view };
}
