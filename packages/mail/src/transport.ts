import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport, type SendMailOptions } from "nodemailer";
import MailComposer from "nodemailer/lib/mail-composer";
import { MAX_DETAIL, NO_SUCH_ADDRESS } from "./bounces.ts";
import { cleanDetail } from "./clean-text.ts";
import type { OutgoingMail } from "./compose.ts";

/** What became of a mail. `retry`: it is not known, or not now; the same mail, with the same id, may be sent again. */
export type SendOutcome =
  | { readonly status: "sent"; readonly response: string }
  | { readonly status: "retry"; readonly error: string }
  /** The server will never take it. `hard`: since the address does not exist. */
  | { readonly status: "bounced"; readonly hard: boolean; readonly error: string };

/** Sends mails. */
export interface Mailer {
  /** Never rejects. */
  readonly send: (mail: OutgoingMail) => Promise<SendOutcome>;
  /** Closes connections. Mails that are being sent are finished first. */
  readonly close: () => void;
}

/** Milliseconds; a server that hangs keeps a job for no longer than their sum. */
export interface MailTimeouts {
  readonly connection: number;
  readonly greeting: number;
  readonly socket: number;
}

const timeouts: MailTimeouts = { connection: 5_000, greeting: 5_000, socket: 15_000 };
const MAX_CONNECTIONS = 20;

const optionsOf = (mail: OutgoingMail): SendMailOptions => ({
  messageId: mail.messageId,
  from: mail.from,
  to: mail.to,
  ...(mail.replyTo === undefined ? {} : { replyTo: mail.replyTo }),
  envelope: { from: mail.returnPath, to: [mail.to.address] },
  subject: mail.subject,
  text: mail.text,
  html: mail.html,
  ...(mail.references === undefined
    ? {}
    : { references: [...mail.references], inReplyTo: mail.references.at(-1) ?? "" }),
  headers: { ...mail.headers },
  // What a user writes never names a file or an address to be read.
  disableFileAccess: true,
  disableUrlAccess: true,
});

/** What nodemailer adds to its errors. */
interface SmtpError {
  readonly command?: unknown;
  readonly response?: unknown;
  readonly responseCode?: unknown;
}

const OTHER_ENHANCED = /\b5\.\d+\.\d+\b/;

/** Which outcome an error of the transport is. */
function outcomeOf(error: unknown): SendOutcome {
  const message = cleanDetail(error instanceof Error ? error.message : String(error), MAX_DETAIL);
  // Each property is checked before it is used.
  const { command, response, responseCode } = (
    typeof error === "object" && error !== null ? error : {}
  ) as SmtpError;
  const isPermanent = typeof responseCode === "number" && responseCode >= 500 && responseCode < 600;
  // A 5xx to a login, to the sender or to a command in the wrong state says nothing of this address.
  const isAboutMail = command === "RCPT TO" || command === "DATA";
  if (!isPermanent || !isAboutMail || responseCode === 503)
    return { status: "retry", error: message };
  const said = typeof response === "string" ? response : "";
  const hard = command === "RCPT TO" && (NO_SUCH_ADDRESS.test(said) || !OTHER_ENHANCED.test(said));
  return { status: "bounced", hard, error: message };
}

/** Options of `createMailer`. */
export interface MailerOptions {
  /** `SMTP_URL`: `smtp://user:password@host:587` or `smtps://…:465`. */
  readonly url: string;
  readonly timeouts?: MailTimeouts;
}

/** Sends by SMTP, over at most 20 connections that stay open between mails. */
export function createMailer({ url, timeouts: times = timeouts }: MailerOptions): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: MAX_CONNECTIONS,
    connectionTimeout: times.connection,
    greetingTimeout: times.greeting,
    socketTimeout: times.socket,
    dnsTimeout: times.connection,
  });
  // An idle connection that fails is replaced for the next mail; without a listener it would end the process.
  transport.on("error", () => {});
  return {
    async send(mail) {
      try {
        const { response } = await transport.sendMail(optionsOf(mail));
        return { status: "sent", response: response.slice(0, MAX_DETAIL) };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    close: () => transport.close(),
  };
}

/** The mail as it is transferred. */
export const toRaw = (mail: OutgoingMail): Promise<Buffer> =>
  new MailComposer(optionsOf(mail)).compile().build();

/** A folder of mails that were not sent. */
export interface MailFolder extends Mailer {
  /** The files' names, newest first. */
  readonly list: () => Promise<readonly string[]>;
  /** The raw mail, or null if there is none of this name. */
  readonly read: (name: string) => Promise<Buffer | null>;
}

const FILE = /^\d{17}-[\w.-]+\.eml$/;

/** Writes each mail into a file of its own, which mail programs can open, in place of sending it. */
export function createMailFolder(
  folder: string,
  { now }: { readonly now: () => Date },
): MailFolder {
  const list = async () => {
    const names = await readdir(folder).catch(() => []);
    return names
      .filter((name) => FILE.test(name))
      .toSorted()
      .toReversed();
  };
  return {
    async send(mail) {
      try {
        await mkdir(folder, { recursive: true });
        const id = mail.messageId.replaceAll(/[^\w.-]+/g, "_").slice(0, 100);
        // A mail that is sent again takes the place of the first.
        const earlier = (await list()).find((name) => name.endsWith(`-${id}.eml`));
        const time = now().toISOString().replaceAll(/\D/g, "");
        const path = join(folder, earlier ?? `${time}-${id}.eml`);
        await writeFile(`${path}.part`, await toRaw(mail));
        await rename(`${path}.part`, path);
        return { status: "sent", response: path };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    close() {},
    list,
    read: async (name) =>
      FILE.test(name) ? await readFile(join(folder, name)).catch(() => null) : null,
  };
}
