import type { Signal } from "@parley/contract";
import { timing } from "@parley/contract/limits";
import type { ScreenCore } from "./core.ts";

interface Typing {
  readonly conversationId: string;
  readonly userId: string;
  readonly typing: boolean;
}

/** Presence and typing, which are valid only while signals arrive. */
export function createPresenceAndTyping(core: ScreenCore) {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const setTyping = ({ conversationId, userId, typing }: Typing): void => {
    const timer = `${conversationId} ${userId}`;
    clearTimeout(timers.get(timer));
    timers.delete(timer);
    const known = core.get().typing.get(conversationId) ?? [];
    const others = known.filter((id) => id !== userId);
    if (!typing) {
      const next = others.length === 0 ? undefined : others;
      if (others.length < known.length) core.setEntry("typing", conversationId, next);
      return;
    }
    // The signal that typing has ended can be lost.
    const end = () => setTyping({ conversationId, userId, typing: false });
    timers.set(timer, setTimeout(end, timing.typingTimeout));
    if (others.length === known.length) core.setEntry("typing", conversationId, [...known, userId]);
  };
  return {
    setTyping,
    onSignal(signal: Signal) {
      switch (signal.type) {
        case "typing":
          if (signal.userId !== core.get().userId) setTyping(signal);
          return;
        case "presence":
          core.setEntry("presence", signal.presence.userId, signal.presence);
      }
    },
    /** Without a connection presence is unknown; the server sends all of it again after a reconnect. */
    clear() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
      const { presence, typing } = core.get();
      if (presence.size > 0) core.set({ presence: new Map() });
      if (typing.size > 0) core.set({ typing: new Map() });
    },
  };
}
