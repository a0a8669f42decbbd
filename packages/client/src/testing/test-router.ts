import type { ErrorReason, Message, Signal, StreamEvent } from "@parley/contract";
import { errorReasonSchema } from "@parley/contract/errors";
import { streamInput } from "@parley/contract/events";
import { sendMessageInput } from "@parley/contract/messages";
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

/** The test's control of the server. */
export interface TestControls {
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

/** The procedures that the client's own tests call, and the test's controls. Paths and types are those of the product. */
export function createTestRouter() {
  const listeners: Listeners = { wake: new Set(), signals: new Set() };
  const controls: TestControls = {
    log: [],
    stored: new Map(),
    sends: [],
    cursors: [],
    append(event) {
      controls.log.push({ seq: controls.log.length + 1, event });
      for (const wake of [...listeners.wake]) wake();
    },
    signal(signal) {
      for (const tell of listeners.signals) tell(signal);
    },
  };
  const send = procedure.input(sendMessageInput).mutation(async ({ ctx, input }) => {
    controls.sends.push({ id: input.id, via: ctx.via });
    await controls.before?.("send", ctx);
    const known = controls.stored.get(input.id);
    if (known !== undefined) return { message: known, deduplicated: true };
    const { id, body, conversationId } = input;
    const fresh = message(conversationId, controls.stored.size + 1, {
      id,
      body,
      senderId: ctx.userId ?? "",
    });
    controls.stored.set(id, fresh);
    controls.append({ type: "message.created", message: fresh });
    return { message: fresh, deduplicated: false };
  });
  const stream = procedure.input(streamInput).subscription(({ ctx, input, signal }) => {
    controls.cursors.push(input.lastEventId);
    return follow({ controls, listeners, ctx, after: Number(input.lastEventId ?? 0), signal });
  });
  const signals = procedure.subscription(({ signal }) => followSignals(listeners, signal));
  const me = procedure.query(async ({ ctx }) => {
    await controls.before?.("me", ctx);
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
  return { controls, router };
}

interface Following {
  readonly controls: TestControls;
  readonly listeners: Listeners;
  readonly ctx: Caller;
  readonly after: number;
  readonly signal: AbortSignal | undefined;
}

async function* follow({ controls, listeners, ctx, after, signal }: Following) {
  await controls.before?.("stream", ctx);
  for (let at = after; signal?.aborted !== true; at += 1) {
    while (controls.log.length <= at) await nextWake(listeners.wake, signal);
    const entry = controls.log[at];
    if (entry === undefined) return;
    await controls.before?.("event", ctx);
    yield tracked(String(entry.seq), entry.event);
  }
}

async function* followSignals({ signals }: Listeners, signal: AbortSignal | undefined) {
  const queue: Signal[] = [];
  const wakers = new Set<() => void>();
  const take = (value: Signal) => {
    queue.push(value);
    for (const wake of wakers) wake();
  };
  signals.add(take);
  try {
    while (signal?.aborted !== true) {
      const next = queue.shift();
      if (next === undefined) await nextWake(wakers, signal);
      else yield next;
    }
  } finally {
    signals.delete(take);
  }
}

/** Resolves when `wake` is next called. Rejects when the subscription ends, as tRPC's own helpers do. */
function nextWake(wakers: Set<() => void>, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      wakers.delete(wake);
      reject(new DOMException("the subscription has ended", "AbortError"));
    };
    const wake = () => {
      wakers.delete(wake);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    wakers.add(wake);
    signal?.addEventListener("abort", end, { once: true });
  });
}
