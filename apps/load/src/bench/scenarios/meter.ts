import type { Database } from "../processes/database.ts";
import { cpuSeconds } from "../processes/process-tree.ts";
import type { RunningSubject } from "../processes/subjects.ts";
import type { Cost } from "./results.ts";

/** CPU time of the servers and the database between two marks. */
export function createMeter(
  servers: readonly Pick<RunningSubject, "pid">[],
  database: Pick<Database, "cpu">,
) {
  const read = () => ({
    server: servers.reduce((sum, { pid }) => sum + cpuSeconds(pid), 0),
    database: database.cpu(),
  });
  let begin = read();
  let end = begin;
  return {
    onMark(mark: "begin" | "end") {
      if (mark === "begin") begin = read();
      else end = read();
    },
    costOf(messages: number): Cost {
      const each = (seconds: number) => (seconds * 1_000) / Math.max(messages, 1);
      return {
        server: each(end.server - begin.server),
        database: each(end.database - begin.database),
      };
    },
  };
}
