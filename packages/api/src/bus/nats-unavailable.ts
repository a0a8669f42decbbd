/** The address has no NATS that could be reached, or none that lets us in. The message is for the operator. */
export class NatsUnavailableError extends Error {
  override readonly name = "NatsUnavailableError";
}
