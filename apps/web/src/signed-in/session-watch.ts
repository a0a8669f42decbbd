import { useConnection } from "@parley/react";
import { useEffect } from "react";
import type { SignedOutReason } from "../session/session.ts";

/** Calls back when the server no longer accepts the session. */
export function SessionWatch({ onEnd }: { onEnd(reason: SignedOutReason): void }) {
  const connection = useConnection();
  const reason = connection.status === "signed-out" ? connection.reason : null;
  useEffect(() => {
    if (reason !== null) onEnd(reason);
  }, [reason, onEnd]);
  return null;
}
