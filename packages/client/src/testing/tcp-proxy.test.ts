import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { createTcpProxy, type TcpProxy } from "./tcp-proxy.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server that answers each chunk with its own name and that chunk. */
async function startEcho(name: string): Promise<string> {
  const server = createServer((socket) => {
    socket
      .on("error", () => undefined)
      .on("data", (data) => socket.write(`${name}:${String(data)} `));
  });
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `http://127.0.0.1:${address.port}`;
}

function open({ port }: TcpProxy): { readonly socket: Socket; readonly heard: () => string } {
  let text = "";
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => undefined).on("data", (data) => (text += String(data)));
  return { socket, heard: () => text };
}

test("connections go to the servers in turn, and stay", async () => {
  await using proxy = await createTcpProxy([await startEcho("one"), await startEcho("two")]);
  const clients = [open(proxy), open(proxy)];
  for (const { socket } of clients) socket.write("a");
  await vi.waitFor(() =>
    expect(clients.map(({ heard }) => heard()).toSorted()).toEqual(["one:a ", "two:a "]),
  );
  proxy.serve([]);
  for (const { socket } of clients) socket.write("b");
  await vi.waitFor(() =>
    expect(clients.map(({ heard }) => heard()).toSorted()).toEqual([
      "one:a one:b ",
      "two:a two:b ",
    ]),
  );
  await once(open(proxy).socket, "close");
  expect({ accepted: proxy.accepted, open: proxy.open }).toEqual({ accepted: 3, open: 2 });
});

test("a cut closes every connection", async () => {
  await using proxy = await createTcpProxy([await startEcho("one")]);
  const { socket, heard } = open(proxy);
  socket.write("a");
  await vi.waitFor(() => expect(heard()).toBe("one:a "));
  const closed = once(socket, "close");
  expect(proxy.cut()).toBe(1);
  await closed;
  expect(proxy.open).toBe(0);
});

test("a frozen connection stays open and discards what it gets", async () => {
  await using proxy = await createTcpProxy([await startEcho("one")]);
  const { socket, heard } = open(proxy);
  socket.write("a");
  await vi.waitFor(() => expect(heard()).toBe("one:a "));
  expect(proxy.freeze()).toBe(1);
  socket.write("b");
  await vi.waitFor(() => expect(proxy.discarded).toBe(1));
  expect({ heard: heard(), open: proxy.open }).toEqual({ heard: "one:a ", open: 1 });
});

test("delayed data keep their order when the delay ends, and a large answer arrives whole before the end", async () => {
  const whole = "x".repeat(5_000_000);
  const server = createServer((socket) => socket.on("data", () => socket.end(whole)));
  servers.push(server);
  await using proxy = await createTcpProxy([await startEcho("one")]);
  const { socket, heard } = open(proxy);
  proxy.delay(100);
  socket.write("a");
  await vi.waitFor(() => expect(proxy.open).toBe(1));
  await new Promise((resolve) => setImmediate(resolve));
  proxy.delay(0);
  socket.write("b");
  await vi.waitFor(() => expect(heard()).toMatch(/one:ab |one:a one:b /));

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  proxy.serve([`http://127.0.0.1:${address.port}`]);
  const large = open(proxy);
  large.socket.write("go");
  await once(large.socket, "close");
  expect(large.heard().length).toBe(whole.length);
});
