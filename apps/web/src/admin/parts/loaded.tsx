import { useReasonWords } from "@parley/react";
import type { Loadable } from "@parley/react";
import type { ReactNode } from "react";
import { useAdminText } from "./admin-text.ts";

interface LoadedProps<Value> {
  readonly loadable: Loadable<Value>;
  children(value: Value): ReactNode;
}

/** Renders a loaded value, a skeleton before, and a retry button after a failure. */
export function Loaded<Value>({ loadable, children }: LoadedProps<Value>): ReactNode {
  const { t } = useAdminText();
  const words = useReasonWords();
  switch (loadable.status) {
    case "loading":
      return (
        <div role="status">
          <span className="sr-only">{t("loading")}</span>
          <div aria-hidden="true" className="grid gap-3">
            <div className="skeleton h-16" />
            <div className="skeleton h-16" />
            <div className="skeleton h-16" />
          </div>
        </div>
      );
    case "failed":
      return (
        <div role="alert" className="card grid justify-items-start gap-3">
          <p>{t("loadFailed", { reason: words(loadable.reason) })}</p>
          <button type="button" className="button" onClick={loadable.retry}>
            {t("tryAgain")}
          </button>
        </div>
      );
    case "ready":
      return children(loadable.value);
  }
}
