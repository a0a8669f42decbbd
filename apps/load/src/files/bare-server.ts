// A child program: a bare Fastify that streams a body to a new file, and a file from it. What the store of files is measured against.
import { createReadStream, createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import fastify from "fastify";

const [dir = "."] = process.argv.slice(2);
const app = fastify({ bodyLimit: 100 * 1024 ** 2 });
app.removeAllContentTypeParsers();
app.addContentTypeParser("*", (_request, payload, done) => done(null, payload));

interface Route {
  readonly Params: { readonly name: string };
  /** `flush`: the bytes are on the disk before the answer. */
  readonly Querystring: { readonly flush?: string };
}

const pathOf = ({ name }: Route["Params"]) => join(dir, `bare-${name}`);

app.patch<Route>("/files/:name", async ({ params, query, body }, reply) => {
  const file = createWriteStream(pathOf(params), { flags: "wx", flush: query.flush !== undefined });
  // The parser above passes the request on.
  await pipeline(body as AsyncIterable<Buffer>, file);
  return reply.code(204).send();
});
app.get<Route>("/files/:name", ({ params }, reply) =>
  reply.type("application/pdf").send(createReadStream(pathOf(params))),
);
app.delete<Route>("/files/:name", async ({ params }, reply) => {
  await rm(pathOf(params));
  return reply.code(204).send();
});

process.stdout.write(`${await app.listen({ host: "127.0.0.1", port: 0 })}\n`);
