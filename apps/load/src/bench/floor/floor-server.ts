// The floor: the least that a messaging server of this stack can do. Only `ws` and `pg`: a message is stored, its
// sender gets a response, and the other user's socket gets the message. No tokens, no input validation, no read marks,
// no numbers, no deduplication, no catch-up.
//
// one       one INSERT per message
// batched   queued messages in one INSERT, only if the sender is a participant
import { createServer } from "node:http";
import { sessionConfig } from "@parley/db/session-settings";
import pg from "pg";
import { type WebSocket, WebSocketServer } from "ws";

interface Message {
  readonly id: string;
  readonly conversationId: string;
  readonly to: string;
  readonly body: string;
}

interface QueuedMessage extends Message {
  readonly from: string;
}

const [mode = "one", databaseUrl = ""] = process.argv.slice(2);
const pool = new pg.Pool({ ...sessionConfig(databaseUrl), max: 10 });
const sockets = new Map<string, WebSocket>();

await pool.query(`
  create table if not exists public.floor_messages (
    conversation_id uuid not null, id uuid not null, sender_id text not null, body text not null,
    created_at timestamptz not null default now(), primary key (conversation_id, id))`);

const tell = (userId: string, frame: object) => sockets.get(userId)?.send(JSON.stringify(frame));

function deliver({ from, to, ...message }: QueuedMessage): void {
  tell(from, { stored: message.id });
  tell(to, { ...message, from, createdAt: new Date() });
}

async function storeOne(message: QueuedMessage): Promise<void> {
  await pool.query({
    name: "one",
    text: "insert into public.floor_messages (conversation_id, id, sender_id, body) values ($1, $2, $3, $4)",
    values: [message.conversationId, message.id, message.from, message.body],
  });
  deliver(message);
}

const BATCH = 64;
let queue: QueuedMessage[] = [];
let isRunning = false;

async function storeBatch(batch: readonly QueuedMessage[]): Promise<void> {
  const { rows } = await pool.query<{ id: string }>({
    name: "batched",
    text: `insert into public.floor_messages (conversation_id, id, sender_id, body)
      select i.* from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) i (conversation_id, id, sender_id, body)
      where exists (select from parley.participants p where p.conversation_id = i.conversation_id and p.user_id = i.sender_id)
      returning id`,
    values: [
      batch.map(({ conversationId }) => conversationId),
      batch.map(({ id }) => id),
      batch.map(({ from }) => from),
      batch.map(({ body }) => body),
    ],
  });
  const stored = new Set(rows.map(({ id }) => id));
  for (const message of batch) {
    if (stored.has(message.id)) deliver(message);
    else tell(message.from, { refused: message.id });
  }
}

async function storeInBatches(message: QueuedMessage): Promise<void> {
  queue.push(message);
  if (isRunning) return;
  isRunning = true;
  while (queue.length > 0) await storeBatch(queue.splice(0, BATCH));
  isRunning = false;
}

const store = mode === "batched" ? storeInBatches : storeOne;
const http = createServer();
const server = new WebSocketServer({ server: http, perMessageDeflate: false });
server.on("connection", (socket, request) => {
  const from = new URL(request.url ?? "/", "http://floor").searchParams.get("user") ?? "";
  sockets.set(from, socket);
  socket.on("close", () => sockets.delete(from));
  // Sent by floor-connection.ts.
  socket.on("message", (data: Buffer) => {
    void store({ from, ...(JSON.parse(data.toString()) as Message) });
  });
});
http.listen(0, "127.0.0.1", () => {
  const address = http.address();
  console.log(`listening http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`);
});
process.once("SIGTERM", () => process.exit(0));
