/**
 * Waits for a promise, at most the given milliseconds. Returns whether it resolved in time, and rejects if it rejected in
 * time; a later rejection is ignored. The work itself goes on: it has to be cancelled by its own means.
 */
export async function withTimeout(
  milliseconds: number,
  promise: Promise<unknown>,
): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
