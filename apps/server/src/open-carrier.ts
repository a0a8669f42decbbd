import type { Carrier } from "@parley/api/events/carrier";
import type { BusChoice } from "./env.ts";

/** The way to other processes, where there may be any. Each kind is loaded only where it is used. */
export async function openCarrier(bus: BusChoice): Promise<Carrier | undefined> {
  switch (bus.kind) {
    case "memory":
      return undefined;
    case "postgres": {
      const { openPostgresCarrier } = await import("@parley/api/events/postgres-carrier");
      return openPostgresCarrier(bus);
    }
    case "nats": {
      const { openNatsCarrier } = await import("@parley/api/events/nats-carrier");
      return openNatsCarrier(bus);
    }
  }
}
