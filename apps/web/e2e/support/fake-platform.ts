import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { portOf } from "@parley/server/testing/port-of";
import { createSigner, testExpected, testSecret } from "@parley/server/testing/tokens";

/** A host platform on this machine, with a page that signs in each visitor who clicks. */
export interface FakePlatform {
  readonly url: string;
  /** The user who is signed in there. */
  user: { readonly id: string; readonly name: string; readonly role: string };
  /** How often its sign-in page was opened. */
  readonly visits: () => number;
  close(): Promise<void>;
}

/** The variables with which a server trusts the tokens of the platform. */
export const platformKey = {
  JWT_SECRET: testSecret,
  JWT_ISSUER: testExpected.issuer,
  JWT_AUDIENCE: testExpected.audience,
};

const sign = createSigner({ now: () => new Date() });

/** A service token of the platform. */
export const serviceToken = () => sign("platform", { claims: { scope: "parley:service" } });

/** Starts the platform: `/login` leads back with a code, as docs/sign-in.md describes. */
export async function startFakePlatform(): Promise<FakePlatform> {
  let visits = 0;
  const codeFor = async ({ searchParams }: URL) => {
    const { id, ...claims } = platform.user;
    const code = await sign(id, {
      claims: {
        ...claims,
        aud: `${testExpected.audience}/sign-in`,
        exp: Math.floor(Date.now() / 1_000) + 60,
        jti: randomUUID(),
        nonce: searchParams.get("nonce"),
      },
    });
    const back = new URL(searchParams.get("redirect_uri") ?? "");
    back.searchParams.set("state", searchParams.get("state") ?? "");
    back.searchParams.set("code", code);
    return back;
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "", platform.url);
    const show = (html: string) =>
      response.writeHead(200, { "content-type": "text/html" }).end(`<!doctype html>${html}`);
    switch (url.pathname) {
      case "/login":
        visits += 1;
        show(`<h1>Platform</h1><a href="/go${url.search}">Go on as ${platform.user.name}</a>`);
        return;
      case "/go":
        void codeFor(url).then((back) => response.writeHead(303, { location: back.href }).end());
        return;
      default:
        show("<h1>Signed out of the platform</h1>");
    }
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const platform: FakePlatform = {
    url: `http://127.0.0.1:${portOf(server)}`,
    user: { id: "ada", name: "Ada Obi", role: "MENTOR" },
    visits: () => visits,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return platform;
}
