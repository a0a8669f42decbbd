import type { BouncingUsers } from "@parley/contract/notifications";
import type { FilesUsage } from "@parley/contract/files";
import type { FailedJob } from "@parley/contract/jobs";
import type { Page } from "playwright-core";

/** What an ADMIN's page of operations is told. */
interface OperationsState {
  jobs: FailedJob[];
  users: BouncingUsers["users"];
  usage: FilesUsage;
  /** Whether the server cannot say. */
  isDown: boolean;
}

const GiB = 1024 ** 3;

/** Background work that failed, a user without mail, and files that take most of their room. */
export const someFaults = (): OperationsState => ({
  isDown: false,
  jobs: [
    {
      id: "0197a000-0000-7000-8000-000000000001",
      kind: "notifications.deliver",
      attempts: 12,
      error: "connect ECONNREFUSED 192.0.2.25:587",
      createdAt: "2026-11-26T09:00:00.000Z",
      failedAt: "2026-11-28T09:30:00.000Z",
    },
    {
      id: "0197a000-0000-7000-8000-000000000002",
      kind: "push.send",
      attempts: 1,
      error: "the push service answered 500",
      createdAt: "2026-11-25T09:00:00.000Z",
      failedAt: "2026-11-27T10:00:00.000Z",
    },
  ],
  users: [
    {
      userId: "mei-chen",
      name: "Mei Chen",
      since: "2026-11-20T12:00:00.000Z",
      detail: "550 5.1.1 The email account that you tried to reach does not exist",
    },
  ],
  usage: {
    files: 12_345,
    bytes: 43.6 * GiB,
    bytesMax: 50 * GiB,
    userBytesMax: 2 * GiB,
    pending: 3,
    failed: 1,
    infected: 2,
    largest: [
      { userId: "rafael-ortiz", name: "Rafael Ortiz", files: 410, bytes: 1.97 * GiB },
      { userId: "mei-chen", name: "Mei Chen", files: 96, bytes: 0.4 * GiB },
      { userId: "kai-zhang", name: "Kai Zhang", files: 1, bytes: 204_800 },
    ],
  },
});

/** A call over the socket. */
interface SocketCall {
  readonly id: number;
  readonly params?: { readonly path?: string };
}

/**
 * Answers the procedures of an ADMIN's page of operations in place of the server, where a job fails for good only after
 * days, from the next loaded document on. A job that runs again is gone from the list.
 */
export async function answerOperations(page: Page, state: OperationsState): Promise<void> {
  const answers: Record<string, (sent: string) => unknown> = {
    "jobs.listFailed": () => ({ jobs: state.jobs }),
    "notifications.bouncing": () => ({ users: state.users }),
    "files.usage": () => state.usage,
    "jobs.retry": (sent) => {
      state.jobs = state.jobs.filter(({ id }) => !sent.includes(id));
    },
  };
  // Calls are requests until the socket is open.
  await page.route(
    /\/trpc\/[^?]*(?:jobs\.|notifications\.bouncing|files\.usage)/,
    async (route) => {
      if (state.isDown) return route.abort();
      const { pathname } = new URL(route.request().url());
      const names = pathname.slice(pathname.lastIndexOf("/") + 1).split(",");
      const isOwn = names.every((name) => name in answers);
      const others: unknown[] = isOwn ? [] : await (await route.fetch()).json();
      const sent = route.request().postData() ?? "";
      const json = names.map((name, at) => {
        const answer = answers[name];
        return answer === undefined ? others[at] : { result: { data: answer(sent) } };
      });
      return route.fulfill({ json });
    },
  );
  await page.routeWebSocket(/./, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      const sent = String(message);
      // A frame is a call, a list of calls, or a word.
      if (!/^[[{]/.test(sent)) return server.send(message);
      const calls: SocketCall[] = [JSON.parse(sent)].flat();
      for (const call of calls) {
        const { id, params } = call;
        const answer = answers[params?.path ?? ""];
        if (answer === undefined) {
          server.send(JSON.stringify(call));
        } else if (state.isDown) {
          const data = { code: "INTERNAL_SERVER_ERROR" };
          socket.send(JSON.stringify({ id, error: { code: -32_603, message: "down", data } }));
        } else {
          const data = answer(JSON.stringify(call));
          socket.send(JSON.stringify({ id, result: { type: "data", data } }));
        }
      }
    });
  });
}
