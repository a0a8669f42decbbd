import { setTypingInput, streamInput } from "@parley/contract/events";
import { setTyping } from "../domain/presence/set-typing.ts";
import { signals } from "../domain/presence/signals.ts";
import { stream } from "../domain/stream/read/stream.ts";
import { procedure, router } from "../trpc.ts";
import { trackEvents } from "./track-events.ts";

export const eventsRouter = router({
  /** Durable events, each tracked by its number, and never anything untracked: that would reset the client's cursor. */
  stream: procedure
    .input(streamInput)
    .subscription(({ ctx, input, signal }) => trackEvents(stream({ ctx, input, signal }))),
  /** Typing and presence. */
  signals: procedure.subscription(({ ctx, signal }) => signals({ ctx, signal })),
  setTyping: procedure.input(setTypingInput).mutation(async ({ ctx, input }) => {
    // Excess typing signals are dropped silently: they are repeated, and expire.
    if (ctx.callerLimits?.typing() !== false) await setTyping({ ctx, input });
  }),
});
