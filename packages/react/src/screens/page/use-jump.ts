import type { SearchHit } from "@parley/contract/messages";
import { useCallback, useState } from "react";

interface Jump {
  readonly conversationId: string;
  readonly seq: number;
  readonly token: number;
}

interface JumpOptions {
  readonly openId: string | null;
  readonly onOpen: (conversationId: string) => void;
}

/** Opens conversations as they are, or at a message that was found in them. */
export function useJump({ openId, onOpen }: JumpOptions) {
  const [jump, setJump] = useState<Jump | null>(null);
  // Opened anew, a conversation begins where reading ended and not at an old jump.
  const open = useCallback(
    (conversationId: string) => {
      if (conversationId !== openId) setJump(null);
      onOpen(conversationId);
    },
    [openId, onOpen],
  );
  const openHit = useCallback(
    ({ message: { conversationId, seq } }: SearchHit) => {
      setJump((last) => ({ conversationId, seq, token: (last?.token ?? 0) + 1 }));
      onOpen(conversationId);
    },
    [onOpen],
  );
  return { open, openHit, jumpTo: jump?.conversationId === openId ? jump : undefined };
}
