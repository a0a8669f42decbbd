import { randomInt } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { FastifyInstance, FastifyRequest } from "fastify";

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/** In order of preference, if a client accepts them equally. */
const CODINGS = ["br", "gzip", "identity"] as const;
type Coding = (typeof CODINGS)[number];

/** Bytes of a response. Below it compression saves nothing that a network would notice. */
const FROM_BYTES = 1_024;

/** Responses with secrets are sent uncompressed. */
const SECRETS = new Set(["demo.signIn"]);

/** More than the length of a compressed text changes if a guess at a part of it is right. */
const PADDING_MAX = 64;

function weightsOf(header: string): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const entry of header.split(",")) {
    const [name = "", ...parameters] = entry.split(";").map((part) => part.trim().toLowerCase());
    const text = parameters.find((part) => part.startsWith("q="))?.slice(2) ?? "1";
    // An invalid weight counts as 0.
    const weight = /^[01](\.\d{0,3})?$/.test(text) ? Number(text) : 0;
    const coding = name === "x-gzip" ? "gzip" : name;
    // For a coding that is listed twice, the lower weight applies: a refused coding is not sent.
    weights.set(coding, Math.min(weight, weights.get(coding) ?? weight));
  }
  return weights;
}

/** The codings that an `Accept-Encoding` accepts (RFC 9110, 12.5.3), in order of preference. */
export function acceptedCodings(header: string): readonly Coding[] {
  const weights = weightsOf(header);
  const weightOf = (coding: Coding) =>
    // If it is not listed, `identity` is still accepted, but after everything that is.
    weights.get(coding) ?? weights.get("*") ?? (coding === "identity" ? Number.MIN_VALUE : 0);
  return CODINGS.filter((coding) => weightOf(coding) > 0).toSorted(
    (one, other) => weightOf(other) - weightOf(one),
  );
}

const acceptedBy = ({ headers }: FastifyRequest): readonly Coding[] =>
  acceptedCodings(headers["accept-encoding"] ?? "identity");

/**
 * Replaces `Accept-Encoding` by the one coding to send, so that files are negotiated exactly as responses are: the
 * plugin that serves them supports neither `*;q=0` nor `gzip;q=0, *`.
 */
export function negotiateCoding(app: FastifyInstance): void {
  app.addHook("onRequest", async (request) => {
    const [first = "identity"] = acceptedBy(request);
    request.raw.headers["accept-encoding"] = first;
  });
}

const compressors = {
  // As small as gzip's best, in less time.
  br: (text: string) => toBrotli(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (text: string) => toGzip(text),
};

/**
 * Compresses the responses of procedures. Their lengths are padded randomly: a response may contain texts of other
 * users next to secrets of its reader, and an eavesdropper sees its length (BREACH).
 */
export function compressAnswers(
  scope: FastifyInstance,
  {
    namesOf,
    isSecret,
  }: {
    namesOf: (request: FastifyRequest) => readonly string[];
    /** Whether a foreign page may have made a request with the cookies of a user. */
    isSecret: (request: FastifyRequest) => boolean;
  },
): void {
  scope.addHook("onSend", async (request, reply, payload) => {
    if (typeof payload !== "string" || reply.hasHeader("content-encoding")) return payload;
    if (isSecret(request) || namesOf(request).some((name) => SECRETS.has(name))) return payload;
    const vary = reply.getHeader("vary");
    reply.header(
      "vary",
      vary === undefined ? "accept-encoding" : `${String(vary)}, accept-encoding`,
    );
    const [coding = "identity"] = acceptedBy(request);
    if (coding === "identity" || Buffer.byteLength(payload) < FROM_BYTES) return payload;
    reply.header("content-encoding", coding);
    reply.header("x-padding", "0".repeat(randomInt(1, PADDING_MAX + 1)));
    // The length before compression.
    reply.removeHeader("content-length");
    return compressors[coding](payload);
  });
}
