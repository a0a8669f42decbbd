type Close = () => Promise<void> | void;

/** What was opened, closed in reverse order: an `AsyncDisposableStack`, which Node 22 does not have. */
export interface CloseStack extends AsyncDisposable {
  defer(close: Close): void;
  /** Hands everything over to a new stack: closing this one does nothing any more. */
  move(): CloseStack;
}

/** Creates a stack. If several closings fail, the others run, and it rejects with the first failure. */
export function createCloseStack(opened: readonly Close[] = []): CloseStack {
  let left = [...opened];
  const take = () => {
    const taken = left;
    left = [];
    return taken;
  };
  return {
    defer: (close) => void left.push(close),
    move: () => createCloseStack(take()),
    async [Symbol.asyncDispose]() {
      const failures: unknown[] = [];
      for (const close of take().toReversed()) {
        try {
          await close();
        } catch (cause) {
          failures.push(cause);
        }
      }
      if (failures.length > 0) throw failures[0];
    },
  };
}
