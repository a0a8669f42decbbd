import { type ComponentType, type ReactNode, useEffect, useState } from "react";
import { useLabels } from "../provider/wording-context.ts";

type Loading<Props> =
  | { readonly status: "waiting" }
  | { readonly status: "failed" }
  | { readonly status: "ready"; readonly Component: ComponentType<Props> };

/** A component whose code is loaded later. */
export interface OnDemand<Props> {
  (props: Props): ReactNode;
  /** Loads the code ahead of its first use. */
  readonly preload: () => Promise<void>;
}

/** Loads the code when the component is first rendered. */
function useLoading<Props>(get: () => Promise<ComponentType<Props>>, known: Known<Props>) {
  const [loading, setLoading] = useState<Loading<Props>>(() =>
    known === undefined ? { status: "waiting" } : { status: "ready", Component: known },
  );
  const isWaiting = loading.status === "waiting";
  useEffect(() => {
    if (!isWaiting) return undefined;
    let isOver = false;
    const set = (next: Loading<Props>) => {
      if (!isOver) setLoading(next);
    };
    get().then(
      (Component) => set({ status: "ready", Component }),
      () => set({ status: "failed" }),
    );
    return () => {
      isOver = true;
    };
  }, [get, isWaiting]);
  return { loading, retry: () => setLoading({ status: "waiting" }) };
}

type Known<Props> = ComponentType<Props> | undefined;

function NotLoaded({ onRetry }: { onRetry: () => void }) {
  const labels = useLabels();
  return (
    <p className="parley-problem" role="alert">
      {labels.loadFailed}{" "}
      <button type="button" className="parley-status__button" onClick={onRetry}>
        {labels.reload}
      </button>
    </p>
  );
}

/** What is shown while there is no code: `problem` is `null` while it loads, and offers to try again after a failure. */
type Fallback<Props> = (props: Props, problem: ReactNode) => ReactNode;

/**
 * A component whose code is loaded when it is first shown. If that fails, it shows so and offers to try again, unless
 * there is something else to show.
 */
export function onDemand<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  /** Shown while the code loads; a function is also called after a failure. */
  fallback: ReactNode | Fallback<Props> = null,
  /** Shown in the place of the failure. */
  failed?: ReactNode,
): OnDemand<Props> {
  let known: Known<Props>;
  const get = async () => (known ??= await load());

  function Shown(props: Props) {
    const { loading, retry } = useLoading(get, known);
    if (loading.status === "ready") return <loading.Component {...props} />;
    const problem = loading.status === "failed" ? <NotLoaded onRetry={retry} /> : null;
    if (typeof fallback === "function") return fallback(props, problem);
    if (problem === null) return fallback;
    return failed === undefined ? problem : failed;
  }
  return Object.assign(Shown, {
    async preload() {
      await get();
    },
  });
}

/** Delay before a page loads the code it may need later, in milliseconds. */
export const AT_REST_AFTER = 1_500;

/** A component that nothing waits for: its code is loaded when the page is idle, and nothing is shown if that fails. */
export const atRest = <Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  /** Shown until then. */
  fallback: ReactNode = null,
) =>
  onDemand(
    async () => {
      await new Promise((resolve) => setTimeout(resolve, AT_REST_AFTER));
      return load();
    },
    fallback,
    null,
  );

/** Loads code when the page is idle, so that it is available later, also without a connection. */
export function usePreload(components: readonly Pick<OnDemand<never>, "preload">[]) {
  useEffect(() => {
    const timer = setTimeout(() => {
      // If it fails, it is loaded again when the component is shown.
      for (const { preload } of components) preload().catch(() => undefined);
    }, AT_REST_AFTER);
    return () => clearTimeout(timer);
  }, [components]);
}
