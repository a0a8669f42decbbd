import type { Server } from "node:http";
import type { Duplex } from "node:stream";
import { DomainError } from "@parley/api/platform";
import type { InputIssue } from "@parley/contract/errors";
import { TRPCError } from "@trpc/server";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { ReportFault } from "../logs/fault-log.ts";
import { CALL, nothingAt, pathOf } from "./methods.ts";
import { problemOf, refusal, refusalOf, RequestRefusal, retryAfterSeconds } from "./problem.ts";

const codes: Readonly<Record<number, TRPCError["code"]>> = {
  400: "BAD_REQUEST",
  404: "NOT_FOUND",
  405: "METHOD_NOT_SUPPORTED",
  413: "PAYLOAD_TOO_LARGE",
  414: "PAYLOAD_TOO_LARGE",
  415: "UNSUPPORTED_MEDIA_TYPE",
  431: "PAYLOAD_TOO_LARGE",
};

/** Refusals of requests for files, by status: HTTP has these, and tRPC has not. */
const unmet: Readonly<Record<number, InputIssue>> = {
  412: { path: "", message: "has a condition that failed" },
  416: { path: "range", message: "is beyond the end" },
};

/** Headers of a status, if the thrower set any. */
function headersOf(fault: unknown): Readonly<Record<string, string>> {
  const headers = fault instanceof Error && "headers" in fault ? fault.headers : undefined;
  return typeof headers === "object" && headers !== null
    ? Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
    : {};
}

/** Refusals by this server itself, as tRPC codes. Anything unexpected is an internal error. */
function toRefusal(fault: unknown): TRPCError {
  if (fault instanceof TRPCError) return fault;
  if (fault instanceof DomainError) return refusalOf(fault);
  const status = fault instanceof Error && "statusCode" in fault ? Number(fault.statusCode) : 500;
  const issue = unmet[status];
  if (issue !== undefined) {
    const headers = headersOf(fault);
    return new RequestRefusal("BAD_REQUEST", { status, headers, issues: [issue] });
  }
  const code = codes[status] ?? (status >= 400 && status < 500 ? "BAD_REQUEST" : undefined);
  return code === undefined ? refusal("internal", { cause: fault }) : new TRPCError({ code });
}

export function sendProblem(reply: FastifyReply, error: TRPCError): void {
  const problem = problemOf(error, reply.request.id);
  const seconds = retryAfterSeconds(error);
  if (seconds !== undefined) reply.header("retry-after", seconds);
  if (error instanceof RequestRefusal) reply.headers(error.headers);
  reply.code(problem.error.data.httpStatus).type("application/json").send(problem);
}

/** Answers every refusal outside the procedures in the form that they use. */
export function answerErrors(app: FastifyInstance, report: ReportFault): void {
  app.setErrorHandler((fault, request, reply) => {
    const refused = toRefusal(fault);
    if (refused.code === "INTERNAL_SERVER_ERROR") {
      report({ requestId: request.id, path: request.routeOptions.url, cause: fault });
    }
    sendProblem(reply, refused);
  });
}

/** For addresses at which there is nothing. */
export function answerNotFound(request: FastifyRequest, reply: FastifyReply): void {
  sendProblem(reply, nothingAt(pathOf(request)));
}

/** For what the router itself cannot parse, such as invalid percent encoding. */
export function answerFrameworkError(fault: Error, _: FastifyRequest, reply: FastifyReply): void {
  sendProblem(reply, toRefusal(fault));
}

const lines = (problem: string, status: string, headers: readonly string[] = []) =>
  [
    `HTTP/1.1 ${status}`,
    ...headers,
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(problem)}`,
    "Connection: close",
    "",
    problem,
  ].join("\r\n");

/** For bytes that are not HTTP, and headers above Node's 16 KiB: there is no request yet to answer. */
export function answerClientError(fault: Error & { code?: string }, socket: Duplex): void {
  if (fault.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  if (fault.code === "ERR_HTTP_REQUEST_TIMEOUT") {
    const issues = [{ path: "", message: "took too long to arrive" }];
    const { error } = problemOf(new RequestRefusal("BAD_REQUEST", { issues, status: 408 }), "");
    const data = { ...error.data, code: "TIMEOUT" };
    socket.end(lines(JSON.stringify({ error: { ...error, data } }), "408 Request Timeout"));
    // A peer that drips does not read either; what it still sends is ignored.
    socket.once("finish", () => socket.destroy());
    return;
  }
  const isTooLarge = fault.code === "HPE_HEADER_OVERFLOW";
  const refused = new TRPCError({ code: isTooLarge ? "PAYLOAD_TOO_LARGE" : "BAD_REQUEST" });
  const status = isTooLarge ? "431 Request Header Fields Too Large" : "400 Bad Request";
  socket.end(lines(JSON.stringify(problemOf(refused, "")), status));
}

/** Answers `CONNECT`, which Node closes silently: it asks a proxy for a tunnel, and this is not a proxy. */
export function answerConnect(server: Server): void {
  server.on("connect", (_, socket: Duplex) => {
    socket.on("error", () => socket.destroy());
    const refused = new TRPCError({ code: "METHOD_NOT_SUPPORTED" });
    const problem = JSON.stringify(problemOf(refused, ""));
    socket.end(lines(problem, "405 Method Not Allowed", [`Allow: ${CALL.join(", ")}`]));
    socket.once("finish", () => socket.destroy());
  });
}
