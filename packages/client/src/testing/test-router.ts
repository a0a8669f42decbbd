import type { ErrorReason } from "@parley/contract/error-reasons";
import { errorReasonSchema } from "@parley/contract/errors";
import { type Signal, type StreamEvent, streamInput } from "@parley/contract/events";
import { type Message, sendMessageInput } from "@parley/contract/messages";
import { initTRPC, tracked, TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import * as z from "zod";
import type { Caller } from "./serve.ts";
import { message } from "./server-model.ts";

const trpcCodes: Partial<Record<ErrorReason, TRPCError["code"]>> = {
  not_signed_in: "UNAUTHORIZED",
  session_expired: "UNAUTHORIZED",
  forbidden: "FORBIDDEN",
  unavailable: "SERVICE_UNAVAILABLE",
  too_many_requests: "TOO_MANY_REQUESTS",
};

/** An error that reaches the client with its reason. */
export const refuse = (reason: ErrorReason) =>
  new TRPCError({ code: trpcCodes[reason] ?? "BAD_REQUEST", message: reason });

const t = initTRPC.context<Caller>().create({
  isDev: false,
  errorFormatter({ shape, error }) {
    const { data = "internal" } = errorReasonSchema.safeParse(error.message);
    const reason = error.code === "BAD_REQUEST" && data === "internal" ? "invalid_input" : data;
    const { code } = error;
    const httpStatus = getHTTPStatusCodeFromError(error);
    return { ...shape, data: { code, httpStatus, reason, requestId: "test" } };
  },
});

const procedure = t.procedure.use(({ ctx, next }) => {
  if (ctx.userId === null) throw refuse("session_expired");
  return next();
});

/** The test's access to the server. */
export interface Desk {
  readonly log: { readonly seq: number; readonly event: StreamEvent }[];
  readonly stored: Map<string, Message>;
  readonly sends: { readonly id: string; readonly via: Caller["via"] }[];
  /** The cursors with which the stream was started. */
  readonly cursors: (string | null | undefined)[];
  /** Called before a procedure answers; what it throws is the response. */
  before?:
    | ((path: "send" | "me" | "stream" | "event", ctx: Caller) => Promise<void> | void)
    | undefined;
  append(event: StreamEvent): void;
  signal(signal: Signal): void;
}

interface Listeners {
  readonly wake: Set<() => void>;
  readonly signals: Set<(signal: Signal) => void>;
}

/** The procedures that the client's own tests call, and the test's access. Paths and types are those of the product. */
export function createTestRouter() {
  const listeners: Listeners = { wake: new Set(), signals: new Set() };
  const desk: Desk = {
    log: [],
    stored: new Map(),
    sends: [],
    cursors: [],
    append(event) {
      desk.log.push({ seq: desk.log.length + 1, event });
      for (const wake of [...listeners.wake]) wake();
    },
    signal(signal) {
      for (const tell of listeners.signals) tell(signal);
    },
  };
  const send = procedure.input(sendMessageInput).mutation(async ({ ctx, input }) => {
    desk.sends.push({ id: input.id, via: ctx.via });
    await desk.before?.("send", ctx);
    const known = desk.stored.get(input.id);
    if (known !== undefined) return { message: known, deduplicated: true };
    const { id, body, conversationId } = input;
    const fresh = message(conversationId, desk.stored.size + 1, {
      id,
      body,
      senderId: ctx.userId ?? "",
    });
    desk.stored.set(id, fresh);
    desk.append({ type: "message.created", message: fresh });
    return { message: fresh, deduplicated: false };
  });
  const stream = procedure.input(streamInput).subscription(({ ctx, input, signal }) => {
    desk.cursors.push(input.lastEventId);
    return follow({ desk, listeners, ctx, after: Number(input.lastEventId ?? 0), signal });
  });
  const signals = procedure.subscription(({ signal }) => followSignals(listeners, signal));
  const me = procedure.query(async ({ ctx }) => {
    await desk.before?.("me", ctx);
    return { id: ctx.userId, via: ctx.via };
  });
  const router = t.router({
    users: t.router({ me }),
    messages: t.router({ send }),
    events: t.router({
      stream,
      signals,
      setTyping: procedure.input(z.unknown()).mutation(() => undefined),
    }),
  });
  return { desk, router };
}

interface Following {
  readonly desk: Desk;
  readonly listeners: Listeners;
  readonly ctx: Caller;
  readonly after: number;
  readonly signal: AbortSignal | undefined;
}

async function* follow({ desk, listeners, ctx, after, signal }: Following) {
  await desk.before?.("stream", ctx);
  for (let at = after; signal?.aborted !== true; at += 1) {
    while (desk.log.length <= at) await wakened(listeners.wake, signal);
    const entry = desk.log[at];
    if (entry === undefined) return;
    await desk.before?.("event", ctx);
    yield tracked(String(entry.seq), entry.event);
  }
}

async function* followSignals({ signals }: Listeners, signal: AbortSignal | undefined) {
  const queue: Signal[] = [];
  const bells = new Set<() => void>();
  const take = (value: Signal) => {
    queue.push(value);
    for (const ring of bells) ring();
  };
  signals.add(take);
  try {
    while (signal?.aborted !== true) {
      const next = queue.shift();
      if (next === undefined) await wakened(bells, signal);
      else yield next;
    }
  } finally {
    signals.delete(take);
  }
}

/** Resolves at the next ring. Rejects when the subscription ends, as tRPC's own helpers do. */
function wakened(bells: Set<() => void>, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      bells.delete(ring);
      reject(new DOMException("the subscription has ended", "AbortError"));
    };
    const ring = () => {
      bells.delete(ring);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    bells.add(ring);
    signal?.addEventListener("abort", end, { once: true });
  });
}
