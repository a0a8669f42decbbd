import type { SendMessageInput, SentMessage } from "@parley/contract/messages";
import type { Platform, UserSession } from "../context.ts";
import { claimFiles } from "../files/files.ts";

/**
 * Stores a message once and notifies all participants. The statement itself checks the sender's account, membership,
 * blocks and the conversation's state, so this verb takes a session, and loads nothing but files.
 */
export async function sendMessage({
  ctx,
  input,
}: {
  ctx: Platform & { readonly session: UserSession };
  input: SendMessageInput;
}): Promise<SentMessage> {
  const { userId: senderId, issuedAt } = ctx.session;
  const { files: fileIds, ...written } = input;
  const files =
    fileIds && (await claimFiles(ctx, { userId: senderId, messageId: input.id, fileIds }));
  const { deliveries, ...sent } = await ctx.sends.send({ ...written, files, senderId, issuedAt });
  ctx.bus.deliver(deliveries);
  return sent;
}
