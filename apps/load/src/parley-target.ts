import type { DemoAppRouter } from "@parley/client";
import { createParleyClient, type ParleyClient, reasonOf } from "@parley/client";
import { createTRPCClient, httpLink } from "@trpc/client";
import type { LoadTarget } from "./load-target.ts";
import { LoadProblem } from "./problem.ts";

/** Explains why the first call failed. */
function explain(url: string, cause: unknown): LoadProblem {
  const reason = reasonOf(cause);
  if (reason === "unknown_procedure") {
    return new LoadProblem(
      `The server at ${url} is not in demo mode. This program writes as the people of the demo programme.`,
      { cause },
    );
  }
  const what = reason === undefined ? "No Parley server answers" : "The server does not answer";
  return new LoadProblem(
    `${what} at ${url}. Start one with npm start, or give its address with --url.`,
    {
      cause,
    },
  );
}

/** A server in demo mode, with one public client per user. Connects on first use. */
export function createParleyTarget(url: string): LoadTarget {
  const signIn = createTRPCClient<DemoAppRouter>({ links: [httpLink({ url })] });
  const clients = new Map<string, ParleyClient>();
  const as = (userId: string): ParleyClient => {
    const known = clients.get(userId);
    if (known !== undefined) return known;
    const token = async () => (await signIn.demo.signIn.mutate({ userId })).token;
    const client = createParleyClient({ url, token });
    clients.set(userId, client);
    return client;
  };
  return {
    async people(signal) {
      try {
        return await signIn.demo.people.query(undefined, { signal });
      } catch (cause) {
        signal.throwIfAborted();
        throw explain(url, cause);
      }
    },
    async open([userId, otherId]) {
      const { id } = await as(userId).trpc.conversations.open.mutate({ userId: otherId });
      return id;
    },
    async send(conversationId, { id, senderId, body }) {
      const { trpc } = as(senderId);
      const { deduplicated } = await trpc.messages.send.mutate({ conversationId, id, body });
      return deduplicated ? "already-there" : "sent";
    },
    close() {
      for (const client of clients.values()) client.close();
    },
  };
}
