import type { Transport } from "@parley/api/platform";
import type { BusChoice } from "./env.ts";

/** Opens the transport to other processes, if configured. Each kind is loaded only if used. */
export async function openTransport(bus: BusChoice): Promise<Transport | undefined> {
  switch (bus.kind) {
    case "memory":
      return undefined;
    case "postgres": {
      const { openPostgresTransport } = await import("@parley/api/postgres-transport");
      return openPostgresTransport(bus);
    }
    case "nats": {
      const { openNatsTransport } = await import("@parley/api/nats-transport");
      return openNatsTransport(bus);
    }
  }
}
