import { useCallback, useState } from "react";

const NOBODY: ReadonlySet<string> = new Set();

/** What of the log was unfolded: kept by the list, since a row that leaves the screen forgets everything. */
export function useUnfolded() {
  const [unfolded, setUnfolded] = useState(NOBODY);
  const onUnfold = useCallback(
    (messageId: string, isUnfolded: boolean) =>
      setUnfolded((now) => {
        const next = new Set(now);
        if (isUnfolded) next.add(messageId);
        else next.delete(messageId);
        return next;
      }),
    [],
  );
  return { unfolded, onUnfold };
}
