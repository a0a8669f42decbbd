import type * as z from "zod";
import { StartupProblem } from "../startup-problem.ts";

/** The environment, or what stands for it. */
export type Source = Readonly<Record<string, string | undefined>>;

/**
 * Reads the variables of a schema, whose names in the environment begin with `prefix`. Throws a `StartupProblem` with a
 * line for each that is wrong.
 */
export function parse<Read>(schema: z.ZodType<Read>, source: Source, prefix = ""): Read {
  const given = Object.entries(source)
    // An empty variable counts as absent, as in most shells and container files.
    .filter(([name, value]) => name.startsWith(prefix) && value !== "")
    .map(([name, value]) => [name.slice(prefix.length), value]);
  const result = schema.safeParse(Object.fromEntries(given));
  if (result.success) return result.data;
  const lines = result.error.issues.map(
    ({ path, message }) => `${prefix}${path.join(".")} ${message}.`,
  );
  throw new StartupProblem([...new Set(lines)].join("\n"));
}
