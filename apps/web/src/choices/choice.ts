/** Something that a person chose in this browser, for every tab of it. */
export interface Choice<Option extends string> {
  current(): Option;
  choose(option: Option): void;
  subscribe(onChange: () => void): () => void;
}

interface ChoiceOptions<Option extends string> {
  /** Where it is kept. */
  readonly key: string;
  readonly options: readonly Option[];
  /** What holds until somebody chooses. */
  readonly initial: Option;
}

/** Storage that a browser forbids keeps nothing; the choice then lives as long as the page. */
function read(storage: () => Storage, key: string): string | null {
  try {
    return storage().getItem(key);
  } catch {
    return null;
  }
}

function write(storage: () => Storage, key: string, value: string): void {
  try {
    storage().setItem(key, value);
  } catch {
    // Said above: nothing is kept.
  }
}

/** A choice in a window's local storage. A choice made in another tab arrives here too. */
export function createChoice<const Option extends string>(
  window: Window,
  { key, options, initial }: ChoiceOptions<Option>,
): Choice<Option> {
  const storage = () => window.localStorage;
  const watchers = new Set<() => void>();
  const kept = () => options.find((option) => option === read(storage, key));
  let chosen = kept() ?? initial;
  const become = (option: Option) => {
    if (option === chosen) return;
    chosen = option;
    for (const tell of watchers) tell();
  };
  window.addEventListener("storage", (event) => {
    if (event.key === key || event.key === null) become(kept() ?? initial);
  });
  return {
    current: () => chosen,
    choose(option) {
      write(storage, key, option);
      become(option);
    },
    subscribe(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
  };
}
