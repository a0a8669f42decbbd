import type { Spread } from "../load-generator/quantiles.ts";
import type { Result, StoredBytes } from "./results.ts";

const whole = (value: number) => Math.round(value).toLocaleString("en-GB");
const delivered = ({ p50, p95, p99 }: Spread) => `p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms`;

/** A result in one line, for the terminal. */
export function describe(result: Result): string {
  switch (result.kind) {
    case "saturation": {
      const { perSecond, cost } = result;
      const each = `CPU ${cost.server.toFixed(3)} + ${cost.database.toFixed(3)} s for 1,000`;
      return `${whole(perSecond)} messages/s, ${each}`;
    }
    case "latency":
      return `at ${result.perSecond}/s: ${delivered(result.delivery)}`;
    case "idle":
      return `${whole(result.kibPerPerson)} KiB per user, connected in ${whole(result.connect.p50)} ms (p50)`;
    case "rolling-restart":
      return `all connected after ${result.back.toFixed(2)} s, ${result.outages.count} outages, longest ${result.outages.max} s; ${result.account.lost} lost, ${result.failed} failed; ${delivered(result.delivery)}`;
    case "hot-group":
      return `${delivered(result.delivery)}, longest ${result.delivery.max} ms`;
    case "mass-disconnect":
      return `complete after ${result.seconds.toFixed(2)} s, ${result.account.lost} lost, ${result.account.repeated} duplicated`;
    case "catch-up":
      return `${whole(result.events)} events in ${result.seconds.toFixed(2)} s`;
    case "batching":
      return `${whole(result.sends)} sends in ${whole(result.statements)} statements`;
    case "read": {
      const { server, database } = result.cost;
      const cpu = `CPU ${server.toFixed(2)} + ${database.toFixed(2)} ms`;
      return `${result.read}, ${whole(result.stored)} messages, ${result.callers} callers, ${result.way}: ${cpu}, p50 ${result.latency.p50} ms, p95 ${result.latency.p95} ms`;
    }
    case "jitter": {
      const { cuts, deliveries, lost, repeated, replay } = result;
      return `${cuts} cuts, ${lost} of ${whole(deliveries)} lost, ${repeated} duplicated, missed ones after ${delivered(replay)}`;
    }
    case "storage": {
      const bytes = ({ relations, wal }: StoredBytes) =>
        `${whole(relations.reduce((sum, { disk }) => sum + disk, 0))} bytes on disk, ${whole(wal)} of WAL`;
      return `per message ${bytes(result.parley)}; the reference ${bytes(result.reference)}`;
    }
    case "baseline":
      return `the floor: ${whole(result.perSecond)} messages/s, load ${result.load.toFixed(2)}`;
    case "skipped":
    case "failed":
      return `${result.what}: ${result.why}`;
  }
}
