import type { ConnectionState } from "@parley/client";
import { useEffect, useState } from "react";
import { useLabels } from "../provider/wording-context.ts";
import { CloudOffIcon } from "./icons.tsx";

/** A short cut is not worth a word: the banner waits so many milliseconds. */
const SHOW_AFTER = 5_000;

export interface ConnectionBannerProps {
  /** From `useConnection`. */
  readonly connection: ConnectionState;
  readonly onReconnect?: (() => void) | undefined;
}

const isDown = ({ status }: ConnectionState) => status === "offline" || status === "connecting";

/** True once the connection has been away for a while; it matters little which attempt is under way. */
function useIsLongDown(connection: ConnectionState): boolean {
  const down = isDown(connection);
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    if (!down) return undefined;
    const timer = setTimeout(() => setIsLong(true), SHOW_AFTER);
    return () => {
      clearTimeout(timer);
      setIsLong(false);
    };
  }, [down]);
  return down && isLong;
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
          <p className="parley-banner__text">{labels.offline}</p>
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
