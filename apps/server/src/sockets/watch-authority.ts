import type { Platform, UserSession } from "@parley/api/domain/context";
import { DomainError } from "@parley/api/domain/errors";
import { loadActor } from "@parley/api/domain/users/load-actor";
import { closeCodes } from "@parley/contract/close-codes";
import type { WebSocket } from "ws";

export interface WatchedSocket {
  readonly socket: WebSocket;
  readonly platform: Platform;
  readonly session: UserSession;
  readonly onFault: (cause: unknown) => void;
}

/**
 * Whenever the account of an open socket changes, checks in the database whether its token is still valid, and closes
 * the socket if not: users with revoked tokens may sign in again, a closed account may not.
 */
export function watchAuthority({ socket, platform, session, onFault }: WatchedSocket): void {
  const look = async () => {
    try {
      await loadActor({ ctx: platform, session });
    } catch (fault) {
      if (!(fault instanceof DomainError)) return onFault(fault);
      const isOver = fault.reason === "not_signed_in";
      socket.close(isOver ? closeCodes.stop : closeCodes.signInAgain, fault.reason);
    }
  };
  const stop = platform.bus.listen(session.userId, { onAuthority: () => void look() });
  socket.once("close", stop);
  if (socket.readyState !== socket.OPEN) stop();
}
