import { useCallback, useState } from "react";
import type { Session, SessionState, SignedOutReason } from "./session.ts";
import type { SessionStorage } from "./session-storage.ts";

export interface SessionControl {
  readonly state: SessionState;
  signIn(session: Session): void;
  signOut(reason: SignedOutReason): void;
}

/** The session of this tab, with sign-in and sign-out. */
export function useSession(storage: SessionStorage): SessionControl {
  const [state, setState] = useState<SessionState>(() => {
    const session = storage.load();
    return session === null
      ? { status: "signed-out", reason: "not-yet" }
      : { status: "signed-in", session };
  });
  const signIn = useCallback(
    (session: Session) => {
      storage.save(session);
      setState({ status: "signed-in", session });
    },
    [storage],
  );
  const signOut = useCallback(
    (reason: SignedOutReason) => {
      storage.clear();
      setState({ status: "signed-out", reason });
    },
    [storage],
  );
  return { state, signIn, signOut };
}
