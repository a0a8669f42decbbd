import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildApp } from "@parley/server/app";
import { createTestAuthenticator } from "@parley/server/testing/tokens";
import { createTestProgramme } from "@parley/server/testing/test-server";
import { withWebApp } from "./web-app.ts";

const api = await createTestProgramme();
const webRoot = await mkdtemp(join(tmpdir(), "parley-web-"));
const html = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };
let app: FastifyInstance;

beforeAll(async () => {
  await mkdir(join(webRoot, "assets"));
  await writeFile(join(webRoot, "index.html"), "<!doctype html><title>Parley</title>");
  await writeFile(join(webRoot, "assets", "index-abc123.js"), "export {};");
  await writeFile(join(webRoot, "sw.js"), "self.skipWaiting();");
  await writeFile(join(webRoot, "app.webmanifest"), "{}");
  await writeFile(join(webRoot, ".env"), "SECRET=1");
  const authenticator = await createTestAuthenticator(api.clock);
  app = await buildApp({
    platform: api.platform,
    authenticator,
    ...withWebApp({ webRoot, allowedOrigins: ["https://host.example"] }),
  });
});
afterAll(async () => {
  await app.close();
  await api.close();
  await rm(webRoot, { recursive: true });
});

test.for(["/", "/conversations/0192", "/assets/gone.html", "/index.html"])(
  "%s is a page of the web app",
  async (url) => {
    const response = await app.inject({ url, headers: html });
    expect(response.statusCode).toBe(200);
    expect(response.headers["content-type"]).toContain("text/html");
    expect(response.headers["cache-control"]).toBe("no-cache");
    expect(response.body).toContain("<title>Parley</title>");
  },
);

test("FILE-26: with an origin of their own, the page may show files from there, and nothing else is there", async () => {
  const authenticator = await createTestAuthenticator(api.clock);
  const filesOrigin = "https://files.example";
  const other = await buildApp({
    platform: api.platform,
    authenticator,
    ...withWebApp({ webRoot, filesOrigin }),
  });
  const { headers } = await other.inject({ url: "/", headers: html });
  for (const directive of ["img-src", "media-src", "connect-src"])
    expect(headers["content-security-policy"]).toMatch(
      new RegExp(`${directive} [^;]* https://files.example(;|$)`),
    );
  const at = async (url: string, host: string) =>
    (await other.inject({ url, headers: { ...html, host } })).statusCode;
  expect(await at("/", "chat.example")).toBe(200);
  for (const url of ["/", "/index.html", "/sw.js", "/trpc/users.me", "/readyz", "/nothing"])
    expect(await at(url, "files.example"), url).toBe(404);
  const file = await other.inject({ url: "/files/x/full", headers: { host: "files.example" } });
  expect([file.statusCode, file.headers["cache-control"]]).toEqual([404, "no-store"]);
  await other.close();
});

test("assets are cached forever, because their name changes with their content", async () => {
  const response = await app.inject({ url: "/assets/index-abc123.js" });
  expect(response.headers["content-type"]).toContain("javascript");
  expect(response.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  expect(response.headers["x-content-type-options"]).toBe("nosniff");
  expect(response.headers["content-security-policy"], "for pages and workers").toBeUndefined();
  for (const name of ["etag", "last-modified", "accept-ranges", "x-request-id"])
    expect(response.headers[name], "it is never asked for again").toBeUndefined();
  const worker = await app.inject({ url: "/sw.js" });
  expect(worker.headers["content-security-policy"]).toContain("default-src 'self'");
});

test.for([
  ["/sw.js", "javascript"],
  ["/app.webmanifest", "application/manifest+json"],
] as const)("%s is revalidated each time, so that a new version is found", async ([url, type]) => {
  const response = await app.inject({ url });
  expect(response.statusCode).toBe(200);
  expect(response.headers["content-type"]).toContain(type);
  expect(response.headers["cache-control"]).toBe("no-cache");
});

test.for<[string, Record<string, string>]>([
  ["/assets/gone.js", { accept: "*/*" }],
  ["/conversations", { accept: "application/json" }],
  ["/.env", { accept: "*/*" }],
  ["/assets/..%2f..%2fpackage.json", { accept: "*/*" }],
])("a missing file is not_found, as JSON: %s", async ([url, headers]) => {
  const response = await app.inject({ url, headers });
  expect(response.statusCode).toBeGreaterThanOrEqual(400);
  expect(response.headers["content-type"]).toContain("application/json");
  expect(response.json()).toMatchObject({
    error: { data: { reason: expect.stringMatching(/^(not_found|invalid_input)$/) } },
  });
});

test("a procedure that does not exist is never the web app", async () => {
  for (const url of ["/trpc", "/trpc/", "/trpc/a/b"]) {
    const response = await app.inject({ url, headers: html });
    expect(response.statusCode).toBe(404);
    expect(response.json()).toMatchObject({ error: { data: { reason: "unknown_procedure" } } });
  }
});

test("the browser is restricted to this app", async () => {
  const response = await app.inject({
    url: "/",
    headers: { ...html, host: "parley.example:3000" },
  });
  const policy = String(response.headers["content-security-policy"]);
  expect(policy).toContain("default-src 'self'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain("unsafe");
  expect(policy).toContain(
    "connect-src 'self' blob: ws://parley.example:3000 wss://parley.example:3000",
  );
  expect(policy).toContain("frame-ancestors 'self' https://host.example");
  expect(response.headers["x-content-type-options"]).toBe("nosniff");
  expect(response.headers["referrer-policy"]).toBe("no-referrer");
});

test("AVA-10: our page loads pictures only from its own server", async () => {
  const { headers } = await app.inject({ url: "/", headers: html });
  const policy = String(headers["content-security-policy"]).split(";");
  expect(policy).toContain("img-src 'self' data: blob:");
  // VOICE-1: a recording is listened to before it is sent.
  expect(policy).toContain("media-src 'self' blob:");
});

test("a forged Host header is in no policy", async () => {
  const response = await app.inject({ url: "/", headers: { ...html, host: "x; script-src *" } });
  expect(response.statusCode).toBe(200);
  expect(response.headers["content-security-policy"]).not.toContain("script-src *");
});

test.for<[Record<string, string>, number]>([
  [{ range: "bytes=9999-" }, 416],
  [{ range: "bytes=9-0" }, 416],
  [{ range: "bytes=-0" }, 416],
  [{ range: "bytes=9999-10000,20000-" }, 416],
  [{ "if-match": '"other"' }, 412],
  [{ "if-unmodified-since": "Thu, 01 Jan 1970 00:00:00 GMT" }, 412],
  [{ "if-match": '"other"', range: "bytes=9999-" }, 412],
])(
  "HTTP-14: a request for a file that cannot be satisfied has HTTP's own status: %j",
  async ([headers, status]) => {
    for (const url of ["/", "/sw.js", "/assets/index-abc123.js"]) {
      for (const method of ["GET", "HEAD"] as const) {
        const response = await app.inject({ method, url, headers });
        expect(response.statusCode, `${method} ${url}`).toBe(status);
        expect(response.headers["content-range"]).toEqual(
          status === 416 ? expect.stringMatching(/^bytes \*\/\d+$/) : undefined,
        );
        if (method === "GET")
          expect(response.json()).toMatchObject({
            error: { data: { reason: "invalid_input", httpStatus: status } },
          });
      }
    }
  },
);
