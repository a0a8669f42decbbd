import type { ConnectionCause, ConnectionState } from "@parley/client";
import { useEffect, useState } from "react";
import type { FirstLabels } from "../../labels.ts";
import { useLabels } from "../../provider/wording-context.ts";
import { CloudOffIcon } from "../icons.tsx";

/** A short cut is not worth a word: the banner waits so many milliseconds. */
const SHOW_AFTER = 5_000;
/** Nothing short is to be expected where the device has no network, or nothing has answered yet. */
const SHOW_SOON_AFTER = 2_000;

export interface ConnectionBannerProps {
  /** From `useConnection`. */
  readonly connection: ConnectionState;
  readonly onReconnect?: (() => void) | undefined;
}

const isDown = ({ status }: ConnectionState) => status === "offline" || status === "connecting";

/** True once the connection has been away for a while; it matters little which attempt is under way. */
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

/** What is wrong, in words for whoever waits. */
function downText(labels: FirstLabels, cause: ConnectionCause | undefined): string {
  switch (cause) {
    case "network":
      return labels.offline;
    case "token":
      return labels.signInUnreachable;
    case "server":
    case undefined:
      return labels.unreachable;
  }
}

const reloadPage = () => globalThis.location.reload();

/** Says when there is no connection. The region is always there, so that its words are heard. */
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
