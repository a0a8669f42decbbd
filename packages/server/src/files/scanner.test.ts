import { createServer as createHttpServer } from "node:http";
import { createServer, type Socket } from "node:net";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { portOf } from "../testing/port-of.ts";
import { createScanner } from "./scanner.ts";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** Speaks as clamd does: reads the pieces of a stream, and answers at its end, or at a limit. */
async function startClamd(answer: (content: Buffer) => string, limit = Infinity): Promise<string> {
  const server = createServer((socket: Socket) => {
    let received = Buffer.alloc(0);
    socket.on("error", () => undefined);
    socket.on("data", (data) => {
      received = Buffer.concat([received, data]);
      const command = "zINSTREAM\0";
      if (received.length < command.length) return;
      if (received.toString("latin1", 0, command.length) !== command)
        return void socket.end("UNKNOWN COMMAND\0");
      let content = Buffer.alloc(0);
      for (let at = command.length; at + 4 <= received.length;) {
        const length = received.readUInt32BE(at);
        if (length === 0) return void socket.end(answer(content));
        if (at + 4 + length > received.length) return;
        content = Buffer.concat([content, received.subarray(at + 4, at + 4 + length)]);
        if (content.length > limit) return void socket.end("INSTREAM size limit exceeded. ERROR\0");
        at += 4 + length;
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => server.close());
  return `tcp://127.0.0.1:${portOf(server)}`;
}

const scan = (url: string, content: Buffer, secret?: string) =>
  createScanner({ url, secret, whenFailed: "withhold" }).scan(
    Readable.from([content.subarray(0, 7), content.subarray(7)]),
    AbortSignal.timeout(5_000),
  );

const large = Buffer.alloc(3 * 1024 ** 2, "x");

test("FILE-24: clamd is sent the content in pieces, and says what it is", async () => {
  const url = await startClamd((content) =>
    content.includes("EICAR") ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0",
  );
  expect(await scan(url, large)).toEqual({ found: null });
  expect(await scan(url, Buffer.concat([large, Buffer.from("EICAR")]))).toEqual({
    found: "Eicar-Test-Signature",
  });
});

test("FILE-24: a clamd that refuses, is silent or is not there has said nothing", async () => {
  const small = await startClamd(() => "stream: OK\0", 1024 ** 2);
  await expect(scan(small, large)).rejects.toThrow(/clamd answers|EPIPE|ECONNRESET/);
  const broken = await startClamd(() => "stream: x. ERROR\0");
  await expect(scan(broken, large)).rejects.toThrow('clamd answers "stream: x. ERROR');
  await expect(scan("tcp://127.0.0.1:1", large)).rejects.toThrow("ECONNREFUSED");
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  closers.push(() => silent.close());
  const scanner = createScanner({
    url: `tcp://127.0.0.1:${portOf(silent)}`,
    whenFailed: "withhold",
  });
  const asked = scanner.scan(Readable.from([Buffer.from("x")]), AbortSignal.timeout(100));
  await expect(asked).rejects.toThrow(/abort/i);
});

test("FILE-24: an address is sent the content with the secret, and says what it found", async () => {
  const requests: [string | undefined, number][] = [];
  let answer = "";
  let status = 200;
  const server = createHttpServer((request, response) => {
    void buffer(request).then(({ length }) => {
      requests.push([request.headers.authorization, length]);
      response.writeHead(status).end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => server.close());
  const url = `http://127.0.0.1:${portOf(server)}/scan`;
  answer = '{"found":null}';
  expect(await scan(url, large, "hush")).toEqual({ found: null });
  answer = '{"found":"Worm"}';
  expect(await scan(url, large)).toEqual({ found: "Worm" });
  expect(requests).toEqual([
    ["Bearer hush", large.length],
    [undefined, large.length],
  ]);
  for (const [badStatus, bad] of [
    [200, "{}"],
    [200, "no"],
    [500, '{"found":null}'],
    [200, '{"found":""}'],
  ] as const) {
    answer = bad;
    status = badStatus;
    await expect(scan(url, large), bad).rejects.toBeInstanceOf(Error);
  }
});
