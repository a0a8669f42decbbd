/** A wrong option of a host. The message is one line that names it. */
export class OptionsError extends Error {
  override readonly name = "OptionsError";
}
