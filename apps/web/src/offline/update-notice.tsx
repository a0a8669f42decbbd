import { useState, useSyncExternalStore } from "react";
import { useText } from "../i18n/shell-text.ts";
import type { AppUpdate } from "./app-update.ts";
import "./update-notice.css";

/** Says that a newer version is there. Who does not want it now gets it with the next start. */
export function UpdateNotice({ update }: { readonly update: AppUpdate }) {
  const { t } = useText();
  const isReady = useSyncExternalStore(update.subscribe, update.isReady);
  const [isPutOff, setIsPutOff] = useState(false);
  return (
    <div role="status" className="update-notice-place">
      {isReady && !isPutOff && (
        <div className="update-notice">
          <p className="grow">{t("update.ready")}</p>
          <div className="ms-auto flex gap-3">
            <button type="button" className="button" onClick={update.take}>
              {t("update.reload")}
            </button>
            <button
              type="button"
              className="button-quiet min-h-11"
              onClick={() => setIsPutOff(true)}
            >
              {t("update.later")}
            </button>
          </div>
        </div>
      )}
    </div>
  );
}
