import type { Transport } from "@parley/api/bus/transport";
import type { BusChoice } from "./env.ts";

/** The way to other processes, where there may be any. Each kind is loaded only where it is used. */
export async function openTransport(bus: BusChoice): Promise<Transport | undefined> {
  switch (bus.kind) {
    case "memory":
      return undefined;
    case "postgres": {
      const { openPostgresTransport } = await import("@parley/api/bus/postgres-transport");
      return openPostgresTransport(bus);
    }
    case "nats": {
      const { openNatsTransport } = await import("@parley/api/bus/nats-transport");
      return openNatsTransport(bus);
    }
  }
}
