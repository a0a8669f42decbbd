import type { LookupAddress } from "node:dns";
import { expect, test } from "vitest";
import { startPublicHost } from "../testing/public-host.ts";
import { createFetchPicture } from "./fetch-picture.ts";

const bytes = Buffer.from("a picture");
const at = (port: number, path = "/ada.png", host = "pictures.example.org") =>
  `https://${host}:${port}${path}`;
const v4 = (address: string): LookupAddress => ({ address, family: 4 });
const v6 = (address: string): LookupAddress => ({ address, family: 6 });

test("AVA-3: a picture is fetched from the host in its URL", async () => {
  await using host = await startPublicHost((request, response) => {
    expect(request.headers.cookie).toBeUndefined();
    expect(request.headers.authorization).toBeUndefined();
    expect(request.headers.referer).toBeUndefined();
    response.end(bytes);
  });
  expect(await host.fetcher()(at(host.port))).toEqual({ ok: true, bytes });
  expect(host.asked).toEqual([`pictures.example.org:${host.port}/ada.png`]);
});

test.each<[string, LookupAddress[]]>([
  ["this machine", [v4("127.0.0.1")]],
  ["a private network", [v4("10.1.2.3")]],
  ["a link", [v4("169.254.169.254")]],
  ["a carrier's network", [v4("100.100.100.200")]],
  ["nowhere", [v4("0.0.0.0")]],
  ["a multicast group", [v4("224.0.0.1")]],
  ["this machine, IPv6", [v6("::1")]],
  ["a unique local address", [v6("fd00:ec2::254")]],
  ["this machine, mapped", [v6("::ffff:127.0.0.1")]],
  ["this machine, by NAT64", [v6("64:ff9b::7f00:1")]],
  ["both the Internet and this machine", [v4("1.1.1.1"), v4("127.0.0.1")]],
])("AVA-3: a name that resolves to %s is not connected to", async (_, addresses) => {
  await using host = await startPublicHost((_request, response) => response.end(bytes));
  const fetchPicture = createFetchPicture({ lookup: async () => addresses });
  expect(await fetchPicture(at(host.port))).toEqual({ ok: false, problem: "not_public" });
  expect(host.asked).toEqual([]);
});

test("AVA-3: a name is resolved once, and later results are not used", async () => {
  await using host = await startPublicHost((_request, response) => response.end(bytes));
  let lookups = 0;
  const fetchPicture = host.fetcher({
    lookup: async () => {
      lookups += 1;
      return [v4(lookups === 1 ? "127.0.0.1" : "127.0.0.2")];
    },
  });
  expect(await fetchPicture(at(host.port))).toEqual({ ok: true, bytes });
  expect(lookups).toBe(1);
});

test.each([
  "https://127.0.0.1/ada.png",
  "https://2130706433/ada.png",
  "https://0x7f.1/ada.png",
  "https://[::ffff:7f00:1]/ada.png",
  "https://localhost/ada.png",
  "https://ada:secret@pictures.example.org/ada.png",
  "http://pictures.example.org/ada.png",
  "file:///etc/passwd",
  "",
])(
  "AVA-3: %s is not fetched, and its name not resolved, even if it is in the database",
  async (url) => {
    const lookups: string[] = [];
    const fetchPicture = createFetchPicture({
      lookup: async (host) => {
        lookups.push(host);
        return [v4("1.1.1.1")];
      },
    });
    expect(await fetchPicture(url)).toEqual({ ok: false, problem: "not_public" });
    expect(lookups).toEqual([]);
  },
);

test("AVA-3: a redirect is followed if its target may be fetched", async () => {
  await using host = await startPublicHost((request, response) => {
    if (request.url === "/ada.png") response.end(bytes);
    else response.writeHead(302, { location: "/ada.png" }).end();
  });
  expect(await host.fetcher()(at(host.port, "/first"))).toEqual({ ok: true, bytes });
});

test.each([
  "https://169.254.169.254/latest/meta-data/",
  "https://[::1]/",
  "https://localhost/",
  "http://pictures.example.org/ada.png",
  "https://ada:secret@pictures.example.org/",
  "file:///etc/passwd",
])("AVA-3: a redirect to %s is not followed", async (location) => {
  await using host = await startPublicHost((_request, response) =>
    response.writeHead(302, { location }).end(),
  );
  expect(await host.fetcher()(at(host.port))).toEqual({ ok: false, problem: "not_public" });
  expect(host.asked).toHaveLength(1);
});

test("AVA-3: a redirect to a name that resolves to a private address is not followed", async () => {
  await using host = await startPublicHost((_request, response) =>
    response.writeHead(302, { location: at(host.port, "/", "inside.example.org") }).end(),
  );
  const fetchPicture = host.fetcher({
    lookup: async (name) => [v4(name === "inside.example.org" ? "10.0.0.1" : "127.0.0.1")],
  });
  expect(await fetchPicture(at(host.port))).toEqual({ ok: false, problem: "not_public" });
  expect(host.asked).toHaveLength(1);
});

test("AVA-3: the number of redirects is limited", async () => {
  await using host = await startPublicHost((_request, response) =>
    response.writeHead(302, { location: "/again" }).end(),
  );
  expect(await host.fetcher()(at(host.port))).toEqual({ ok: false, problem: "bad_answer" });
  expect(host.asked).toHaveLength(4);
});

test.each([204, 302, 304, 404, 500])("AVA-3: status %i is not a picture", async (status) => {
  await using host = await startPublicHost((_request, response) =>
    response.writeHead(status).end(),
  );
  expect(await host.fetcher()(at(host.port))).toEqual({ ok: false, problem: "bad_answer" });
});

test("AVA-3: a response is read up to the limit, whether or not it has a length", async () => {
  const closed: string[] = [];
  await using host = await startPublicHost((request, response) => {
    response.on("close", () => closed.push(request.url ?? ""));
    if (request.url === "/said") {
      response.writeHead(200, { "content-length": 1_001 });
      response.write("x");
      return;
    }
    const more = () => {
      if (!response.destroyed) response.write("x".repeat(600), more);
    };
    more();
  });
  const fetchPicture = host.fetcher({ maxBytes: 1_000 });
  for (const path of ["/said", "/endless"]) {
    expect(await fetchPicture(at(host.port, path))).toEqual({ ok: false, problem: "too_large" });
  }
  await expect.poll(() => closed).toEqual(["/said", "/endless"]);
});

test.each(["never answers", "never ends"])(
  "AVA-3: a host that %s is abandoned at the timeout",
  async (kind) => {
    const { promise: isLeft, resolve: leave } = Promise.withResolvers<void>();
    await using host = await startPublicHost((request, response) => {
      request.socket.on("close", leave);
      if (kind === "never ends") response.write("x");
    });
    expect(await host.fetcher({ timeout: 300 })(at(host.port))).toEqual({
      ok: false,
      problem: "unreachable",
    });
    await isLeft;
  },
);

test("AVA-3: a name that never resolves is abandoned at the timeout", async () => {
  const fetchPicture = createFetchPicture({ timeout: 50, lookup: () => new Promise(() => {}) });
  expect(await fetchPicture(at(443))).toEqual({ ok: false, problem: "unreachable" });
});

test("AVA-3: no name, no certificate, no connection: unreachable", async () => {
  await using host = await startPublicHost((_request, response) => response.end(bytes));
  const unreachable = { ok: false, problem: "unreachable" };
  const noName = () => Promise.reject(new Error("ENOTFOUND"));
  expect(await host.fetcher({ lookup: noName })(at(host.port))).toEqual(unreachable);
  expect(await host.fetcher({ lookup: async () => [] })(at(host.port))).toEqual(unreachable);
  expect(await host.fetcher({ ca: undefined })(at(host.port))).toEqual(unreachable);
  expect(await host.fetcher()(at(host.port, "/", "other.example.com"))).toEqual(unreachable);
  expect(host.asked).toEqual([]);
});
