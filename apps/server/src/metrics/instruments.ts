import { Counter, Gauge, Histogram, type Registry } from "prom-client";

/** Seconds. The target is half of them within 1.5 ms and 99 % within 20. */
const LATENCIES = [
  0.0005, 0.001, 0.0015, 0.002, 0.004, 0.007, 0.01, 0.02, 0.04, 0.1, 0.25, 0.5, 1, 2.5, 10,
];
const BATCHES = [1, 2, 4, 8, 16, 32, 64];

/** The description of each metric, by its name without `parley_`. */
const counters = {
  sends_total: "Sends that a statement has judged: stored, repeated or refused.",
  deliveries_total: "Events that went into a socket.",
  news_published_total: "Publications on the bus.",
  news_published_people_total: "People told of in publications.",
  news_read_total: "Queries that read the news of many people.",
  news_read_people_total: "People whose news such a query read.",
  news_lost_total: "People whose news the bus had not brought by the time of a look.",
  mailbox_overflows_total: "Subscribers who fell behind and read the log again.",
  resyncs_total: "Subscribers who were told to fetch everything anew.",
} as const;
const times = {
  commit_to_socket_seconds: "From the commit, at whatever server, until an event is in a socket.",
  send_statement_seconds: "How long a statement of sends took.",
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
      help: "Sends that went together in one statement.",
      buckets: BATCHES,
      registers,
    }),
    lag: new Gauge({
      name: "parley_log_lag_events",
      help: "The most events that one subscriber lacked at the last look at the log.",
      registers,
    }),
    refusals: new Counter({
      name: "parley_refusals_total",
      help: "What was refused as too much, by limit.",
      labelNames: ["limit"],
      registers,
    }),
  };
}
