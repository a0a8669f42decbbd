import { join } from "node:path";
import type { MailSettings } from "@parley/server/notifications/mail-service";
import type { Env, Variables } from "../env.ts";
import { StartupProblem } from "../startup-problem.ts";

/** E-mail as the environment sets it. */
export type MailEnv = Omit<MailSettings, "publicUrl">;

const refuse = (name: keyof Variables, why: string): never => {
  throw new StartupProblem(`${name} ${why}.`);
};

function inboundOf(read: Variables): MailEnv["inbound"] {
  const {
    INBOUND_DOMAIN: domain,
    INBOUND_SECRET: secret,
    INBOUND_SMTP_PORT: port,
    INBOUND_SMTP_HOST: host,
  } = read;
  if (domain === undefined) {
    if (secret !== undefined)
      refuse("INBOUND_SECRET", "needs INBOUND_DOMAIN as well: the domain at which mail arrives");
    if (port !== undefined)
      refuse("INBOUND_SMTP_PORT", "needs INBOUND_DOMAIN as well: the domain at which mail arrives");
    return undefined;
  }
  if (secret === undefined && port === undefined)
    refuse(
      "INBOUND_DOMAIN",
      "needs INBOUND_SECRET or INBOUND_SMTP_PORT as well: how its mail gets here",
    );
  return { domain, secret, listen: port === undefined ? undefined : { host, port } };
}

/** Reads how mail is sent: by SMTP, in the demo as files, or not at all. */
export function readMail(
  read: Variables,
  { isDemo, dataDir }: { isDemo: boolean; dataDir: string },
): MailEnv | undefined {
  const {
    SMTP_URL: smtp,
    MAIL_FROM: from,
    PUBLIC_URL: publicUrl,
    PROGRAMME_NAME: programmeName,
    MAIL_LANGUAGE: language,
  } = read;
  const inbound = inboundOf(read);
  const common = { programmeName, language };
  if (smtp === undefined) {
    if (inbound !== undefined)
      refuse("INBOUND_DOMAIN", "needs SMTP_URL as well: only mails of Parley are answered");
    if (!isDemo) return undefined;
    return {
      ...common,
      from: from ?? { name: programmeName, address: "no-reply@parley.localhost" },
      transport: { folder: join(dataDir, "mail") },
      inbound: { domain: "reply.parley.localhost" },
    };
  }
  if (from === undefined) return refuse("MAIL_FROM", "must be set: it is who sends mails");
  if (publicUrl === undefined && !isDemo)
    return refuse("PUBLIC_URL", "must be set: it is where the links of mails lead");
  return { ...common, from, transport: { smtp }, inbound };
}

/** How push services reach the operator; undefined if no push messages are sent. */
export function pushContactOf({
  mail,
  publicUrl,
  identity,
}: Pick<Env, "mail" | "publicUrl" | "identity">): string | undefined {
  if (mail !== undefined && "smtp" in mail.transport) return `mailto:${mail.from.address}`;
  if (publicUrl?.protocol === "https:") return publicUrl.origin;
  return identity.mode === "demo" ? "mailto:demo@example.org" : undefined;
}
