/** What a taker finds: the next item, or that some were refused since the last look, or the end. */
export type Taken<Item> =
  | { readonly kind: "item"; readonly item: Item }
  | { readonly kind: "overflow" }
  | { readonly kind: "closed" };

/** A bounded queue between a bus that must not wait and one subscriber that may be slow. */
export interface Mailbox<Item> {
  /** Never waits. Beyond the bound everything in the box is given up, and the taker is told. */
  put(item: Item): void;
  take(): Promise<Taken<Item>>;
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

  const next = (): Taken<Item> | undefined => {
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
