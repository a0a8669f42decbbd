import { once } from "node:events";
import { connect } from "node:net";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import type { FileScanner, Scanned } from "@parley/api/platform";
import * as z from "zod";
import type { ScanSettings } from "./file-settings.ts";

/** Asks clamd over TCP (INSTREAM, clamd(8)): pieces with their length in front, and an empty one at the end. */
async function askClamd(url: URL, content: Readable, signal: AbortSignal): Promise<Scanned> {
  // An address in brackets is IPv6.
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const socket = connect({ host, port: Number(url.port), signal });
  const answered = text(socket);
  const lengthOf = (length: number) => {
    const header = Buffer.alloc(4);
    header.writeUInt32BE(length);
    return header;
  };
  const send = async () => {
    socket.write("zINSTREAM\0");
    for await (const piece of content) {
      const chunk = piece as Buffer;
      socket.write(lengthOf(chunk.length));
      if (!socket.write(chunk)) await once(socket, "drain", { signal });
    }
    socket.write(lengthOf(0));
  };
  // It answers, and closes, before the end if the content is too large for it.
  const [answer] = await Promise.all([
    answered,
    send().catch((fault: unknown) => void socket.destroy(fault as Error)),
  ]);
  const [, found] = /^stream: (.+) FOUND\0?$/.exec(answer) ?? [];
  if (found !== undefined) return { found };
  if (/^stream: OK\0?$/.test(answer)) return { found: null };
  throw new Error(`clamd answers ${JSON.stringify(answer.slice(0, 200))}`);
}

const answerSchema = z.object({ found: z.string().min(1).nullable() });

async function askAddress(
  { url, secret }: ScanSettings,
  content: Readable,
  signal: AbortSignal,
): Promise<Scanned> {
  const request: RequestInit & { readonly duplex: "half" } = {
    method: "POST",
    headers: {
      "content-type": "application/octet-stream",
      ...(secret !== undefined && { authorization: `Bearer ${secret}` }),
    },
    // The two declarations of this class differ.
    body: Readable.toWeb(content) as ReadableStream<Uint8Array>,
    duplex: "half",
    redirect: "error",
    signal,
  };
  const response = await fetch(url, request);
  if (!response.ok) throw new Error(`the scanner answers with ${response.status}`);
  return answerSchema.parse(await response.json());
}

/** Creates the scanner of an installation. */
export function createScanner(settings: ScanSettings): FileScanner {
  const url = new URL(settings.url);
  return {
    deliversFailed: settings.whenFailed === "deliver",
    scan: (content, signal) =>
      url.protocol === "tcp:"
        ? askClamd(url, content, signal)
        : askAddress(settings, content, signal),
  };
}
