import { getTRPCErrorFromUnknown, getTRPCErrorShape } from "@trpc/server";
import { appRouter } from "../../app-router.ts";
import type { Signal } from "@parley/contract/events";
import { DomainError } from "../../domain/errors.ts";
import { newId } from "../index.ts";
import { callers, type Kind } from "./callers.ts";
import { definitionOf, type Path } from "./paths.ts";
import type { Scene } from "./scene.ts";

type Procedure = (input: unknown) => Promise<unknown>;

/** The result, or the error as clients receive it. */
export type Answer =
  | { readonly kind: "answered"; readonly output: unknown }
  | { readonly kind: "refused"; readonly reason: string; readonly wire: string };

export interface Attempt {
  readonly path: Path;
  readonly kind: Kind;
  readonly input: unknown;
}

function refusal(scene: Scene, { path, kind, input }: Attempt, thrown: unknown): Answer {
  const error = getTRPCErrorFromUnknown(thrown);
  const { type } = definitionOf(path);
  const config = appRouter._def._config;
  const shape = getTRPCErrorShape({ config, error, type, path, input, ctx: scene.context(kind) });
  const { code, cause } = error;
  const reason = cause instanceof DomainError ? cause.reason : String(cause ?? error);
  const isOurs = code === "INTERNAL_SERVER_ERROR";
  return {
    kind: "refused",
    reason: isOurs ? `a fault: ${reason}` : reason,
    wire: JSON.stringify(shape),
  };
}

/**
 * Whether a subscriber receives the presence of Tess, who is connected, before the marker that follows the initial
 * presence.
 */
async function hearsOfTess(scene: Scene, signals: AsyncIterator<Signal>, userId: string) {
  let next = signals.next();
  const mark: Signal = { type: "typing", conversationId: newId(), userId: "mark", typing: true };
  scene.api.platform.bus.signal({ userIds: [userId], signal: mark });
  for (;;) {
    const { value, done } = await next;
    if (done === true) throw new Error("the subscription has ended");
    if (value.type === "typing") return false;
    if (value.presence.userId === "tess") return true;
    next = signals.next();
  }
}

/** The first value of a subscription, which ends with it. */
async function begin(scene: Scene, { path, kind, input }: Attempt): Promise<unknown> {
  const aborter = new AbortController();
  const { events } = scene.as(kind, aborter.signal);
  const stay = { onArrive: () => undefined, onLeave: () => undefined };
  const leave = scene.api.platform.presence.enter("tess", stay);
  // The table types the input of the one of the two that takes one.
  const source = await (path === "events.signals"
    ? events.signals()
    : events.stream(input as object));
  const values = source[Symbol.asyncIterator]() as AsyncIterator<Signal>;
  try {
    if (path === "events.stream") return await values.next();
    return await hearsOfTess(scene, values, callers[kind] ?? "");
  } finally {
    aborter.abort();
    await values.return?.();
    leave();
  }
}

async function call(scene: Scene, it: Attempt): Promise<unknown> {
  const { path, kind, input } = it;
  if (definitionOf(path).type === "subscription") return begin(scene, it);
  const [noun = "", verb = ""] = path.split(".");
  // A caller has the shape of the router, of whose paths this is one.
  const nouns = scene.as(kind) as unknown as Record<string, Record<string, Procedure>>;
  return nouns[noun]?.[verb]?.(input);
}

/** Tries a call on the initial scene, and restores the scene. */
export async function attempt(scene: Scene, it: Attempt): Promise<Answer> {
  try {
    const output = await call(scene, it);
    if (definitionOf(it.path).type === "mutation") await scene.restore();
    return { kind: "answered", output };
  } catch (error) {
    return refusal(scene, it, error);
  }
}
