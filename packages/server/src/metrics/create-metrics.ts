import type { Meter } from "@parley/api/platform";
import { collectDefaultMetrics, Registry } from "prom-client";
import type { RateLimitConfig } from "../rate-limits/limits.ts";
import { OptionsError } from "../options-error.ts";
import { createInstruments } from "./instruments.ts";
import { type Sources, watchSources } from "./watch-sources.ts";

/** The metrics of one process, in the text format of Prometheus. */
export interface Metrics {
  readonly meter: Meter;
  readonly contentType: string;
  refused(limit: keyof RateLimitConfig): void;
  waitedForConnection(milliseconds: number): void;
  /** An operation failed since the store of files is full or away. */
  fileStoreFailed(): void;
  watch(sources: Sources): void;
  text(): Promise<string>;
  /** Takes the metrics of Parley out of the registry. */
  remove(): void;
}

function createMeter(count: ReturnType<typeof createInstruments>): Meter {
  const times = new WeakMap<object, number>();
  return {
    batchStored(sends, milliseconds) {
      count.sends.inc(sends);
      count.batch.observe(sends);
      count.statement.observe(milliseconds / 1_000);
    },
    eventCame: (event, committedAt) => void times.set(event, committedAt),
    eventLeft(event) {
      count.deliveries.inc();
      const committedAt = times.get(event);
      // Clocks of two servers differ a little.
      if (committedAt !== undefined) {
        count.latency.observe(Math.max(0, Date.now() - committedAt) / 1_000);
      }
    },
    notificationsPublished(people) {
      count.published.inc();
      count.publishedPeople.inc(people);
    },
    eventsLoaded(people) {
      count.read.inc();
      count.readPeople.inc(people);
    },
    reconciled(behind, lag) {
      count.lost.inc(behind);
      count.lag.set(lag);
    },
    notificationDelivered: (channel, outcome) => count.notifications.inc({ channel, outcome }),
    jobEnded: (kind, outcome) => count.jobs.inc({ kind, outcome }),
    mailboxOverflowed: () => count.overflows.inc(),
    resynced: () => count.resyncs.inc(),
    fileFinished(outcome, bytes) {
      count.files.inc({ outcome });
      if (outcome === "ready") count.fileBytes.inc(bytes);
    },
    fileScanned: (outcome) => count.scans.inc({ outcome }),
  };
}

const isOurs = ({ name }: { readonly name: string }) => name.startsWith("parley_");

/** Without a registry of the host, one is created, with metrics of the process. */
export function createMetrics(given?: Registry): Metrics {
  const registry = given ?? new Registry();
  if (given === undefined) collectDefaultMetrics({ register: registry });
  if (registry.getMetricsAsArray().some(isOurs))
    throw new OptionsError(
      "Parley: metrics already has the metrics of another Parley: give each its own Registry.",
    );
  const count = createInstruments(registry);
  return {
    meter: createMeter(count),
    contentType: registry.contentType,
    refused: (limit) => count.refusals.inc({ limit }),
    fileStoreFailed: () => count.storeErrors.inc(),
    waitedForConnection: (milliseconds) => count.poolWait.observe(milliseconds / 1_000),
    watch: (sources) => watchSources(registry, sources),
    text: () => registry.metrics(),
    remove() {
      for (const metric of registry.getMetricsAsArray().filter(isOurs))
        registry.removeSingleMetric(metric.name);
    },
  };
}
