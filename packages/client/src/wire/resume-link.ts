import type { AppRouter } from "../app-router.ts";
import type {
  Operation,
  OperationLink,
  OperationResultEnvelope,
  TRPCClientError,
  TRPCLink,
} from "@trpc/client";
import { observable, type Observer, type Unsubscribable } from "@trpc/server/observable";
import { reasonOf, retryAfterOf } from "../errors.ts";
import { retryDelay } from "../retry-delay.ts";
import { retryPolicyOf } from "../retry-policy.ts";

interface Options {
  readonly random: () => number;
  /** The server accepted the token. */
  readonly onAccepted: () => void;
  /** The server refused the token. Resolves once a retry makes sense. */
  readonly onRefused: () => Promise<void>;
  /** The server no longer supports this version of the client. Resolves once a retry makes sense. */
  readonly onOutdated: () => Promise<void>;
  /** Whether the client still needs its subscriptions. */
  readonly isRunning: () => boolean;
}

type LinkError = TRPCClientError<AppRouter>;
type Call = Parameters<OperationLink<AppRouter>>[0];
type Listener = Observer<OperationResultEnvelope<unknown, LinkError>, LinkError>;

/**
 * Keeps subscriptions alive over what tRPC takes for their end: an internal error of the server (after which tRPC
 * resumes only over SSE), a refused token, a stream that the server closed. Each time the subscription resumes after
 * the last received event. A lost socket is handled by tRPC, which resumes automatically.
 */
export function resumeLink(options: Options): TRPCLink<AppRouter> {
  return () => (call) => observable((listener) => resume({ ...options, ...call, listener }));
}

/** Subscribes until the result is called or the server refuses permanently. */
function resume({ op, next, listener, ...options }: Options & Call & { listener: Listener }) {
  let failures = 0;
  let lastEventId: string | undefined;
  let isOver = false;
  let current: Unsubscribable | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const later = (after = 0) => {
    if (isOver) return;
    timer = setTimeout(begin, Math.max(after, retryDelay(failures, options.random)));
    failures += 1;
  };
  function begin() {
    current = next(behind(op, lastEventId)).subscribe({
      next(envelope) {
        const { result } = envelope;
        if (result.type === "started" || result.type === "data") {
          failures = 0;
          options.onAccepted();
        }
        if (result.type === "data" && result.id !== undefined) lastEventId = result.id;
        listener.next(envelope);
      },
      error(error) {
        const policy = retryPolicyOf(reasonOf(error));
        if (policy === "sign-in") return void options.onRefused().then(() => later());
        if (policy === "reload") return void options.onOutdated().then(() => later());
        if (policy === "again") return later(retryAfterOf(error));
        options.onAccepted();
        listener.error(error);
      },
      complete() {
        // tRPC also completes what it is told to stop.
        if (isOver || !options.isRunning() || op.signal?.aborted === true) listener.complete();
        else later();
      },
    });
  }
  begin();
  return () => {
    isOver = true;
    clearTimeout(timer);
    current?.unsubscribe();
  };
}

/** A subscription that continues after an event: tRPC puts the event's id into the input. */
export function behind(op: Operation, lastEventId: string | undefined): Operation {
  if (lastEventId === undefined) return op;
  const input = typeof op.input === "object" ? op.input : undefined;
  return { ...op, input: { ...input, lastEventId } };
}
