import type { Transport } from "@parley/api/platform";

/** The transport between processes on the same database. */
export type BusChoice =
  | { readonly kind: "memory" }
  | { readonly kind: "postgres"; readonly url: string }
  | { readonly kind: "nats"; readonly url: string };

/**
 * Opens the transport to other processes on the same schema, if configured. Each kind is loaded only if used.
 */
export async function openTransport(
  bus: BusChoice,
  schema: string,
): Promise<Transport | undefined> {
  switch (bus.kind) {
    case "memory":
      return undefined;
    case "postgres": {
      const { openPostgresTransport } = await import("@parley/api/postgres-transport");
      return openPostgresTransport({ url: bus.url, schema });
    }
    case "nats": {
      const { openNatsTransport } = await import("@parley/api/nats-transport");
      return openNatsTransport({ url: bus.url, schema });
    }
  }
}
