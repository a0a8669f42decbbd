// A child program: a bare Fastify that streams a body to disk, and a file from it. What the store of files is measured against.
import { constants, createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import fastify from "fastify";

const [dir = "."] = process.argv.slice(2);
const path = join(dir, "bare");
const app = fastify({ bodyLimit: 100 * 1024 ** 2 });
app.removeAllContentTypeParsers();
app.addContentTypeParser("*", (_request, payload, done) => done(null, payload));

app.patch("/file", async (request, reply) => {
  const file = await open(path, constants.O_RDWR | constants.O_CREAT);
  let at = Number(request.headers["upload-offset"]);
  // The parser above passes the request on.
  for await (const chunk of request.body as AsyncIterable<Buffer>) {
    await file.write(chunk, 0, chunk.length, at);
    at += chunk.length;
  }
  await file.datasync();
  await file.close();
  return reply.code(204).send();
});
app.get("/file", (_request, reply) => reply.type("application/pdf").send(createReadStream(path)));

process.stdout.write(`${await app.listen({ host: "127.0.0.1", port: 0 })}\n`);
