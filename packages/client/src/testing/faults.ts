import type { AppRouter } from "../app-router.ts";
import type { ErrorReason } from "@parley/contract";
import type { inferRouterInputs } from "@trpc/server";

type Inputs = inferRouterInputs<AppRouter>;

/** The name of a procedure, such as `messages.send`. */
export type ProcedurePath = {
  [Router in keyof Inputs]: `${Router}.${keyof Inputs[Router] & string}`;
}[keyof Inputs];

/**
 * Faults of the connection between a client and its server. Each method returns a function that ends its fault. With a
 * `path` a fault is one of that procedure, such as `messages.send`, otherwise of all. `events.stream` has the events.
 */
export interface Faults {
  /** Cuts the connection: the client is offline, its calls fail, and events wait in the server's log. */
  cut(): () => void;
  /** Delays responses and events by some milliseconds. */
  slow(ms: number, path?: ProcedurePath): () => void;
  /** Delays responses and events until it ends. The server executes the calls without a delay. */
  hold(path?: ProcedurePath): () => void;
  /** Refuses queries and mutations with a reason: the server does not execute them. */
  refuse(reason: ErrorReason, path?: ProcedurePath): () => void;
  /** Loses the next response: the server has executed the call, and for the client the network failed. */
  loseResponse(path?: ProcedurePath): () => void;
  /** Ends all faults. */
  restore(): void;
}

type Fault =
  | { readonly kind: "cut"; readonly path?: undefined }
  | {
      readonly kind: "delay";
      readonly path: ProcedurePath | undefined;
      /** Undefined: until it ends. */
      readonly ms: number | undefined;
      readonly waiting: Set<() => void>;
    }
  | {
      readonly kind: "refusal";
      readonly path: ProcedurePath | undefined;
      readonly reason: ErrorReason;
    }
  | { readonly kind: "loss"; readonly path: ProcedurePath | undefined };

type FaultOf<Kind> = Extract<Fault, { kind: Kind }>;

/** The faults of one connection: what it obeys, and what sets them. */
export interface FaultyNetwork {
  readonly faults: Faults;
  isCut(): boolean;
  /** The reason for which a call is refused. */
  refusalOf(path: string): ErrorReason | undefined;
  /** Resolves when a response or an event may be delivered. Undefined: at once. */
  delayOf(path: string): Promise<void> | undefined;
  /** Whether this response is the one to lose. */
  takeLoss(path: string): boolean;
}

function wait({ ms, waiting }: FaultOf<"delay">): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      waiting.delete(end);
      resolve();
    };
    const timer = ms === undefined ? undefined : setTimeout(end, ms);
    waiting.add(end);
  });
}

interface Options {
  readonly onCut: () => void;
  readonly onBack: () => void;
}

/** Creates a connection without faults. */
export function createFaultyNetwork({ onCut, onBack }: Options): FaultyNetwork {
  const faults = new Set<Fault>();
  const isCut = () => [...faults].some(({ kind }) => kind === "cut");
  const find = <Kind extends Fault["kind"]>(kind: Kind, path: string) =>
    [...faults].filter(
      (fault): fault is FaultOf<Kind> =>
        fault.kind === kind && (fault.path === undefined || fault.path === path),
    );
  const change = (by: () => void) => {
    const before = isCut();
    by();
    if (isCut() === before) return;
    if (before) onBack();
    else onCut();
  };
  const end = (fault: Fault) => {
    change(() => faults.delete(fault));
    if (fault.kind === "delay") for (const release of fault.waiting) release();
  };
  const begin = (fault: Fault) => {
    change(() => faults.add(fault));
    return () => end(fault);
  };
  return {
    faults: {
      cut: () => begin({ kind: "cut" }),
      slow: (ms, path) => begin({ kind: "delay", path, ms, waiting: new Set() }),
      hold: (path) => begin({ kind: "delay", path, ms: undefined, waiting: new Set() }),
      refuse: (reason, path) => begin({ kind: "refusal", path, reason }),
      loseResponse: (path) => begin({ kind: "loss", path }),
      restore: () => [...faults].forEach(end),
    },
    isCut,
    refusalOf: (path) => find("refusal", path)[0]?.reason,
    delayOf(path) {
      const delays = find("delay", path);
      return delays.length === 0 ? undefined : Promise.all(delays.map(wait)).then(() => undefined);
    },
    takeLoss(path) {
      const [fault] = find("loss", path);
      if (fault !== undefined) end(fault);
      return fault !== undefined;
    },
  };
}
