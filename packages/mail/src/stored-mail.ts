import MailComposer from "nodemailer/lib/mail-composer";
import PostalMime from "postal-mime";
import type { Mailbox } from "./compose.ts";

/** A mail in a folder, as its page shows it. */
export interface StoredMail {
  readonly messageId: string;
  readonly subject: string;
  readonly from: Mailbox;
  readonly to: Mailbox;
  readonly replyTo: string | null;
  readonly date: string;
  readonly text: string;
  readonly html: string;
}

/** Reads a mail that `createMailFolder` wrote. */
export async function readStoredMail(raw: Buffer): Promise<StoredMail> {
  const { messageId, subject, from, to, replyTo, date, text, html } = await PostalMime.parse(raw);
  const mailbox = (name?: string, address?: string): Mailbox => ({
    name: name ?? "",
    address: address ?? "",
  });
  return {
    messageId: messageId ?? "",
    subject: subject ?? "",
    from: mailbox(from?.name, from?.address),
    to: mailbox(to?.[0]?.name, to?.[0]?.address),
    replyTo: replyTo?.[0]?.address ?? null,
    date: date ?? "",
    text: text ?? "",
    html: html ?? "",
  };
}

/** A reply to a stored mail, as a mail program writes it: with the mail quoted below. */
export function composeReply(mail: StoredMail, text: string): Promise<Buffer> {
  const quoted = mail.text.split("\n").map((line) => `> ${line}`.trimEnd());
  return new MailComposer({
    from: mail.to,
    to: mail.replyTo ?? mail.from.address,
    subject: `Re: ${mail.subject}`,
    inReplyTo: mail.messageId,
    references: mail.messageId,
    text: `${text}\n\nOn ${mail.date}, ${mail.from.name} <${mail.from.address}> wrote:\n${quoted.join("\n")}\n`,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}
