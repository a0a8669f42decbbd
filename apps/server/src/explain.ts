import { NatsUnavailableError } from "@parley/api/platform";
import { DatabaseUnavailableError } from "@parley/db/database-unavailable";
import { FilesProblem } from "@parley/server/files/byte-store";
import type { Env } from "./env.ts";
import { StartupProblem } from "./startup-problem.ts";

const codeOf = (fault: unknown) =>
  fault instanceof Error && "code" in fault && "syscall" in fault
    ? `${String(fault.syscall)} ${String(fault.code)}`
    : "";

/** Why a listen address does not work; `prefix` is how the names of its two variables begin. */
export function explainListen(
  fault: unknown,
  { port, host, prefix = "" }: Pick<Env, "port" | "host"> & { readonly prefix?: "METRICS_" | "" },
): string | undefined {
  switch (codeOf(fault)) {
    case "listen EADDRINUSE":
      return `Port ${port} is in use: stop what uses it, or set ${prefix}PORT to another.`;
    case "listen EACCES":
      return `Port ${port} may not be opened by this user: set ${prefix}PORT to another, such as 3000.`;
    case "listen EADDRNOTAVAIL":
    case "listen EINVAL":
    case "getaddrinfo ENOTFOUND":
    case "getaddrinfo EAI_AGAIN":
      return `${prefix}HOST ${host} is not an address of this machine.`;
    default:
      return undefined;
  }
}

/** Why the server could not start, in plain lines, if the operator can fix it. */
export function explain(fault: unknown, env: Env | undefined): string | undefined {
  const isPlain =
    fault instanceof StartupProblem ||
    fault instanceof DatabaseUnavailableError ||
    fault instanceof FilesProblem ||
    fault instanceof NatsUnavailableError;
  if (isPlain) return fault.message;
  return env === undefined ? undefined : explainListen(fault, env);
}
