import { DomainError, invalidInput } from "@parley/api/platform";
import { userIdSchema } from "@parley/contract/ids";
import { withTimeout } from "@parley/concurrency/with-timeout";
import {
  type BrowserSession,
  SIGNED_OUT,
  type SignedOut,
  type WebSession,
} from "@parley/contract/sign-in";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import * as z from "zod";
import type { Authenticator } from "@parley/server/auth";
import { bearerToken } from "@parley/server/auth/bearer";
import type { OwnAddresses } from "@parley/server/app";
import { POST, READ, VISIT } from "@parley/server/http/methods";
import { createFaultLog } from "@parley/server/logs/fault-log";
import type { Rate } from "@parley/server/rate-limits/limits";
import { createTokenBuckets } from "@parley/server/rate-limits/token-buckets";
import { addressKey } from "@parley/server/rate-limits/address-key";
import type { AccessTokens } from "./access-tokens.ts";
import type { Cookies } from "./cookies.ts";
import { deviceOf } from "./device.ts";
import { type Flows, randomText } from "./flows.ts";
import { returnAddress } from "./return-address.ts";
import type { SignInSettings } from "./settings.ts";
import { SignInRefusal, type Way } from "./way.ts";
import type { FoundSession, WebSessions } from "./web-sessions.ts";

/** The parts of the sign-in that its addresses use. */
export interface SignInParts {
  readonly settings: SignInSettings;
  readonly ways: readonly Way[];
  readonly cookies: Cookies;
  readonly flows: Flows;
  readonly sessions: WebSessions;
  readonly tokens: AccessTokens;
  readonly authenticator: Authenticator;
  /** Unlinks a user from their accounts at all providers. */
  readonly unlink: (userId: string) => Promise<void>;
  /** The usual ones if absent. */
  readonly limits?: SignInLimits | undefined;
}

/** A browser that signs in again and again for an hour, in seconds. */
const BROWSER_COOKIE_AGE = 3_600;

/** Limits of the sign-in. */
export interface SignInLimits {
  /** Steps of sign-ins of one address, which a school shares. */
  readonly steps: Rate;
  /** Calls of one session. */
  readonly calls: Rate;
}

const defaultLimits: SignInLimits = {
  steps: { burst: 600, perSecond: 10 },
  calls: { burst: 60, perSecond: 1 },
};
/** How long a sign-out waits for the configuration of a provider, in milliseconds. */
const PROVIDER_TIMEOUT = 3_000;
/** Lines about refused sign-ins of one problem. */
const LINES = { burst: 20, perSecond: 1 / 10 };

const querySchema = z.object({
  way: z.string().optional(),
  return: z.string().optional(),
  state: z.string().optional(),
});

const signOutSchema = z.strictObject({
  session: z.union([z.enum(["current", "all"]), z.strictObject({ id: z.uuid() })]),
});

const signOutUserSchema = z.strictObject({
  userId: userIdSchema,
  unlink: z.boolean().default(false),
});

/** The address to which a way to sign in returns, as it is registered at a provider. */
export const redirectUriOf = (
  { id }: Pick<Way, "id">,
  { publicUrl }: Pick<SignInSettings, "publicUrl">,
) => new URL(`/sign-in/return/${id}`, publicUrl);

/** The body of a request, or `invalid_input` with the field. */
function read<Input>(schema: z.ZodType<Input>, body: unknown): Input {
  const { success, data, error } = schema.safeParse(body);
  if (success) return data;
  const [issue] = error.issues;
  throw invalidInput(issue?.path.join(".") ?? "", issue?.message ?? "is invalid");
}

/**
 * Refuses calls that a page of another site could have made. Browsers send the origin with every POST, and the cookie is
 * not sent with those of other sites anyway (`SameSite=Lax`); other subdomains count as the same site, and this refuses
 * them.
 */
function createOriginCheck({ publicUrl }: SignInSettings) {
  let hasWarned = false;
  return async ({ headers: { origin }, log }: FastifyRequest) => {
    if (origin === publicUrl.origin) return;
    if (!hasWarned)
      log.warn(
        { publicUrl: publicUrl.origin },
        "a page of another origin called the sign-in: PUBLIC_URL has to be the address in the browser",
      );
    hasWarned = true;
    throw new DomainError("forbidden");
  };
}

/** What happens in a browser that navigates: it is sent to sign in, and returns. */
function serveNavigation(scope: FastifyInstance, parts: SignInParts): void {
  const { settings, ways, cookies, flows, sessions, limits = defaultLimits } = parts;
  const { publicUrl } = settings;
  const report = createFaultLog(scope.log);
  const steps = createTokenBuckets(limits.steps);
  const lines = createTokenBuckets(LINES);
  const wayOf = (id: string | undefined) => {
    const way = ways.find((one) => one.id === id);
    if (way === undefined) throw new SignInRefusal("failed", "there is no such way to sign in");
    return way;
  };

  /** Runs one step. What fails leads back to the web app, which says why, and never straight into another attempt. */
  async function attempt(
    request: FastifyRequest,
    reply: FastifyReply,
    step: (browser: string, page: { current: URL }) => Promise<URL>,
  ) {
    const page = { current: returnAddress(undefined, publicUrl) };
    try {
      if (steps.take(addressKey(request.ip)) > 0)
        throw new SignInRefusal("too-many", "too many sign-ins of one address");
      const browser = cookies.browser.read(request.headers.cookie) ?? randomText();
      reply.header("set-cookie", cookies.browser.store(browser, BROWSER_COOKIE_AGE));
      const next = await step(browser, page);
      return await reply.redirect(next.href, 303);
    } catch (fault) {
      const problem = fault instanceof SignInRefusal ? fault.problem : "unavailable";
      if (!(fault instanceof SignInRefusal))
        report({ requestId: request.id, path: request.routeOptions.url, cause: fault });
      else if (lines.take(problem) === 0)
        request.log.warn({ problem, why: fault.message }, "a sign-in was refused");
      page.current.searchParams.set("sign-in", problem);
      return reply.redirect(page.current.href, 303);
    }
  }

  scope.get("/start", { exposeHeadRoute: false }, (request, reply) =>
    attempt(request, reply, async (browser, page) => {
      const { data: query = {} } = querySchema.safeParse(request.query);
      page.current = returnAddress(query.return, publicUrl);
      const way = wayOf(query.way);
      const returnTo = page.current.href.slice(publicUrl.origin.length);
      const { state, flow } = await flows.start({ way: way.id, browser, returnTo });
      return way.begin({ state, flow, redirectUri: redirectUriOf(way, settings).href });
    }),
  );

  // Not for HEAD, with which programs look at links: it would use up the code.
  scope.get<{ Params: { way: string } }>(
    "/return/:way",
    { exposeHeadRoute: false },
    (request, reply) =>
      attempt(request, reply, async (browser, page) => {
        const way = wayOf(request.params.way);
        const address = redirectUriOf(way, settings);
        address.search = new URL(request.url, publicUrl).search;
        if (way.signOut !== undefined && !address.searchParams.has("state"))
          // Back from the provider's sign-out.
          return settings.signOutUrl ?? new URL(`/?sign-in=${SIGNED_OUT}`, publicUrl);
        const flow = await flows.resume(address.searchParams.get("state"), {
          way: way.id,
          browser,
        });
        if (flow === undefined)
          throw new SignInRefusal("failed", "state is not of a sign-in that this browser started");
        page.current = returnAddress(flow.returnTo, publicUrl);
        const user = await way.finish({ address, flow });
        const before = cookies.session.read(request.headers.cookie);
        if (before !== undefined) await sessions.endOne(before);
        const device = deviceOf(request.headers["user-agent"]);
        const secret = await sessions.start({ ...user, way: way.id, device });
        reply.header("set-cookie", cookies.session.store(secret, sessions.lifetime));
        return page.current;
      }),
  );
}

/** What the page of the web app calls, with the cookie of its session. */
function serveCalls(scope: FastifyInstance, parts: SignInParts): void {
  const { settings, ways, cookies, sessions, tokens, limits = defaultLimits } = parts;
  const calls = createTokenBuckets(limits.calls);
  const checkOrigin = createOriginCheck(settings);

  /**
   * The session of a request. A cookie that is of none stays: another tab may be about to get the one that replaces it, and
   * removing the old one would remove that.
   */
  async function find(
    request: FastifyRequest,
  ): Promise<{ secret: string; session: FoundSession } | undefined> {
    const secret = cookies.session.read(request.headers.cookie);
    if (secret === undefined) return undefined;
    const retryAfterMs = calls.take(secret);
    if (retryAfterMs > 0) throw new DomainError("too_many_requests", { retryAfterMs });
    const session = await sessions.use(secret);
    return session && { secret, session };
  }

  async function require(request: FastifyRequest): Promise<FoundSession> {
    const found = await find(request);
    if (found === undefined) throw new DomainError("not_signed_in");
    return found.session;
  }

  /** Where the provider ends its own session. One that does not respond does not delay the sign-out here. */
  async function signOutAt(id: string, idToken: string | null, { log }: FastifyRequest) {
    const way = ways.find((one) => one.id === id);
    if (way?.signOut === undefined) return undefined;
    const redirectUri = redirectUriOf(way, settings).href;
    const address = way.signOut({ idToken, redirectUri }).catch((cause: unknown) => {
      log.warn({ way: id, why: String(cause) }, "the session at the provider was not ended");
      return undefined;
    });
    return (await withTimeout(PROVIDER_TIMEOUT, address)) ? address : undefined;
  }

  scope.post(
    "/token",
    { onRequest: checkOrigin },
    async (request, reply): Promise<BrowserSession> => {
      const found = await find(request);
      if (found === undefined)
        return {
          status: "signed-out",
          ways: ways.map(({ id, name, kind }) => ({ id, name, kind })),
        };
      const { secret, session } = found;
      reply.header("set-cookie", cookies.session.store(secret, sessions.lifetime));
      return { status: "signed-in", token: await tokens.issue(session), person: session.person };
    },
  );

  scope.route({
    method: "GET",
    url: "/sessions",
    async handler(request): Promise<WebSession[]> {
      const { id, person } = await require(request);
      const all = await sessions.list(person.id);
      return all.map((session) => ({ ...session, isCurrent: session.id === id }));
    },
  });

  scope.post(
    "/sign-out",
    { onRequest: checkOrigin },
    async (request, reply): Promise<SignedOut> => {
      const { session } = read(signOutSchema, request.body);
      const { id, person, way, idToken } = await require(request);
      const ended = session === "current" ? { id } : session === "all" ? {} : session;
      await sessions.end({ of: person.id, ...ended });
      const isHere = !("id" in ended) || ended.id === id;
      if (!isHere) return { next: null };
      reply.header("set-cookie", cookies.session.remove());
      const atProvider = await signOutAt(way, idToken, request);
      return { next: (atProvider ?? settings.signOutUrl)?.href ?? null };
    },
  );
}

/** What the platform's back end calls, with its service token. */
function servePlatform(scope: FastifyInstance, { sessions, authenticator, unlink }: SignInParts) {
  scope.route({
    method: "POST",
    url: "/sign-out-user",
    async handler(request): Promise<{ sessions: number }> {
      const signIn = await authenticator.authenticate(bearerToken(request.headers.authorization));
      if (signIn.status === "refused") throw new DomainError(signIn.reason);
      if (signIn.session.kind !== "service") throw new DomainError("forbidden");
      const { userId, unlink: isUnlinked } = read(signOutUserSchema, request.body);
      if (isUnlinked) await unlink(userId);
      return { sessions: await sessions.end({ of: userId }) };
    },
  });
}

/**
 * The addresses of the web app's own sign-in: under `/sign-in`, `start` and `return/<way>` for navigating browsers, `token`,
 * `sessions` and `sign-out` for the page, and `sign-out-user` for the platform. Without a sign-in, `token` says that it is
 * off.
 */
export function signInAddresses(parts: SignInParts | undefined): OwnAddresses {
  return {
    methodsAt(path) {
      if (path === "/sign-in/token") return POST;
      if (parts === undefined) return undefined;
      if (path === "/sign-in/sign-out" || path === "/sign-in/sign-out-user") return POST;
      if (path === "/sign-in/sessions") return READ;
      return path === "/sign-in/start" || path.startsWith("/sign-in/return/") ? VISIT : undefined;
    },
    async serve(app) {
      await app.register(
        async (scope) => {
          scope.addHook("onRequest", async (_, reply) => {
            reply.header("cache-control", "no-store");
          });
          if (parts === undefined) {
            scope.post("/token", async (): Promise<BrowserSession> => ({ status: "off" }));
            return;
          }
          serveNavigation(scope, parts);
          serveCalls(scope, parts);
          servePlatform(scope, parts);
        },
        { prefix: "/sign-in" },
      );
    },
  };
}
