/** Answers questions that are asked one by one together. */
export interface Gatherer<Key, Value> {
  /** The answer as it is at this moment or later, and undefined where there is none. */
  ask(key: Key): Promise<Value | undefined>;
}

/**
 * One round at a time: whoever asks while one is under way goes together in the next. So a lone question waits for
 * nobody, a thousand at once take a few rounds, and nobody gets an answer from before they asked.
 */
export function createGatherer<Key, Value>(
  askAll: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
): Gatherer<Key, Value> {
  interface Asked {
    readonly key: Key;
    readonly resolve: (value: Value | undefined) => void;
    readonly reject: (fault: unknown) => void;
  }
  let waiting: Asked[] = [];
  let underWay = false;

  async function answer(round: readonly Asked[]) {
    try {
      const found = await askAll([...new Set(round.map(({ key }) => key))]);
      for (const { key, resolve } of round) resolve(found.get(key));
    } catch (fault) {
      for (const { reject } of round) reject(fault);
    }
  }

  async function drain() {
    underWay = true;
    while (waiting.length > 0) {
      const round = waiting;
      waiting = [];
      await answer(round);
    }
    underWay = false;
  }

  return {
    ask: (key) =>
      new Promise((resolve, reject) => {
        waiting.push({ key, resolve, reject });
        if (!underWay) void drain();
      }),
  };
}
