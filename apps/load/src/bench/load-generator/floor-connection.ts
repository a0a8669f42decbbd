import { once } from "node:events";
import { WebSocket } from "ws";
import type { Connection, OpenConnection } from "./connection.ts";

/** Connects to a floor server: the user's id in the URL, one JSON object per frame. */
export function floorConnections(url: string): OpenConnection {
  return async (userId, callbacks): Promise<Connection> => {
    const address = `${url.replace(/^http/, "ws")}/?user=${userId}`;
    const socket = new WebSocket(address, { perMessageDeflate: false });
    socket.on("close", () => callbacks.onClosed());
    socket.on("error", () => undefined);
    socket.on("message", (data: Buffer) => {
      // Written by floor-server.ts.
      const frame = JSON.parse(data.toString()) as {
        stored?: string;
        refused?: string;
        id?: string;
      };
      if (frame.stored !== undefined) callbacks.onStored(frame.stored);
      else if (frame.refused !== undefined) callbacks.onRefused(frame.refused, "not a member");
      else if (frame.id !== undefined) callbacks.onMessage(frame.id);
    });
    await once(socket, "open");
    return {
      send: (message) => socket.send(JSON.stringify(message)),
      close: () => socket.close(),
    };
  };
}
