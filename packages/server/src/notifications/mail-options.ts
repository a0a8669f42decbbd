import { isMailAddress, type Mailbox } from "@parley/mail/compose";
import { mailLanguages, type MailLanguage } from "@parley/mail/content";
import * as z from "zod";
import { isKeyAddress, sharedSecret } from "../option-forms.ts";
import type { MailSettings } from "./mail-service.ts";

/** How Parley sends mail, and takes replies to it. */
export interface MailOptions {
  /** Your mail server, such as `smtps://user:password@smtp.example.org:465`. */
  readonly smtpUrl: string;
  /** Who sends mails, such as `Bright Futures <no-reply@example.org>`. */
  readonly from: string;
  /** What users call your programme. */
  readonly programmeName: string;
  /** The language of what is not for a user with one of their own; `en` by default. */
  readonly language?: MailLanguage | undefined;
  /** Where browsers reach Parley, such as `https://platform.example/parley`: the links that end mails lead there. */
  readonly url: string;
  /** Where replies and bounces arrive. Without it mails cannot be answered. */
  readonly inbound?: InboundOptions | undefined;
}

/** How mail arrives: a service posts it, Parley listens for it, or both. */
export interface InboundOptions {
  /** The domain, such as `reply.example.org`. */
  readonly domain: string;
  /** What a mail service that posts has to know: at least 32 bytes. */
  readonly secret?: string | undefined;
  /** The port at which Parley listens by SMTP, and the address; `0.0.0.0` by default. */
  readonly smtp?: { readonly port: number; readonly host?: string | undefined } | undefined;
}

function isSmtp(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && ["smtp:", "smtps:"].includes(url.protocol) && url.hostname !== "";
}

const MAILBOX = /^\s*"?([^"<>]{0,80}?)"?\s*<([^<>]{1,254})>\s*$/;

/** The address of a mail server. */
export const smtpAddress = z.string().refine(isSmtp, {
  error: "must be an address such as smtps://user:password@smtp.example.org:465",
});

/** A name and an address, or an address alone. */
export const mailbox = z.string().transform((text, context): Mailbox => {
  const [, name = "", address = text.trim()] = MAILBOX.exec(text) ?? [];
  if (isMailAddress(address)) return { name: name.trim(), address };
  context.addIssue("must be an address such as Bright Futures <no-reply@example.org>");
  return z.NEVER;
});

/** A language in which mails are written. */
export const mailLanguage = z.enum(mailLanguages, {
  error: `must be one of ${mailLanguages.join(", ")}`,
});

/** A domain to which mail can be sent. */
export const domainName = z
  .string()
  .transform((text) => text.trim().toLowerCase())
  .refine((domain) => /^[a-z\d.-]{1,190}$/.test(domain) && isMailAddress(`a@${domain}`), {
    error: "must be a domain such as reply.example.org",
  });

const port = "must be a whole number from 0 to 65535";
const pageAddress = "must be an https address such as https://platform.example/parley";

/** The options as a host passes them. */
export const mailSchema = z.strictObject({
  smtpUrl: smtpAddress,
  from: mailbox,
  programmeName: z
    .string({ error: "must be set: it is what users call your programme" })
    .trim()
    .min(1)
    .max(60),
  language: mailLanguage.default("en"),
  url: z
    .string({ error: pageAddress })
    .refine(isKeyAddress, { error: pageAddress })
    .transform((text) => new URL(text.endsWith("/") ? text : `${text}/`)),
  inbound: z
    .strictObject({
      domain: domainName,
      secret: sharedSecret.optional(),
      smtp: z
        .strictObject({
          port: z.int({ error: port }).min(0, { error: port }).max(65_535, { error: port }),
          host: z.string().default("0.0.0.0"),
        })
        .optional(),
    })
    .refine(({ secret, smtp }) => secret !== undefined || smtp !== undefined, {
      error: "needs secret or smtp: how its mail gets here",
    })
    .optional(),
});

/** The settings of checked options. */
export const mailSettingsOf = ({
  smtpUrl,
  from,
  programmeName,
  language,
  url,
  inbound,
}: z.output<typeof mailSchema>): MailSettings => ({
  from,
  programmeName,
  language,
  publicUrl: () => url,
  transport: { smtp: smtpUrl },
  inbound: inbound && { domain: inbound.domain, secret: inbound.secret, listen: inbound.smtp },
});
