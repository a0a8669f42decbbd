/** PostgreSQL cannot run as a child of this process, for the reason in `message`. No data was touched. */
export class EmbeddedCannotRunError extends Error {
  override readonly name = "EmbeddedCannotRunError";
}
