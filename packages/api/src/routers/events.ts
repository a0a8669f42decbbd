import { setTypingInput, streamInput } from "@parley/contract/events";
import { setTyping } from "../domain/presence/set-typing.ts";
import { signals } from "../domain/presence/signals.ts";
import { stream } from "../domain/stream/read/stream.ts";
import { procedure, router } from "../trpc.ts";
import { trackEvents } from "./track-events.ts";

export const eventsRouter = router({
  /** Everything that happens to the caller, each event with its number, from the one after `lastEventId`. */
  // Never anything untracked: that would reset the client's cursor.
  stream: procedure
    .input(streamInput)
    .subscription(({ ctx, input, signal }) => trackEvents(stream({ ctx, input, signal }))),
  /** Typing and presence of others, as far as the caller may see them. */
  signals: procedure.subscription(({ ctx, signal }) => signals({ ctx, signal })),
  /** Tells the others in a conversation that the caller began or stopped typing. */
  setTyping: procedure.input(setTypingInput).mutation(async ({ ctx, input }) => {
    // Excess typing signals are dropped silently: they are repeated, and expire.
    if (ctx.callerLimits?.typing() !== false) await setTyping({ ctx, input });
  }),
});
