import type { SearchHit } from "@parley/contract";
import { useCallback, useState } from "react";

interface Jump {
  readonly conversationId: string;
  readonly seq: number;
  readonly token: number;
}

interface JumpOptions {
  readonly openId: string | null;
  /** A message that the host asks for. */
  readonly seq: number | null;
  readonly onOpen: (conversationId: string) => void;
}

/** Opens conversations, a message that was found in one, or one that the host asks for. */
export function useJump({ openId, seq: asked, onOpen }: JumpOptions) {
  const [jump, setJump] = useState<Jump | null>(null);
  const [shown, setShown] = useState<Omit<Jump, "token"> | null>(null);
  const wanted = openId !== null && asked !== null ? { conversationId: openId, seq: asked } : null;
  if (wanted?.conversationId !== shown?.conversationId || wanted?.seq !== shown?.seq) {
    setShown(wanted);
    if (wanted !== null) setJump((before) => ({ ...wanted, token: (before?.token ?? 0) + 1 }));
  }
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
