import { expect, test } from "vitest";
import { reasonOf } from "../errors.ts";
import { createAvatars } from "./avatars.ts";
import { createTokenSource } from "./token-source.ts";

const key = "k".repeat(43);
const tokens = (...given: string[]) =>
  createTokenSource({ token: () => given.shift() ?? "an.empty.token", now: () => 0 });
const at = (url: string) => createAvatars({ url, fetch: undefined, tokens: tokens() });

test.each([
  ["https://chat.example.org/trpc", "https://chat.example.org"],
  ["https://chat.example.org/trpc/", "https://chat.example.org"],
  ["https://example.org:8443/parley/trpc", "https://example.org:8443/parley"],
  ["https://example.org/trpc?x=1", "https://example.org"],
  ["http://localhost:3000/trpc", "http://localhost:3000"],
  ["/trpc", ""],
])("AVA-10: next to the endpoint %s a picture is at %s", (url, base) => {
  expect(at(url).urlOf(`/avatars/${key}`)).toBe(`${base}/avatars/${key}?size=128`);
  expect(at(url).urlOf(`/avatars/${key}`, 64)).toBe(`${base}/avatars/${key}?size=64`);
});

test.each([
  null,
  undefined,
  "",
  "https://tracker.example/pixel.png",
  "//tracker.example/pixel.png",
  "/avatars//tracker.example/x",
  "/avatars/../x",
  `/avatars/${key}?x`,
  "\\\\tracker.example",
  "data:image/png;base64,AAAA",
  "javascript:alert(1)",
])("AVA-10: %s is not a picture that a page loads", (avatarUrl) => {
  expect(at("https://chat.example.org/trpc").urlOf(avatarUrl)).toBeUndefined();
});

interface Sent {
  readonly url: string;
  readonly token: string | null;
}

function serving(...answers: readonly Response[]) {
  const left = [...answers];
  const sent: Sent[] = [];
  const avatars = createAvatars({
    url: "https://chat.example.org/trpc",
    tokens: tokens("an.old.token", "a.new.token"),
    fetch: async (input, init) => {
      sent.push({
        url: new Request(input).url,
        token: new Headers(init?.headers).get("authorization"),
      });
      return left.shift() ?? Response.error();
    },
  });
  return { avatars, sent };
}

const refusal = (status: number, reason: string) =>
  Response.json({ error: { data: { httpStatus: status, reason } } }, { status });
const picture = new Blob(["x"]);

test("AVA-6: the client sends a picture with its token, and with a fresh one if that was refused", async () => {
  const avatarUrl = `/avatars/${key}`;
  const { avatars, sent } = serving(refusal(401, "session_expired"), Response.json({ avatarUrl }));
  expect(await avatars.upload(picture)).toBe(avatarUrl);
  const url = "https://chat.example.org/avatars";
  expect(sent).toEqual([
    { url, token: "Bearer an.old.token" },
    { url, token: "Bearer a.new.token" },
  ]);
});

test.each([
  [refusal(400, "invalid_input"), "invalid_input"],
  [refusal(413, "too_large"), "too_large"],
  [refusal(429, "too_many_requests"), "too_many_requests"],
  [new Response("a proxy", { status: 502 }), "internal"],
])("AVA-6: a refusal has its reason (%#)", async (response, reason) => {
  const fault: unknown = await serving(response)
    .avatars.upload(picture)
    .catch((error: unknown) => error);
  expect(reasonOf(fault)).toBe(reason);
});
