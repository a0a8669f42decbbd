import type { ConnectionCause, ConnectionState } from "@parley/client";
import { useEffect, useState } from "react";
import type { FirstLabels } from "../../labels.ts";
import { useLabels } from "../../provider/wording-context.ts";
import { CloudOffIcon } from "../icons.tsx";

/** Shorter interruptions are not shown, in milliseconds. */
const SHOW_AFTER = 5_000;
/** The same if the device is offline, or the server has not answered yet: both seldom end soon. */
const SHOW_SOON_AFTER = 2_000;

export interface ConnectionBannerProps {
  /** From `useConnection`. */
  readonly connection: ConnectionState;
  /** Shows a button that connects at once. */
  readonly onReconnect?: (() => void) | undefined;
}

const isDown = ({ status }: ConnectionState) => status === "offline" || status === "connecting";

/** True once the connection has been lost for a while, regardless of the current attempt. */
function useIsLongDown(connection: ConnectionState): boolean {
  const down = isDown(connection);
  const [wasOnline, setWasOnline] = useState(false);
  if (connection.status === "online" && !wasOnline) setWasOnline(true);
  const wait = wasOnline && causeOf(connection) !== "network" ? SHOW_AFTER : SHOW_SOON_AFTER;
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    if (!down) return undefined;
    const timer = setTimeout(() => setIsLong(true), wait);
    return () => clearTimeout(timer);
  }, [down, wait]);
  if (!down && isLong) setIsLong(false);
  return down && isLong;
}

const causeOf = (connection: ConnectionState) =>
  "cause" in connection ? connection.cause : undefined;

/** The state of the connection in words. */
function downText(labels: FirstLabels, cause: ConnectionCause | undefined): string {
  switch (cause) {
    case "network":
      return labels.offline;
    case "token":
      return labels.signInUnreachable;
    case "socket":
      return labels.notLive;
    case "server":
    case undefined:
      return labels.unreachable;
  }
}

const reloadPage = () => globalThis.location.reload();

/** Shows that there is no connection. The live region is always in the document, so that its text is announced. */
export function ConnectionBanner({ connection, onReconnect }: ConnectionBannerProps) {
  const labels = useLabels();
  const isLongDown = useIsLongDown(connection);
  const isSignedOut = connection.status === "signed-out";
  const isOutdated = connection.status === "outdated";
  return (
    <div
      className="parley-banner"
      role="status"
      data-shown={isLongDown || isSignedOut || isOutdated}
    >
      {isSignedOut && <p className="parley-banner__text">{labels.signedOut}</p>}
      {isOutdated && (
        <>
          <p className="parley-banner__text">{labels.outdated}</p>
          <button type="button" className="parley-banner__button" onClick={reloadPage}>
            {labels.reloadPage}
          </button>
        </>
      )}
      {isLongDown && (
        <>
          <CloudOffIcon />
          <p className="parley-banner__text">{downText(labels, causeOf(connection))}</p>
          {onReconnect !== undefined && (
            <button type="button" className="parley-banner__button" onClick={onReconnect}>
              {labels.reload}
            </button>
          )}
        </>
      )}
    </div>
  );
}
