import { randomUUID } from "node:crypto";
import { mkdtemp, rename, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
// @ts-expect-error: it has no types.
import UntypedS3rver from "@20minutes/s3rver";
import type { S3Settings } from "../files/file-settings.ts";
import { portOf } from "./port-of.ts";

interface S3rver {
  readonly store: {
    /** Writes a file, and returns its size and hash. */
    putContent(path: string, content: Readable | Buffer): Promise<unknown>;
  };
  configureBuckets(): Promise<unknown>;
  callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

// What is used of it, by its documentation; the store by its source.
const S3rver = UntypedS3rver as new (options: {
  readonly silent: boolean;
  readonly directory: string;
  readonly vhostBuckets: boolean;
  readonly configureBuckets: readonly { readonly name: string; readonly configs: [] }[];
}) => S3rver;

/** A server of objects that verifies signatures, and can be made to fail. */
export interface TestS3 extends AsyncDisposable {
  readonly settings: S3Settings;
  /** Every request, as `PUT uploads/…`. */
  readonly requests: string[];
  /** Answers a request in the place of the server, if it returns true. */
  intercept: ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined;
}

/** The only account of s3rver. */
const KEY = "S3RVER";

/** S3 shows an object once all of it has arrived. s3rver shows what it is writing, and keeps what a lost connection left. */
function storeWhole({ store }: S3rver): void {
  const putContent = store.putContent.bind(store);
  store.putContent = async (path, content) => {
    const part = `${path}.${randomUUID()}`;
    try {
      // It does not wait until a buffer has been written.
      const result = await putContent(part, Readable.from(content, { objectMode: false }));
      await rename(part, path);
      return result;
    } finally {
      await rm(part, { force: true });
    }
  };
}

/** Starts one with an empty bucket. */
export async function startTestS3(): Promise<TestS3> {
  const directory = await mkdtemp(join(tmpdir(), "parley-s3-"));
  const s3 = new S3rver({
    silent: true,
    directory,
    vhostBuckets: false,
    configureBuckets: [{ name: "files", configs: [] }],
  });
  storeWhole(s3);
  await s3.configureBuckets();
  const handle = s3.callback();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const { method = "", url = "", headers } = request;
    requests.push(`${method} ${url.replace("/files/", "")}`);
    if (started.intercept?.(request, response) === true) return;
    // Amazon S3 takes no other body.
    if (method === "PUT" && headers["content-length"] === undefined)
      return void response.writeHead(411).end("<Code>MissingContentLength</Code>");
    void handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const started: TestS3 = {
    settings: {
      endpoint: `http://127.0.0.1:${portOf(server)}`,
      bucket: "files",
      region: "us-east-1",
      accessKeyId: KEY,
      secretAccessKey: KEY,
    },
    requests,
    intercept: undefined,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(directory, { recursive: true, force: true });
    },
  };
  return started;
}
