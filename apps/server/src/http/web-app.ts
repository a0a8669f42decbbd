import { existsSync } from "node:fs";
import { sep } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { sendProblem } from "./errors.ts";
import { isProcedure, nothingAt, pathOf } from "./methods.ts";

/** A person opens an address, rather than a page asking for a part of itself. */
function isNavigation({ method, headers }: FastifyRequest): boolean {
  return (method === "GET" || method === "HEAD") && (headers.accept ?? "").includes("text/html");
}

function answerNotFound(request: FastifyRequest, reply: FastifyReply): void {
  sendProblem(reply, nothingAt(pathOf(request)));
}

/** The folder of the web app, where it has been built. */
export const builtWebApp = (root: string | undefined): string | undefined =>
  root !== undefined && existsSync(root) ? root : undefined;

/** Vite puts a hash of the content into the name of everything below `assets`. */
const cacheControl = (file: string) =>
  file.includes(`${sep}assets${sep}`) ? "public, max-age=31536000, immutable" : "no-cache";

/** Scripts and styles that a page fetches: no browser opens them, and no worker begins with them. */
const isPartOfPage = (file: string) =>
  file.includes(`${sep}assets${sep}`) && /\.(js|css)(\.br|\.gz)?$/.test(file);

/** What a browser reads with a page and nowhere else: half a kilobyte in each of a dozen files. */
const PAGE_HEADERS = [
  "content-security-policy",
  "cross-origin-opener-policy",
  "origin-agent-cluster",
  "referrer-policy",
  "x-dns-prefetch-control",
  "x-download-options",
  "x-permitted-cross-domain-policies",
  "x-xss-protection",
];

/** Serves the built web app, where there is one. Every address without a file is a page of the app. */
export async function serveWebApp(app: FastifyInstance, root: string | undefined): Promise<void> {
  if (root === undefined) {
    app.setNotFoundHandler(answerNotFound);
    return;
  }
  await app.register(fastifyStatic, {
    root,
    cacheControl: false,
    dotfiles: "ignore",
    // The build writes each file in every coding, too.
    preCompressed: true,
    setHeaders(reply, file) {
      reply.header("cache-control", cacheControl(file));
      if (!isPartOfPage(file)) return;
      for (const name of PAGE_HEADERS) reply.removeHeader(name);
    },
  });
  app.setNotFoundHandler((request, reply) => {
    if (!isProcedure(pathOf(request)) && isNavigation(request)) reply.sendFile("index.html");
    else answerNotFound(request, reply);
  });
}
