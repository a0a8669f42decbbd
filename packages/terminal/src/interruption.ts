/** Thrown when whoever started a program ends it. Its code is what shells expect after Ctrl-C. */
export class Interrupted extends Error {
  static readonly exitCode = 130;
}

/** The first signal aborts with `Interrupted`, after `notice` was written; the second one ends the process. */
export function interruptOnSignal(notice: string): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.once(name, () => {
      process.stderr.write(`\n${notice}\n`);
      controller.abort(new Interrupted());
    });
  }
  return controller.signal;
}
