/** The address has no reachable NATS server, or one that refuses the credentials. The message is for the operator. */
export class NatsUnavailableError extends Error {
  override readonly name = "NatsUnavailableError";
}
