import { expect, test } from "vitest";
import { isOriginAllowed } from "./origins.ts";

const allowed = ["https://host.example"];

test.for<[string | undefined, string, boolean]>([
  [undefined, "parley.example", true],
  ["https://host.example", "parley.example", true],
  ["https://parley.example", "parley.example", true],
  ["http://127.0.0.1:3000", "127.0.0.1:3000", true],
  ["http://[::1]:3000", "[::1]:3000", true],
  ["https://Parley.example", "parley.example", false],
  ["null", "parley.example", false],
  ["", "parley.example", false],
  ["https://evil.example", "parley.example", false],
  ["https://host.example.evil.example", "parley.example", false],
  ["https://evilhost.example", "parley.example", false],
  ["https://host.example:8443", "parley.example", false],
  ["http://host.example", "parley.example", false],
  ["https://host.example@evil.example", "parley.example", false],
  ["https://host.example/", "parley.example", false],
  ["https://host.example, https://evil.example", "parley.example", false],
  ["http://127.0.0.1:3001", "127.0.0.1:3000", false],
  ["http://parley.example.evil.example", "parley.example", false],
  ["chrome-extension://parley.example", "parley.example", false],
])("origin %s at host %s: %s", ([origin, host, expected]) => {
  const headers = origin === undefined ? { host } : { host, origin };
  expect(isOriginAllowed(headers, allowed)).toBe(expected);
});
