import { type ConnectionState, createStore } from "@parley/client";
import { createDemoServer, type FakeServer, type TestClient } from "@parley/client/testing";
import { type ReactNode, useState } from "react";
import { MessagingProvider } from "../provider/messaging-provider.tsx";

interface StoryStageProps {
  /** Changes the server's data before the first call. */
  readonly arrange?: ((server: FakeServer) => void) | undefined;
  /** Sets faults, or acts for the user. */
  readonly direct?: ((client: TestClient) => unknown) | undefined;
  /** The state of the connection, if the story is about it. */
  readonly connection?: ConnectionState | undefined;
  readonly children: ReactNode;
}

function open({ arrange, direct, connection }: StoryStageProps): TestClient {
  const server = createDemoServer();
  arrange?.(server);
  const client = server.client();
  direct?.(client);
  return connection === undefined ? client : { ...client, connection: createStore(connection) };
}

/** A signed-in user with a fake server, in the state that a story sets. */
export function StoryStage(props: StoryStageProps) {
  const [client] = useState(() => open(props));
  return (
    <MessagingProvider client={client} locale="en-GB">
      {props.children}
    </MessagingProvider>
  );
}
