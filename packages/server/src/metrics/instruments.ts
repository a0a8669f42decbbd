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
  news_published_total: "Publications on the bus.",
  news_published_people_total: "Users in publications.",
  news_read_total: "Queries that load the new events of many users.",
  news_read_people_total: "Users covered by such queries.",
  news_lost_total: "Users with events that the bus had not delivered by a reconciliation.",
  mailbox_overflows_total: "Subscribers that fell behind and read the log again.",
  resyncs_total: "Subscribers that got a resync.",
} as const;
const times = {
  commit_to_socket_seconds:
    "From the commit, on any server, until an event is written to a socket.",
  send_statement_seconds: "Duration of a send statement.",
  pool_wait_seconds: "Waits for a connection to the database, where there was none free.",
} as const;

/** The metrics that are updated as events happen. */
export function createInstruments(registry: Registry) {
  const registers = [registry];
  const counter = (name: keyof typeof counters) =>
    new Counter({ name: `parley_${name}`, help: counters[name], registers });
  const time = (name: keyof typeof times) =>
    new Histogram({ name: `parley_${name}`, help: times[name], buckets: LATENCIES, registers });
  return {
    sends: counter("sends_total"),
    deliveries: counter("deliveries_total"),
    published: counter("news_published_total"),
    publishedPeople: counter("news_published_people_total"),
    read: counter("news_read_total"),
    readPeople: counter("news_read_people_total"),
    lost: counter("news_lost_total"),
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
  };
}
