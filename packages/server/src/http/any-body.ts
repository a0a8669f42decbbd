import type { FastifyInstance } from "fastify";

/** Takes bodies as bytes, whatever their header says: the content decides. */
export function takeAnyBody(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser("*", { parseAs: "buffer" }, (_, body, done) => done(null, body));
  scope.addHook("onRequest", async ({ raw }) => {
    // A header that cannot be parsed would be refused before the content is checked.
    raw.headers["content-type"] = "application/octet-stream";
  });
}
