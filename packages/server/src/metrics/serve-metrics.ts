import { once } from "node:events";
import { createServer } from "node:http";
import { READ } from "../http/methods.ts";
import { defaultTimeouts } from "../timeouts.ts";
import type { Metrics } from "./create-metrics.ts";

/** Where the metrics are served: never on the public port. */
export interface MetricsAddress {
  readonly host: string;
  readonly port: number;
}

/** Serves `/metrics` on a separate address. Rejects if it cannot listen there. */
export async function serveMetrics(
  { text, contentType }: Pick<Metrics, "text" | "contentType">,
  { host, port }: MetricsAddress,
) {
  const allow = READ.join(", ");
  const { headersTimeout, requestTimeout, requestCheck } = defaultTimeouts;
  const timeouts = { headersTimeout, requestTimeout, connectionsCheckingInterval: requestCheck };
  const server = createServer(timeouts, ({ method = "", url }, response) => {
    if (url?.split("?")[0] !== "/metrics") {
      response.writeHead(404).end();
      return;
    }
    if (!READ.includes(method)) {
      response.writeHead(405, { allow }).end();
      return;
    }
    if (method === "OPTIONS") {
      response.writeHead(204, { allow }).end();
      return;
    }
    text().then(
      (figures) => response.writeHead(200, { "content-type": contentType }).end(figures),
      () => response.writeHead(500).end(),
    );
  });
  server.listen(port, host);
  await once(server, "listening");
  return {
    server,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
