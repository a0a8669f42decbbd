import type { Carrier } from "@parley/api/bus/transport";
import type { BusChoice } from "./env.ts";

/** The way to other processes, where there may be any. Each kind is loaded only where it is used. */
export async function openCarrier(bus: BusChoice): Promise<Carrier | undefined> {
  switch (bus.kind) {
    case "memory":
      return undefined;
    case "postgres": {
      const { openPostgresCarrier } = await import("@parley/api/bus/postgres-transport");
      return openPostgresCarrier(bus);
    }
    case "nats": {
      const { openNatsCarrier } = await import("@parley/api/bus/nats-transport");
      return openNatsCarrier(bus);
    }
  }
}
