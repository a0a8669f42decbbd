import type { ConnectionState } from "../connection.ts";
import { reasonOf } from "../errors.ts";
import type { Store } from "../store.ts";

/** A call can fail so many milliseconds before it is known that the connection is lost. */
const KNOWN_WITHIN = 500;

/** Whether there is a connection again after it was lost; false if it was not lost, or does not return. */
function isBackAgain(connection: Store<ConnectionState>): Promise<boolean> {
  return new Promise((resolve) => {
    let wasLost = false;
    const check = () => {
      const { status } = connection.get();
      if (status === "offline" || status === "connecting") wasLost = true;
      else if (wasLost || status !== "online") end(status === "online");
    };
    const stop = connection.subscribe(check);
    const timer = setTimeout(() => wasLost || end(false), KNOWN_WITHIN);
    const end = (isBack: boolean) => {
      stop();
      clearTimeout(timer);
      resolve(isBack);
    };
    check();
  });
}

/** Repeats an idempotent call that got no response since the connection was lost, whenever there is one again. */
export async function untilAnswered<Result>(
  connection: Store<ConnectionState>,
  call: () => Promise<Result>,
): Promise<Result> {
  for (;;) {
    try {
      // Attempts are sequential by definition.
      // oxlint-disable-next-line no-await-in-loop
      return await call();
    } catch (error) {
      // oxlint-disable-next-line no-await-in-loop
      if (reasonOf(error) !== undefined || !(await isBackAgain(connection))) throw error;
    }
  }
}
