import { Counter, Gauge, Histogram, type Registry } from "prom-client";

/** Seconds. The target is half of them within 1.5 ms and 99 % within 20. */
const LATENCIES = [
  0.0005, 0.001, 0.0015, 0.002, 0.004, 0.007, 0.01, 0.02, 0.04, 0.1, 0.25, 0.5, 1, 2.5, 10,
];
const BATCHES = [1, 2, 4, 8, 16, 32, 64];

/** The description of each metric, by its name without `parley_`. */
const counters = {
  sends_total: "Sends processed by a statement: stored, deduplicated or refused.",
  deliveries_total: "Events written to a socket.",
  bus_publications_total: "Publications on the bus.",
  bus_published_users_total: "Users in publications.",
  log_loads_total: "Queries that load the new events of many users.",
  log_loaded_users_total: "Users covered by such queries.",
  bus_lost_users_total: "Users with events that the bus had not delivered by a reconciliation.",
  mailbox_overflows_total: "Subscribers that fell behind and read the log again.",
  resyncs_total: "Subscribers that got a resync.",
  file_bytes_total: "Bytes of uploads that were accepted.",
  file_store_errors_total: "Operations that failed because the store of files is full or away.",
} as const;
/** Names of the last version, which are exported until the next one. */
const formerly: Partial<Record<keyof typeof counters, string>> = {
  bus_publications_total: "news_published_total",
  bus_published_users_total: "news_published_people_total",
  log_loads_total: "news_read_total",
  log_loaded_users_total: "news_read_people_total",
  bus_lost_users_total: "news_lost_total",
};
const times = {
  commit_to_socket_seconds:
    "From the commit, on any server, until an event is written to a socket.",
  send_statement_seconds: "Duration of a send statement.",
  pool_wait_seconds: "Waits for a connection to the database, where there was none free.",
} as const;

/** The metrics that are updated as events happen. */
export function createInstruments(registry: Registry) {
  const registers = [registry];
  const counter = (name: keyof typeof counters): { inc(by?: number): void } => {
    const help = counters[name];
    const current = new Counter({ name: `parley_${name}`, help, registers });
    const old = formerly[name];
    if (old === undefined) return current;
    const deprecated = new Counter({
      name: `parley_${old}`,
      help: `Deprecated: parley_${name}.`,
      registers,
    });
    return {
      inc(by) {
        current.inc(by);
        deprecated.inc(by);
      },
    };
  };
  const time = (name: keyof typeof times) =>
    new Histogram({ name: `parley_${name}`, help: times[name], buckets: LATENCIES, registers });
  return {
    sends: counter("sends_total"),
    deliveries: counter("deliveries_total"),
    published: counter("bus_publications_total"),
    publishedPeople: counter("bus_published_users_total"),
    read: counter("log_loads_total"),
    readPeople: counter("log_loaded_users_total"),
    lost: counter("bus_lost_users_total"),
    overflows: counter("mailbox_overflows_total"),
    resyncs: counter("resyncs_total"),
    latency: time("commit_to_socket_seconds"),
    statement: time("send_statement_seconds"),
    poolWait: time("pool_wait_seconds"),
    batch: new Histogram({
      name: "parley_send_batch_size",
      help: "Sends per statement.",
      buckets: BATCHES,
      registers,
    }),
    lag: new Gauge({
      name: "parley_log_lag_events",
      help: "Largest lag of one subscriber in events, at the last reconciliation.",
      registers,
    }),
    refusals: new Counter({
      name: "parley_refusals_total",
      help: "Refusals by rate limit.",
      labelNames: ["limit"],
      registers,
    }),
    notifications: new Counter({
      name: "parley_notifications_total",
      help: "Notifications given to a channel, by its result.",
      labelNames: ["channel", "outcome"],
      registers,
    }),
    files: new Counter({
      name: "parley_files_total",
      help: "Files that were uploaded and accepted, or refused, by the problem.",
      labelNames: ["outcome"],
      registers,
    }),
    scans: new Counter({
      name: "parley_file_scans_total",
      help: "Attempts to scan a file, by their result.",
      labelNames: ["outcome"],
      registers,
    }),
    storeErrors: counter("file_store_errors_total"),
    fileBytes: counter("file_bytes_total"),
    jobs: new Counter({
      name: "parley_jobs_total",
      help: "Attempts of background jobs, by their result.",
      labelNames: ["kind", "outcome"],
      registers,
    }),
  };
}
