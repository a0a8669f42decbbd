import { existsSync } from "node:fs";
import { sep } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { sendProblem } from "./errors.ts";
import { isProcedure, nothingAt, pathOf } from "./methods.ts";

/** Whether a user navigates to an address, instead of a page fetching a resource. */
function isNavigation({ method, headers }: FastifyRequest): boolean {
  return (method === "GET" || method === "HEAD") && (headers.accept ?? "").includes("text/html");
}

function answerNotFound(request: FastifyRequest, reply: FastifyReply): void {
  sendProblem(reply, nothingAt(pathOf(request)));
}

/** The folder of the web app, if it was built. */
export const builtWebApp = (root: string | undefined): string | undefined =>
  root !== undefined && existsSync(root) ? root : undefined;

/** Vite puts a content hash into the name of everything in `assets`. */
const cacheControl = (file: string) =>
  file.includes(`${sep}assets${sep}`) ? "public, max-age=31536000, immutable" : "no-cache";

/** Scripts and styles that a page fetches: they are not navigated to, and no worker starts with them. */
const isPartOfPage = (file: string) =>
  file.includes(`${sep}assets${sep}`) && /\.(js|css)(\.br|\.gz)?$/.test(file);

/** Headers that a browser reads only with a page: half a kilobyte in each of a dozen files. */
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

/** Serves the built web app, if there is one. Every address without a file is a page of the app. */
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
