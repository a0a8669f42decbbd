import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { MessagesPage, MessagingProvider } from "./index.ts";
import { createFakeClient } from "@parley/client/testing/fake-client";
import { createDemoServer, withNoah } from "@parley/client/testing/demo-server";

test("a server renders the page without a window, opens no connection, and renders placeholders", () => {
  expect("window" in globalThis).toBe(false);
  const fake = createFakeClient(createDemoServer());
  const html = renderToString(
    <MessagingProvider client={fake.client}>
      <MessagesPage defaultConversationId={withNoah} />
    </MessagingProvider>,
  );
  expect(html).toContain("parley-skeleton");
  expect(html).toContain("Conversations");
  expect(fake.listening.size).toBe(0);
});
