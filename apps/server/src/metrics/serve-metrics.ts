import { once } from "node:events";
import { createServer } from "node:http";
import type { Metrics } from "./create-metrics.ts";

/** Where the figures are served: never on the port that everybody reaches. */
export interface MetricsAddress {
  readonly host: string;
  readonly port: number;
}

/** Serves `/metrics` on an address of its own. Rejects where that cannot be listened on. */
export async function serveMetrics(
  { text, contentType }: Pick<Metrics, "text" | "contentType">,
  { host, port }: MetricsAddress,
) {
  const server = createServer((request, response) => {
    if (request.method !== "GET" || request.url?.split("?")[0] !== "/metrics") {
      response.writeHead(404).end();
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
