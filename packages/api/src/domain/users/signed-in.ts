import type { SignedIn } from "@parley/contract/people";
import type { SessionContext } from "../context.ts";
import { meInSession } from "./me.ts";

/** The caller, and what their screen needs from the server: its time, and the settings of its policy. */
export async function signedIn({ ctx }: { ctx: SessionContext }): Promise<SignedIn> {
  const { editWindow, customContacts, blockNotice } = ctx.policy;
  const caller = await meInSession(ctx);
  // After the query: the client takes the middle of the call's duration for the server's time.
  const time = ctx.clock.now().toISOString();
  const server = { time, policy: { editWindow, customContacts, blockNotice } };
  if (ctx.files === undefined) return { ...caller, server };
  const { bytesMax, userBytesMax } = ctx.files.limits;
  return { ...caller, server: { ...server, files: { bytesMax, userBytesMax } } };
}
