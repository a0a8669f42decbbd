import { createReadStream } from "node:fs";
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { DomainError } from "@parley/api/platform";
import { AwsV4Signer } from "aws4fetch";
import { FilesProblem } from "./byte-store.ts";
import type { S3Settings } from "./file-settings.ts";

/** A response that is no success, with the code in its body. */
class S3Refusal extends Error {
  override readonly name = "S3Refusal";
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string) {
    super(`the store of files answers with ${status} ${code}`);
    this.status = status;
    this.code = code;
  }
}

/** A file of this machine, as the body of a request. */
export interface S3Body {
  readonly path: string;
  readonly size: number;
  /** In hexadecimal: the store refuses other bytes. */
  readonly sha256: string;
}

/** A request for an object, or for the bucket if `key` is empty. */
export interface S3Request {
  readonly method: "GET" | "HEAD" | "PUT" | "DELETE";
  readonly key: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly range?: { readonly start: number; readonly end: number };
  readonly body?: S3Body | undefined;
}

/** Signed requests to one bucket. A failure of the store or of the network is `unavailable`; what is absent, undefined. */
export interface S3Client {
  /** The response of a success, whose body the caller reads. */
  open(request: S3Request): Promise<IncomingMessage | undefined>;
  /** The body of a success as a text. */
  read(request: S3Request): Promise<string | undefined>;
  /** Throws `FilesProblem` if the store refuses what an operator has set. */
  check(run: () => Promise<unknown>): Promise<void>;
}

const EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
/** More wait for their turn: neither sockets nor memory grow with the number of uploads. */
const CONNECTIONS = 64;
/** Milliseconds without a byte in either direction. */
const SILENCE = 30_000;
/** Milliseconds before a request is repeated. */
const PAUSES = [200, 1_000];

const isTemporary = (fault: unknown) => !(fault instanceof S3Refusal) || fault.status >= 500;

/** By the codes of Amazon S3, which the others use too; a HEAD has none. */
const problems: Readonly<Record<string, (settings: S3Settings) => string>> = {
  NoSuchBucket: ({ bucket }) => `there is no bucket ${bucket}`,
  InvalidAccessKeyId: () => "the access key is not known",
  SignatureDoesNotMatch: () => "the secret access key is wrong",
  RequestTimeTooSkewed: () => "the clock of this machine is more than 15 minutes wrong",
  AccessDenied: ({ bucket }) =>
    `the key may not list, read, write and delete objects of the bucket ${bucket}`,
  AuthorizationHeaderMalformed: ({ region }) => `the region is not ${region}`,
};

/** Creates the client of one bucket, by path: every server has that, and certificates with names of buckets are rare. */
export function createS3Client(settings: S3Settings, onUnavailable?: () => void): S3Client {
  const { endpoint, bucket, region, accessKeyId, secretAccessKey } = settings;
  const base = `${endpoint.replace(/\/+$/, "")}/${encodeURIComponent(bucket)}`;
  const isTls = base.startsWith("https:");
  const agents = { keepAlive: true, maxSockets: CONNECTIONS, timeout: SILENCE };
  const agent = isTls ? new HttpsAgent(agents) : new HttpAgent(agents);

  async function attempt(asked: S3Request): Promise<IncomingMessage> {
    const { method, key, query = {}, range, body } = asked;
    const search = new URLSearchParams(query).toString();
    const signed = await new AwsV4Signer({
      method,
      url: `${base}${key === "" ? "" : `/${key}`}${search === "" ? "" : `?${search}`}`,
      headers: { "x-amz-content-sha256": body?.sha256 ?? EMPTY },
      accessKeyId,
      secretAccessKey,
      service: "s3",
      region,
    }).sign();
    const headers = {
      ...Object.fromEntries(signed.headers),
      "content-length": String(body?.size ?? 0),
      ...(range !== undefined && { range: `bytes=${range.start}-${range.end}` }),
    };
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const send = isTls ? requestHttps : requestHttp;
      const sent = send(signed.url, { method, headers, agent }, resolve)
        .on("error", reject)
        .on("timeout", () => sent.destroy(new Error("the store of files does not answer")));
      if (body === undefined) sent.end();
      else
        createReadStream(body.path, { start: 0, end: body.size - 1 })
          .on("error", (fault) => sent.destroy(fault))
          .pipe(sent);
    });
    const { statusCode: status = 0 } = response;
    if (status >= 200 && status < 300) return response;
    const [, code = ""] = /<Code>([^<]+)<\/Code>/.exec(await text(response)) ?? [];
    throw new S3Refusal(status, code);
  }

  async function repeat(asked: S3Request): Promise<IncomingMessage | undefined> {
    for (const pause of [...PAUSES, undefined]) {
      try {
        return await attempt(asked);
      } catch (fault) {
        if (fault instanceof S3Refusal && fault.status === 404 && fault.code !== "NoSuchBucket")
          return undefined;
        if (pause === undefined || !isTemporary(fault)) throw fault;
        await wait(pause);
      }
    }
    return undefined;
  }

  async function open(asked: S3Request): Promise<IncomingMessage | undefined> {
    try {
      return await repeat(asked);
    } catch (cause) {
      onUnavailable?.();
      throw new DomainError("unavailable", { cause });
    }
  }

  return {
    open,
    async read(asked) {
      const response = await open(asked);
      return response && text(response);
    },
    async check(run) {
      try {
        await run();
      } catch (fault) {
        const { cause } = fault as Error;
        const why = cause instanceof S3Refusal ? problems[cause.code]?.(settings) : undefined;
        if (cause instanceof S3Refusal && !isTemporary(cause))
          throw new FilesProblem(
            `Files cannot be stored at ${endpoint}: ${why ?? `it answers with ${cause.status} ${cause.code}`.trim()}.`,
            { cause },
          );
        throw fault;
      }
    },
  };
}
