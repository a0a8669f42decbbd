import type { SearchHit } from "@parley/contract";
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

/** Opens conversations, or a message that was found in one. */
export function useJump({ openId, onOpen }: JumpOptions) {
  const [jump, setJump] = useState<Jump | null>(null);
  // Another conversation opens where reading ended, not at an earlier jump.
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
