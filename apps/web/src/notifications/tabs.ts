/** What a visible tab shows to its user. */
export interface Sight {
  readonly isFocused: boolean;
  readonly conversationId: string | null;
}

/** The tabs in which one user has the app open in this browser. */
export interface Tabs {
  /** Tells the other tabs what this one shows, or null while it is hidden. */
  show(sight: Sight | null): void;
  /** What all visible tabs show. */
  sights(): Promise<readonly Sight[]>;
  /** Whether this is the one tab that notifies. Another becomes it when this one is closed, or crashes. */
  isLeader(): boolean;
  leave(): void;
}

type Locks = Pick<LockManager, "request" | "query">;

const sightName = ({ isFocused, conversationId }: Sight) =>
  `${isFocused ? "focused" : "visible"}:${conversationId ?? ""}`;

function toSight(name: string): Sight {
  const [focus, conversationId = ""] = name.split(":");
  return { isFocused: focus === "focused", conversationId: conversationId || null };
}

/**
 * Tabs coordinate by Web Locks, which the browser releases when a tab is closed or crashes: the leader holds one of them,
 * and each visible tab one that is named after what it shows. Without locks each tab is alone.
 */
export function joinTabs(locks: Locks | undefined, userId: string): Tabs {
  const prefix = `parley-sight:${encodeURIComponent(userId)}:`;
  const left = new AbortController();
  let shown: Sight | null = null;
  let release = () => {};
  let isLeader = locks === undefined;
  const lead = () => {
    isLeader = true;
    return new Promise<void>((resolve) => left.signal.addEventListener("abort", () => resolve()));
  };
  // Rejected if this tab leaves first, or if the browser refuses locks.
  locks
    ?.request(`parley-notifier:${encodeURIComponent(userId)}`, { signal: left.signal }, lead)
    .catch(() => undefined);

  return {
    show(sight) {
      const isSame =
        sight === null ? shown === null : shown && sightName(sight) === sightName(shown);
      if (isSame === true || left.signal.aborted) return;
      shown = sight;
      const previous = release;
      if (locks === undefined || sight === null) {
        release = () => {};
        return previous();
      }
      const held = Promise.withResolvers<void>();
      release = held.resolve;
      // The previous one is held until then, so that there is no moment in which this tab seems hidden.
      const hold = () => {
        previous();
        return held.promise;
      };
      locks.request(prefix + sightName(sight), { mode: "shared" }, hold).catch(previous);
    },
    async sights() {
      if (locks === undefined) return shown === null ? [] : [shown];
      const { held = [] } = await locks.query();
      return held.flatMap(({ name = "" }) =>
        name.startsWith(prefix) ? [toSight(name.slice(prefix.length))] : [],
      );
    },
    isLeader: () => isLeader,
    leave() {
      release();
      isLeader = false;
      left.abort();
    },
  };
}
