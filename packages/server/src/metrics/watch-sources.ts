import { Gauge, type Registry } from "prom-client";

/** Sources that are read on each scrape. */
export interface Sources {
  readonly sockets: () => number;
  readonly readsWaiting: () => number;
  readonly pool: () => { readonly total: number; readonly idle: number; readonly waiting: number };
}

/** Metrics that are computed on each scrape. */
export function watchSources(registry: Registry, sources: Sources): void {
  const registers = [registry];
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge("parley_sockets", "Open sockets.", sources.sockets);
  gauge("parley_reads_waiting", "Reads queued at the read limiter.", sources.readsWaiting);
  const connections = new Gauge({
    name: "parley_pool_connections",
    help: "Connections to the database by state; waiting are queries without one.",
    labelNames: ["state"],
    // Registered below, as a value that is used.
    registers: [],
    collect() {
      const { total, idle, waiting } = sources.pool();
      this.set({ state: "busy" }, total - idle);
      this.set({ state: "idle" }, idle);
      this.set({ state: "waiting" }, waiting);
    },
  });
  registry.registerMetric(connections);
}
