import { type ReactNode, useState } from "react";
import { MessagingProvider } from "../provider/messaging-provider.tsx";
import { createDemoServer } from "@parley/client/testing/demo-server";
import { createFakeClient } from "@parley/client/testing/fake-client";
import type { FakeServer } from "@parley/client/testing/fake-server";

export type FakeClient = ReturnType<typeof createFakeClient>;

interface StoryStageProps {
  /** Changes the server's data before the first call. */
  readonly arrange?: ((server: FakeServer) => void) | undefined;
  /** Changes the connection, the outbox or a response once the client exists. */
  readonly direct?: ((fake: FakeClient) => void) | undefined;
  readonly children: ReactNode;
}

function open({ arrange, direct }: StoryStageProps): FakeClient {
  const server = createDemoServer();
  arrange?.(server);
  const fake = createFakeClient(server);
  direct?.(fake);
  return fake;
}

/** A signed-in user with a fake server, in the state that a story sets. */
export function StoryStage(props: StoryStageProps) {
  const [fake] = useState(() => open(props));
  return (
    <MessagingProvider client={fake.client} locale="en-GB">
      {props.children}
    </MessagingProvider>
  );
}
