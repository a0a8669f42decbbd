import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import { publicProcedure, router } from "@parley/api/testing/internals";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import * as z from "zod";
import { buildApp } from "@parley/server/app";
import { noLimits } from "@parley/server/rate-limits/limits";
import { createTestProgramme } from "@parley/server/testing/test-server";
import { createTestAuthenticator } from "@parley/server/testing/tokens";
import { acceptedCodings } from "@parley/server/http/encodings";
import { withWebApp } from "./web-app.ts";

const api = await createTestProgramme();
const webRoot = await mkdtemp(join(tmpdir(), "parley-encodings-"));
const script = `export const text = ${JSON.stringify("all work and no play ".repeat(500))};`;
await writeFile(join(webRoot, "index.html"), "<!doctype html><title>Parley</title>");
await writeFile(join(webRoot, "app.js"), script);
await writeFile(join(webRoot, "app.js.br"), brotliCompressSync(script));
await writeFile(join(webRoot, "app.js.gz"), gzipSync(script));
await writeFile(join(webRoot, "icon.png"), "a picture");
const long = "a text that repeats itself ".repeat(200);
const app = await buildApp({
  platform: api.platform,
  authenticator: await createTestAuthenticator(api.clock),
  limits: noLimits,
  ...withWebApp({ webRoot }),
  router: router({
    long: publicProcedure.query(() => long),
    short: publicProcedure.query(() => "short"),
    change: publicProcedure.input(z.string()).mutation(() => long),
    demo: router({ signIn: publicProcedure.query(() => long) }),
  }),
});
afterAll(async () => {
  await app.close();
  await api.close();
  await rm(webRoot, { recursive: true });
});

function decode(coding: unknown, bytes: Buffer): string {
  if (coding === "br") return brotliDecompressSync(bytes).toString();
  return (coding === "gzip" ? gunzipSync(bytes) : bytes).toString();
}

const headersOf = (accept: string | undefined) =>
  accept === undefined ? {} : { "accept-encoding": accept };

const table: [string | undefined, string | undefined][] = [
  [undefined, undefined],
  ["", undefined],
  ["identity", undefined],
  ["br", "br"],
  ["gzip", "gzip"],
  ["x-gzip", "gzip"],
  ["GZIP", "gzip"],
  ["gzip, deflate, br, zstd", "br"],
  ["gzip;q=1, br;q=0.5", "gzip"],
  ["br;q=0.001, gzip;q=0.002", "gzip"],
  ["br;q=0, gzip", "gzip"],
  ["br;q=0, gzip;q=0", undefined],
  ["*", "br"],
  ["br;q=0, *", "gzip"],
  ["gzip;q=0, *", "br"],
  ["*;q=0", undefined],
  ["identity;q=0, gzip", "gzip"],
  ["identity, gzip;q=0.5", undefined],
  ["gzip;q=high", undefined],
  ["deflate, zstd", undefined],
  ["gzip ; q=0.3 , br ; q=0.2", "gzip"],
];

test.each(table)("HTTP-6: Accept-Encoding %s is answered with %s", async (accept, expected) => {
  for (const url of ["/app.js", "/trpc/long"]) {
    const response = await app.inject({ url, headers: headersOf(accept) });
    expect(response.statusCode).toBe(200);
    expect(response.headers["content-encoding"], url).toBe(expected);
    expect(String(response.headers.vary).toLowerCase()).toContain("accept-encoding");
    expect(Number(response.headers["content-length"])).toBe(response.rawPayload.length);
    const text = decode(expected, response.rawPayload);
    expect(text).toContain(url === "/app.js" ? script : long);
    if (expected !== undefined) expect(response.rawPayload.length).toBeLessThan(text.length / 3);
  }
});

test("HTTP-6: no unaccepted coding is sent, and an unreadable header counts as none", () => {
  const coding = fc.constantFrom("br", "gzip", "identity", "*", "deflate", "x-gzip", "", "BR");
  const weight = fc.constantFrom(
    "",
    ";q=0",
    ";q=0.0",
    ";q=1",
    ";q=0.5",
    "; q=0.25",
    ";q=2",
    ";q=",
    ";x=1",
  );
  const entries = fc.array(
    fc.tuple(coding, weight).map(([name, q]) => name + q),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        entries.map((all) => all.join(",")),
        fc.string(),
      ),
      (header) => {
        const refused = (name: string) =>
          new RegExp(`(^|,)${name === "*" ? "\\*" : name}\\s*;\\s*q=0(\\.0*)?(,|$)`, "i").test(
            header,
          );
        const named = (name: string) => header.toLowerCase().includes(name);
        for (const found of acceptedCodings(header)) {
          if (found === "identity") continue;
          expect(named(found) || named("*")).toBe(true);
          expect(refused(found)).toBe(false);
          if (!named(found)) expect(refused("*")).toBe(false);
        }
      },
    ),
    { numRuns: 1_000, examples: [["*;q=0.0,*"], ["gzip;q=0,gzip,br;q=0"], ["br,br;q=0"]] },
  );
});

test("HTTP-6: a file has one ETag per coding, which conditions, ranges and HEAD use", async () => {
  const tags = new Set<unknown>();
  for (const accept of ["br", "gzip", "identity"]) {
    const headers = { "accept-encoding": accept };
    const whole = await app.inject({ url: "/app.js", headers });
    const { etag } = whole.headers;
    tags.add(etag);
    expect(whole.headers["content-type"]).toContain("javascript");

    const unchanged = await app.inject({
      url: "/app.js",
      headers: { ...headers, "if-none-match": String(etag) },
    });
    expect(unchanged.statusCode).toBe(304);
    expect(unchanged.rawPayload.length).toBe(0);

    const head = await app.inject({ method: "HEAD", url: "/app.js", headers });
    expect(head.headers["content-length"]).toBe(whole.headers["content-length"]);
    expect(head.headers["content-encoding"]).toBe(whole.headers["content-encoding"]);

    const part = await app.inject({ url: "/app.js", headers: { ...headers, range: "bytes=2-9" } });
    expect(part.statusCode).toBe(206);
    expect(part.headers["content-encoding"]).toBe(whole.headers["content-encoding"]);
    expect(part.headers["content-range"]).toBe(`bytes 2-9/${whole.rawPayload.length}`);
    expect(part.rawPayload.equals(whole.rawPayload.subarray(2, 10))).toBe(true);
  }
  expect(tags.size).toBe(3);
});

test("HTTP-6: a file without the coding is sent uncompressed", async () => {
  const response = await app.inject({
    url: "/icon.png",
    headers: { "accept-encoding": "br, gzip" },
  });
  expect(response.headers["content-encoding"]).toBeUndefined();
  expect(response.headers["content-type"]).toContain("image/png");
  expect(response.body).toBe("a picture");
  const compressed = await app.inject({ url: "/app.js.br", headers: { "accept-encoding": "br" } });
  expect(compressed.headers["content-encoding"]).toBeUndefined();
});

test("HTTP-7: responses of procedures are compressed from 1 kB on, with a length that reveals nothing", async () => {
  const headers = { "accept-encoding": "br" };
  const short = await app.inject({ url: "/trpc/short", headers });
  expect(short.headers["content-encoding"]).toBeUndefined();
  expect(short.headers["x-padding"]).toBeUndefined();
  const paddings = new Set<unknown>();
  for (let nth = 0; nth < 40; nth += 1) {
    paddings.add((await app.inject({ url: "/trpc/long", headers })).headers["x-padding"]);
  }
  expect(paddings.size).toBeGreaterThan(1);
  const changed = await app.inject({
    method: "POST",
    url: "/trpc/change",
    headers: { ...headers, "content-type": "application/json" },
    payload: '"x"',
  });
  expect(changed.headers["content-encoding"]).toBe("br");
  expect(decode("br", changed.rawPayload)).toContain(long);
});

test("HTTP-7: a response with a token is never compressed, alone or in a batch", async () => {
  const headers = { "accept-encoding": "br, gzip" };
  for (const url of ["/trpc/demo.signIn", "/trpc/long,demo.signIn?batch=1&input=%7B%7D"]) {
    const response = await app.inject({ url, headers });
    expect(response.statusCode).toBe(200);
    expect(response.headers["content-encoding"], url).toBeUndefined();
    expect(response.body).toContain(long);
  }
});
