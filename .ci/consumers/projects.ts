import { createHmac } from "node:crypto";

/** A project that installs the packed packages. */
export interface Project {
  /** The packages of this repository that it names. */
  readonly parley: readonly string[];
  /** What else it installs, in these versions. */
  readonly others: Readonly<Record<string, string>>;
  readonly types: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

/** The file whose weight for a compiler is limited. */
export const fiveLines = `import { createParleyClient } from "@parley/client";

const parley = createParleyClient({ url: "http://localhost:3000/trpc", token: () => "" });
const { conversations } = await parley.trpc.conversations.list.query({});
for (const { id, unread } of conversations) console.log(id, unread);
`;

/** A page of a host that uses tRPC itself: there has to be one tRPC for both. */
export const page: Project = {
  parley: ["contract", "client", "react"],
  others: {
    "@trpc/client": "11.19.0",
    "@trpc/server": "11.19.0",
    "@types/react": "^19.0.0",
    "@types/react-dom": "^19.0.0",
    react: "^19.0.0",
    "react-dom": "^19.0.0",
    vite: "^8.0.0",
  },
  types: ["vite/client"],
  files: {
    "index.html": `<div id="root"></div><script type="module" src="/src/main.tsx"></script>`,
    "src/main.tsx": `import type { Conversation, Message } from "@parley/contract";
import { createParleyClient, reasonOf } from "@parley/client";
import { MessagesPage, MessagingProvider, useConversations } from "@parley/react";
import { spanishLabels } from "@parley/react/languages/es";
import "@parley/react/styles.css";
import { createRoot } from "react-dom/client";

const client = createParleyClient({ url: "/trpc", token: () => Promise.resolve(null) });

async function refused(conversation: Conversation): Promise<Message | undefined> {
  try {
    const page = await client.trpc.messages.list.query({ conversationId: conversation.id });
    return page.messages[0];
  } catch (error) {
    if (reasonOf(error) === "not_found") return undefined;
    // @ts-expect-error no such reason
    if (reasonOf(error) === "nonsense") return undefined;
    throw error;
  }
}

function Badge() {
  const { items } = useConversations();
  return <b>{items.status === "ready" ? items.value.length : 0}</b>;
}

createRoot(document.querySelector("#root")!).render(
  <MessagingProvider client={client} labels={spanishLabels}>
    <Badge />
    <MessagesPage />
  </MessagingProvider>,
);
`,
  },
};

/** A back end: a host with the plugin, a script that writes through it, and tests in its own process. */
export const backEnd: Project = {
  parley: ["contract", "client", "api", "server"],
  others: { "@types/node": "^24.0.0", fastify: "^5.0.0" },
  types: ["node"],
  files: {
    "src/host.js": `import { parley } from "@parley/server";
import Fastify from "fastify";

const [dataDir = "", secret = ""] = process.argv.slice(2);
// The test creates a database, perhaps on a slow machine.
const app = Fastify({ pluginTimeout: 120_000 });
await app.register(parley, { dataDir, jwt: { secret, issuer: "host", audience: "parley" } });
console.log("listening at", await app.listen({ port: 0, host: "127.0.0.1" }));
process.once("SIGTERM", () => void app.close());
`,
    "src/calls.ts": `import type { ConversationDetail } from "@parley/contract";
import type { TestApi } from "@parley/api/testing";
import type { Calls, HostClient, Parley } from "@parley/server";

export const open = (calls: Calls): Promise<ConversationDetail> => calls.conversations.open({ userId: "ada" });

export async function enrol(parley: Parley, client: HostClient): Promise<string> {
  const { id } = await parley.transaction(client, ({ asService }) =>
    asService().users.upsert({ id: "ada", name: "Ada Obi", role: "MENTOR" }),
  );
  // @ts-expect-error no such role
  await parley.asService().users.upsert({ id, name: "Ada Obi", role: "TEACHER" });
  return id;
}

export const unread = async (api: TestApi): Promise<number> => {
  const { conversations } = await api.as("ben").conversations.list();
  return conversations.reduce((sum, conversation) => sum + conversation.unread, 0);
};
`,
    "src/script.js": `import { createParleyClient, newId } from "@parley/client";

const [url = "", service = "", ada = "", ben = ""] = process.argv.slice(2);
/** @param {string} token */
const as = (token) => createParleyClient({ url, token: () => token });

const platform = as(service);
await platform.trpc.users.upsert.mutate({ id: "ada", name: "Ada Obi", role: "MENTOR" });
await platform.trpc.users.upsert.mutate({ id: "ben", name: "Ben Kim", role: "MENTEE" });
await platform.trpc.groups.create.mutate({ id: "g", name: "G", mentorId: "ada", menteeIds: ["ben"] });

const mentor = as(ada);
const { cursor } = await mentor.trpc.users.me.query();
const { promise, resolve } = Promise.withResolvers();
const stop = mentor.listen({
  cursor,
  onEvent: (event) => event.type === "message.created" && resolve(event.message.body),
  onSignal: () => undefined,
});
const mentee = as(ben);
const { id } = await mentee.trpc.conversations.open.mutate({ userId: "ada" });
await mentee.trpc.messages.send.mutate({ conversationId: id, id: newId(), body: "Good morning" });
console.log("received:", await promise);
stop();
for (const client of [platform, mentor, mentee]) client.close();
`,
    "src/kit.test.js": `import { createTestApi, newId, nextOf } from "@parley/api/testing";
import assert from "node:assert/strict";
import { test } from "node:test";

test("what a mentee writes reaches the mentor", async () => {
  const parley = await createTestApi();
  await parley.addPeople({ ada: "MENTOR", ben: "MENTEE" });
  const ada = await parley.follow("ada");
  const { id } = await parley.as("ben").conversations.open({ userId: "ada" });
  await parley.as("ben").messages.send({ conversationId: id, id: newId(), body: "Good morning" });
  assert.equal((await nextOf(ada, "message.created")).message.body, "Good morning");
  await ada[Symbol.asyncDispose]();
  await parley[Symbol.asyncDispose]();
});
`,
  },
};

/** A JWT for a user, or for the platform. */
export function sign(secret: string, claims: Readonly<Record<string, unknown>>): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const iat = Math.floor(Date.now() / 1_000);
  const payload = { iss: "host", aud: "parley", iat, exp: iat + 3_600, ...claims };
  const signed = `${part({ alg: "HS256", typ: "JWT" })}.${part(payload)}`;
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}
