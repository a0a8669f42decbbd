import { Agent, request } from "node:http";
import type { SendBy } from "./parley-connection.ts";

/** Sends by tRPC over HTTP, on keep-alive connections. */
export function sendOverHttp(url: string): SendBy {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const address = new URL("/trpc/messages.send", url);
  return ({ id, conversationId, body }, token, callbacks) => {
    const content = JSON.stringify({ conversationId, id, body });
    const headers = {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "content-length": Buffer.byteLength(content),
    };
    const call = request(address, { method: "POST", agent, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (text += chunk));
      response.on("end", () => {
        if (response.statusCode === 200) callbacks.onStored(id);
        else callbacks.onRefused(id, text.slice(0, 200));
      });
    });
    call.on("error", (fault) => callbacks.onRefused(id, fault.message));
    call.end(content);
  };
}
