import { existsSync } from "node:fs";
import { sep } from "node:path";
import fastifyStatic from "@fastify/static";
import { TRPCError } from "@trpc/server";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { sendProblem } from "./errors.ts";
import { refusal } from "./problem.ts";

const pathOf = (request: FastifyRequest) => request.url.split("?")[0] ?? "";

const isProcedure = (path: string) => path === "/trpc" || path.startsWith("/trpc/");

/** A person opens an address, rather than a page asking for a part of itself. */
function isNavigation({ method, headers }: FastifyRequest): boolean {
  return (method === "GET" || method === "HEAD") && (headers.accept ?? "").includes("text/html");
}

function answerNotFound(request: FastifyRequest, reply: FastifyReply): void {
  const isUnknownProcedure = isProcedure(pathOf(request));
  sendProblem(
    reply,
    isUnknownProcedure ? new TRPCError({ code: "NOT_FOUND" }) : refusal("not_found"),
  );
}

/** Vite puts a hash of the content into the name of everything below `assets`. */
const cacheControl = (file: string) =>
  file.includes(`${sep}assets${sep}`) ? "public, max-age=31536000, immutable" : "no-cache";

/** Serves the built web app, where there is one. Every address without a file is a page of the app. */
export async function serveWebApp(app: FastifyInstance, root: string | undefined): Promise<void> {
  if (root === undefined || !existsSync(root)) {
    app.setNotFoundHandler(answerNotFound);
    return;
  }
  await app.register(fastifyStatic, {
    root,
    cacheControl: false,
    dotfiles: "ignore",
    setHeaders: (reply, file) => void reply.header("cache-control", cacheControl(file)),
  });
  app.setNotFoundHandler((request, reply) => {
    if (!isProcedure(pathOf(request)) && isNavigation(request)) reply.sendFile("index.html");
    else answerNotFound(request, reply);
  });
}
