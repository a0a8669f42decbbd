import { createHash, timingSafeEqual } from "node:crypto";
import { DomainError, orNotFound } from "@parley/api/platform";
import { type MailLanguage, mailLanguages } from "@parley/mail/content";
import { MAX_INBOUND_BYTES } from "@parley/mail/inbound";
import {
  endings,
  PAGE_POLICY,
  renderMailbox,
  renderStoredMail,
  renderUnsubscribePage,
  type UnsubscribeState,
} from "@parley/mail/pages";
import { mailProviders, readProviderEvent } from "@parley/mail/provider-events";
import { composeReply, readStoredMail } from "@parley/mail/stored-mail";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { takeAnyBody } from "../http/any-body.ts";
import { ROUTED } from "../http/methods.ts";
import { RequestRefusal } from "../http/problem.ts";
import type { MailService } from "./mail-service.ts";

const MAX_EVENT_BYTES = 256 * 1024;
const MAX_FORM_BYTES = 64 * 1024;
const RETRY_AFTER = 60_000;

const hash = (text: string) => createHash("sha256").update(text).digest();

/** The secret of a call: a bearer token, or the password with which a provider can call an address. */
function secretOf({ authorization = "" }: FastifyRequest["headers"]): string | undefined {
  const [, scheme = "", value = ""] = /^(bearer|basic) +(.*)$/i.exec(authorization) ?? [];
  if (scheme.toLowerCase() === "bearer") return value;
  if (scheme === "") return undefined;
  return Buffer.from(value, "base64").toString().split(":").slice(1).join(":");
}

function checkSecret(request: FastifyRequest, { settings: { inbound } }: MailService): void {
  const given = secretOf(request.headers);
  if (inbound?.secret === undefined) throw new DomainError("not_found");
  if (given === undefined || !timingSafeEqual(hash(given), hash(inbound.secret)))
    throw new DomainError("not_signed_in");
}

function languageOf({ headers }: FastifyRequest, fallback: MailLanguage): MailLanguage {
  const wanted = (headers["accept-language"] ?? "")
    .slice(0, 200)
    .split(",")
    .map((tag) => tag.trim().slice(0, 2).toLowerCase());
  const known = wanted.map((tag) => mailLanguages.find((language) => language === tag));
  return known.find((language) => language !== undefined) ?? fallback;
}

const sendPage = (reply: FastifyReply, page: string) =>
  reply
    .headers({
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": PAGE_POLICY,
      "cache-control": "no-store",
      // The address of the page contains the token.
      "referrer-policy": "no-referrer",
    })
    .send(page);

const bodyOf = ({ body }: FastifyRequest): Buffer =>
  Buffer.isBuffer(body) ? body : Buffer.alloc(0);

/** `GET` shows a page and changes nothing: programs visit the links of a mail. `POST` acts, also without cookies and twice. */
async function serveUnsubscribe(
  request: FastifyRequest<{ Querystring: { token?: unknown } }>,
  reply: FastifyReply,
  mail: MailService,
) {
  const { programmeName, language } = mail.settings;
  const { token } = request.query;
  const opened = mail.tokens.openUnsubscribe(
    typeof token === "string" ? token.slice(0, 2_000) : "",
  );
  const offered = opened.status === "valid" ? opened.claim : ({ kind: "email" } as const);
  const show = (state: UnsubscribeState) =>
    sendPage(
      reply,
      renderUnsubscribePage(state, {
        language: languageOf(request, language),
        programmeName,
        offered,
      }),
    );
  if (opened.status !== "valid") return await show("invalid");
  if (request.method !== "POST") return await show("ask");
  // Mail programs send `List-Unsubscribe=One-Click`: it ends all e-mails.
  const chosen = new URLSearchParams(bodyOf(request).toString()).get("end");
  const end = endings.find((one) => one === chosen) ?? "email";
  if (!(await mail.unsubscribe(opened.claim, end))) return await show("invalid");
  return await show(end === "email" ? "done" : "done-only");
}

async function serveInbound(request: FastifyRequest, reply: FastifyReply, mail: MailService) {
  const outcome = await mail.receive(bodyOf(request), "provider");
  if (outcome === "later") throw new DomainError("unavailable", { retryAfterMs: RETRY_AFTER });
  return await reply.code(204).send();
}

async function serveEvents(
  request: FastifyRequest<{ Params: { provider: string } }>,
  reply: FastifyReply,
  mail: MailService,
) {
  const provider = orNotFound(mailProviders.find((one) => one === request.params.provider));
  const event = readProviderEvent(provider, bodyOf(request).toString());
  switch (event.kind) {
    case "invalid":
      throw new RequestRefusal("BAD_REQUEST", {
        issues: [{ path: "", message: `is no event of ${provider}` }],
      });
    case "confirm":
      request.log.warn(
        { url: event.url },
        "Amazon SNS wants to report bounces: open this address to allow it",
      );
      break;
    case "bounces":
      await mail.bounced(event.bounces);
      break;
    case "other":
      break;
  }
  return await reply.code(204).send();
}

/** Unsubscribing, and mail and bounces that providers post: `/mail/unsubscribe`, `/mail/inbound`, `/mail/events/<provider>`. */
export async function serveMail(app: FastifyInstance, mail: MailService): Promise<void> {
  await app.register(
    async (scope) => {
      takeAnyBody(scope);
      scope.route<{ Querystring: { token?: unknown } }>({
        method: [...ROUTED],
        url: "/unsubscribe",
        bodyLimit: MAX_FORM_BYTES,
        handler: (request, reply) => serveUnsubscribe(request, reply, mail),
      });
      scope.route({
        method: [...ROUTED],
        url: "/inbound",
        bodyLimit: MAX_INBOUND_BYTES,
        onRequest: async (request) => checkSecret(request, mail),
        handler: (request, reply) => serveInbound(request, reply, mail),
      });
      scope.route<{ Params: { provider: string } }>({
        method: [...ROUTED],
        url: "/events/:provider",
        bodyLimit: MAX_EVENT_BYTES,
        onRequest: async (request) => checkSecret(request, mail),
        handler: (request, reply) => serveEvents(request, reply, mail),
      });
    },
    { prefix: "/mail" },
  );
}

const OUTCOMES = {
  taken: "The reply was delivered.",
  later: "The reply has to be sent again.",
} as const;

/** The address of the mailbox that takes a reply. */
export const MAILBOX_REPLY = "/demo/mail/reply";

/** The mailbox of the demo: the mails that would have been sent, and replies to them. */
export async function serveMailbox(app: FastifyInstance, mail: MailService): Promise<void> {
  const { folder } = mail;
  if (folder === undefined) return;
  const stored = async (name: string) => {
    const raw = orNotFound((await folder.read(name)) ?? undefined);
    return { raw, mail: await readStoredMail(raw) };
  };
  await app.register(
    async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser(
        "application/x-www-form-urlencoded",
        { parseAs: "string", bodyLimit: MAX_FORM_BYTES },
        (_, body, done) => done(null, new URLSearchParams(String(body))),
      );
      scope.get("/", { prefixTrailingSlash: "no-slash" }, async (_, reply) => {
        const names = (await folder.list()).slice(0, 100);
        const mails = await Promise.all(
          names.map(async (name) => ({ name, mail: (await stored(name)).mail })),
        );
        return await sendPage(reply, renderMailbox(mails));
      });
      scope.get<{ Params: { name: string } }>("/:name", async ({ params: { name } }, reply) =>
        sendPage(
          reply,
          renderStoredMail(name, { mail: (await stored(name)).mail, answered: null }),
        ),
      );
      scope.get<{ Params: { name: string } }>("/:name/raw", async ({ params: { name } }, reply) =>
        reply
          .type("message/rfc822")
          .header("content-disposition", "attachment")
          .send((await stored(name)).raw),
      );
      scope.post("/reply", async ({ body }, reply) => {
        const form = body instanceof URLSearchParams ? body : new URLSearchParams();
        const name = form.get("mail") ?? "";
        const { mail: answered } = await stored(name);
        const outcome = await mail.receive(
          await composeReply(answered, form.get("text") ?? ""),
          "own",
        );
        return await sendPage(
          reply,
          renderStoredMail(name, { mail: answered, answered: OUTCOMES[outcome] }),
        );
      });
    },
    { prefix: "/demo/mail" },
  );
}
