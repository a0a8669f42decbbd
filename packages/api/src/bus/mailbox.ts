/** The next item, or that the queue has overflowed since the last call, or the end. */
export type Received<Item> =
  | { readonly kind: "item"; readonly item: Item }
  | { readonly kind: "overflow" }
  | { readonly kind: "closed" };

/** A bounded queue between the bus, which must not wait, and one subscriber, which may be slow. */
export interface Mailbox<Item> {
  /** Never waits. On overflow the queue is cleared, and the next `take` returns `overflow`. */
  put(item: Item): void;
  take(): Promise<Received<Item>>;
  close(): void;
}

export function createMailbox<Item>(bound: number): Mailbox<Item> {
  const items: Item[] = [];
  let overflow = false;
  let closed = false;
  let wake: (() => void) | undefined;

  const changed = () => {
    wake?.();
    wake = undefined;
  };

  const next = (): Received<Item> | undefined => {
    if (closed) return { kind: "closed" };
    if (overflow) {
      overflow = false;
      return { kind: "overflow" };
    }
    const item = items.shift();
    return item === undefined ? undefined : { kind: "item", item };
  };

  return {
    put(item) {
      if (closed || overflow) return;
      if (items.length >= bound) {
        overflow = true;
        items.length = 0;
      } else {
        items.push(item);
      }
      changed();
    },
    async take() {
      for (;;) {
        const found = next();
        if (found !== undefined) return found;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    close() {
      closed = true;
      changed();
    },
  };
}
