/** Passes on the first item at once, and those that follow within `interval` milliseconds in one batch. */
export function createBatch<Item>(interval: number, handOn: (items: readonly Item[]) => void) {
  let waiting: Item[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = () => {
    timer = undefined;
    if (waiting.length === 0) return;
    const items = waiting;
    waiting = [];
    timer = setTimeout(flush, interval);
    handOn(items);
  };
  return {
    add(item: Item) {
      waiting.push(item);
      if (timer === undefined) flush();
    },
    cancel() {
      clearTimeout(timer);
      timer = undefined;
      waiting = [];
    },
  };
}
