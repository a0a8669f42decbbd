// Socket.IO with its in-memory adapter: a client joins the room of its group, and a message goes to the room. Nothing is
// stored. `recovery`: with connection state recovery, as its documentation recommends.
import { createServer } from "node:http";
import { Server } from "socket.io";

const [mode] = process.argv.slice(2);
const http = createServer();
const io = new Server(http, {
  transports: ["websocket"],
  ...(mode === "recovery" && {
    connectionStateRecovery: { maxDisconnectionDuration: 120_000, skipMiddlewares: true },
  }),
});
io.on("connection", (socket) => {
  // Sent by jitter-clients.ts.
  const room = `group-${String((socket.handshake.auth as { group: number }).group)}`;
  void socket.join(room);
  socket.on("send", (id: string) => io.to(room).except(socket.id).emit("message", id));
});
http.listen(0, "127.0.0.1", () => {
  const address = http.address();
  console.log(`listening http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`);
});
process.once("SIGTERM", () => process.exit(0));
