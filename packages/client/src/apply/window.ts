import type { Message, MessagePage } from "@parley/contract/messages";

/**
 * A window after a message. It takes the message only where that keeps the run gapless; otherwise it says
 * that there is more to fetch.
 */
export function withNewest(window: MessagePage, message: Message): MessagePage {
  if (window.hasNewer) return window;
  const last = window.messages.at(-1);
  // An empty window with nothing before it shows a conversation in which nothing was said yet.
  const end = last?.seq ?? (window.hasOlder ? undefined : 0);
  if (end === undefined || message.seq > end + 1) return { ...window, hasNewer: true };
  if (message.seq <= end) return window;
  return { ...window, messages: [...window.messages, message] };
}
