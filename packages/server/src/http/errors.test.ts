import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, expect, test } from "vitest";
import { createTestProgramme, startTestServer } from "../testing/test-server.ts";

const api = await createTestProgramme();
afterAll(() => api.close());

/** Sends raw bytes and returns the whole response. */
async function exchange(port: number, bytes: string): Promise<{ head: string; body: string }> {
  const socket = connect(port, "127.0.0.1");
  socket.write(bytes);
  const [head = "", body = ""] = (await text(socket)).split("\r\n\r\n");
  return { head, body };
}

test.for<[string, string, string, string]>([
  ["no HTTP at all", "hello\r\n\r\n", "400 Bad Request", "invalid_input"],
  [
    "headers above what Node reads",
    `GET /trpc/users.me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${"x".repeat(20_000)}\r\n\r\n`,
    "431 Request Header Fields Too Large",
    "too_large",
  ],
])(
  "what never becomes a request has the same kind of response: %s",
  async ([, bytes, status, reason]) => {
    await using server = await startTestServer(api);
    const { head, body } = await exchange(server.port, bytes);
    expect(head).toContain(status);
    expect(JSON.parse(body)).toMatchObject({
      error: { message: expect.stringMatching(/^[A-Z].* .*\.$/), data: { reason } },
    });
  },
);
