/**
 * SQLSTATE classes of transient failures: connection failures, shutdown, cancelled by a timeout, too many connections,
 * serialization and deadlock. https://www.postgresql.org/docs/18/errcodes-appendix.html
 */
const TRANSIENT_SQLSTATE = /^(08|57P|57014|53|40001|40P01|25006)/;
const TRANSIENT_SYSTEM_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
]);
/** node-postgres reports a lost or exhausted connection only by its text. */
const TRANSIENT_MESSAGE =
  /^(Connection terminated|timeout exceeded when trying to connect|Cannot use a pool|Client has encountered a connection error)/;

/** Whether the database is unavailable, restarting or overloaded, so that a retry may succeed. */
export function isTransientDatabaseFault(cause: unknown): boolean {
  for (let fault = cause; fault instanceof Error; fault = fault.cause) {
    const code = "code" in fault && typeof fault.code === "string" ? fault.code : "";
    if (TRANSIENT_SQLSTATE.test(code) || TRANSIENT_SYSTEM_CODES.has(code)) return true;
    if (TRANSIENT_MESSAGE.test(fault.message)) return true;
  }
  return false;
}
