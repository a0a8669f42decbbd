import { DomainError } from "../domain/errors.ts";

/**
 * Returns why an in-process call was refused: its reason, or `invalid_input` if it never reached a verb. A call that
 * succeeds, or fails for another cause, fails the test.
 */
export async function reasonOf(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => new Error("the call was not refused"),
    (caught: unknown) => caught,
  );
  if (!(error instanceof Error)) throw new Error("not an error", { cause: error });
  if (error.cause instanceof DomainError) return error.cause.reason;
  if ("code" in error && error.code === "BAD_REQUEST") return "invalid_input";
  throw error;
}
