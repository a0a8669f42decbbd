import { existsSync } from "node:fs";
import { sep } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { AppDeps, OwnAddresses } from "@parley/server/app";
import { answerNotFound } from "@parley/server/http/errors";
import { isProcedure, nothingAt, pathOf } from "@parley/server/http/methods";
import { addSecurityHeaders } from "./security-headers.ts";

/** Whether a user navigates to an address, instead of a page fetching a resource. */
function isNavigation({ method, headers }: FastifyRequest): boolean {
  return (method === "GET" || method === "HEAD") && (headers.accept ?? "").includes("text/html");
}

/** Vite puts a content hash into the name of everything in `assets`. */
const isInAssets = (file: string) => file.includes(`${sep}assets${sep}`);

/** Scripts, styles and the icon that a page fetches: they are not navigated to, and no worker starts with them. */
const isPartOfPage = (file: string) =>
  (isInAssets(file) && /\.(js|css)(\.br|\.gz)?$/.test(file)) || file.endsWith(`${sep}favicon.svg`);

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

/** Headers for asking again, for a part, and about a failure: a page fetches files with a hash whole and once. */
const ASKING_HEADERS = ["etag", "last-modified", "accept-ranges", "x-request-id"];

/** Serves the files. Every address without one is a page of the app. */
async function serveFiles(app: FastifyInstance, root: string): Promise<void> {
  await app.register(fastifyStatic, {
    root,
    cacheControl: false,
    dotfiles: "ignore",
    // The build writes each file in every coding, too.
    preCompressed: true,
    setHeaders(reply, file) {
      const isHashed = isInAssets(file);
      reply.header("cache-control", isHashed ? "public, max-age=31536000, immutable" : "no-cache");
      if (!isPartOfPage(file)) return;
      for (const name of PAGE_HEADERS) reply.removeHeader(name);
      if (isHashed) for (const name of ASKING_HEADERS) reply.removeHeader(name);
    },
  });
  app.setNotFoundHandler((request, reply) => {
    if (!isProcedure(pathOf(request)) && isNavigation(request)) reply.sendFile("index.html");
    else answerNotFound(request, reply);
  });
}

/** What is served besides Parley itself. */
export interface WebAppOptions {
  /** The folder of the built web app; only the other addresses are served if it does not exist. */
  readonly webRoot: string;
  readonly allowedOrigins?: readonly string[] | undefined;
  /** Where files are fetched, if that is another origin. */
  readonly filesOrigin?: string | undefined;
  readonly addresses?: OwnAddresses | undefined;
}

/** At the origin of files there is nothing else: no page of this app that a file could pretend to be. */
function serveOnlyFilesAt(app: FastifyInstance, origin: string): void {
  const { host } = new URL(origin);
  app.addHook("onRequest", async (request) => {
    const path = pathOf(request);
    if (request.host === host && !path.startsWith("/files/")) throw nothingAt(path);
  });
}

/** The web app, and the headers with which a browser runs it: what `buildApp` adds to Parley in the stand-alone server. */
export function withWebApp({
  webRoot,
  allowedOrigins = [],
  filesOrigin,
  addresses,
}: WebAppOptions): Pick<AppDeps, "prepare" | "addresses"> {
  const isBuilt = existsSync(webRoot);
  return {
    async prepare(app) {
      await addSecurityHeaders(app, { allowedOrigins, filesOrigin });
      if (filesOrigin !== undefined) serveOnlyFilesAt(app, filesOrigin);
    },
    addresses: {
      methodsAt: addresses?.methodsAt,
      hasPages: isBuilt,
      async serve(app) {
        await addresses?.serve(app);
        if (isBuilt) await serveFiles(app, webRoot);
      },
    },
  };
}
