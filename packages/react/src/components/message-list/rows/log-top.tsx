import type { PageState } from "@parley/client";
import { useLabels } from "../../../provider/wording-context.ts";

interface LogTopProps {
  readonly name: string;
  readonly hasOlder: boolean;
  readonly older: PageState;
  readonly onRetry: () => void;
}

function Content({ name, hasOlder, older, onRetry }: LogTopProps) {
  const labels = useLabels();
  if (!hasOlder) return <p className="parley-log__beginning">{labels.beginning(name)}</p>;
  switch (older) {
    case "idle":
    case "loading":
      return (
        <span className="parley-spinner">
          <span className="parley-hidden">{labels.loading}</span>
        </span>
      );
    case "failed":
      return (
        <p className="parley-log__failure" role="alert">
          {labels.olderFailed}{" "}
          <button type="button" className="parley-status__button" onClick={onRetry}>
            {labels.reload}
          </button>
        </p>
      );
  }
}

/** Shown above the oldest message, at a fixed height. */
export function LogTop(props: LogTopProps) {
  return (
    <div className="parley-log__top">
      <Content {...props} />
    </div>
  );
}
