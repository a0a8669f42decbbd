import { once } from "node:events";
import { type ClientOptions, WebSocket } from "ws";
import * as z from "zod";

/** Any response of tRPC on a socket, as far as tests read it. */
const answerSchema = z.looseObject({
  id: z.union([z.number(), z.string(), z.null()]).optional(),
  method: z.string().optional(),
  result: z.looseObject({ type: z.string(), data: z.unknown().optional() }).optional(),
  error: z
    .looseObject({
      message: z.string(),
      code: z.number(),
      data: z.looseObject({ reason: z.string(), httpStatus: z.number(), requestId: z.string() }),
    })
    .optional(),
});
export type Answer = z.infer<typeof answerSchema>;

/** A socket that sends exactly what a test specifies. */
export interface RawSocket {
  readonly ws: WebSocket;
  /** Resolves once the socket is closed. */
  readonly closed: Promise<{ code: number; reason: string }>;
  send(message: unknown): void;
  /** The next matching response that was not returned yet. */
  answer(fits: (answer: Answer) => boolean): Promise<Answer>;
  /** Makes a call under a new id, and waits for its first response. */
  call(
    method: "query" | "mutation" | "subscription",
    path: string,
    input?: unknown,
  ): Promise<Answer>;
}

export async function openRawSocket(
  url: string,
  { token, ...options }: ClientOptions & { token?: string | undefined } = {},
): Promise<RawSocket> {
  const ws = new WebSocket(url, { perMessageDeflate: false, ...options });
  const answers: Answer[] = [];
  // Far from the ids that tests choose themselves.
  let lastId = 1_000;
  const heard = new EventTarget();
  const { promise: closed, resolve } = Promise.withResolvers<{ code: number; reason: string }>();
  ws.on("close", (code, reason) => {
    resolve({ code, reason: reason.toString() });
    heard.dispatchEvent(new Event("heard"));
  });
  ws.on("message", (data) => {
    // oxlint-disable-next-line typescript/no-base-to-string -- a text frame is a Buffer here
    const text = data.toString();
    if (text === "PING") ws.send("PONG");
    else if (text !== "PONG") answers.push(answerSchema.parse(JSON.parse(text)));
    heard.dispatchEvent(new Event("heard"));
  });
  await once(ws, "open");
  // A frame above the limit ends in a reset on this side as well.
  ws.on("error", () => undefined);

  const send = (message: unknown) => ws.send(JSON.stringify(message));

  async function answer(fits: (answer: Answer) => boolean): Promise<Answer> {
    for (;;) {
      const index = answers.findIndex(fits);
      const [found] = index < 0 ? [] : answers.splice(index, 1);
      if (found !== undefined) return found;
      if (ws.readyState === WebSocket.CLOSED)
        throw new Error("the socket closed before the answer came");
      await once(heard, "heard");
    }
  }

  if (token !== undefined) send({ method: "connectionParams", data: { token } });
  return {
    ws,
    closed,
    send,
    answer,
    call(method, path, input) {
      lastId += 1;
      const id = lastId;
      send({ id, method, params: { path, input } });
      return answer((candidate) => candidate.id === id);
    },
  };
}
