import { type ReactNode, useState } from "react";
import { MessagingProvider } from "../provider/messaging-provider.tsx";
import { createDemoServer } from "./demo-server.ts";
import { createFakeClient } from "./fake-client.ts";
import type { FakeServer } from "./fake-server.ts";

export type FakeClient = ReturnType<typeof createFakeClient>;

interface StoryStageProps {
  /** Changes what the server knows before anybody asks. */
  readonly arrange?: ((server: FakeServer) => void) | undefined;
  /** Moves the connection, the outbox or an answer once the client is there. */
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

/** A signed-in person with a server of their own, for a story to put into a state. */
export function StoryStage(props: StoryStageProps) {
  const [fake] = useState(() => open(props));
  return (
    <MessagingProvider client={fake.client} locale="en-GB">
      {props.children}
    </MessagingProvider>
  );
}
