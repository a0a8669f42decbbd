import type { Email } from "postal-mime";
import { MAX_DETAIL, NO_SUCH_ADDRESS } from "../bounces.ts";
import { cleanDetail } from "../clean-text.ts";

/** What a delivery report says of one recipient. */
export interface DeliveryReport {
  readonly action: "failed" | "delayed" | "other";
  readonly hard: boolean;
  readonly address: string | null;
  readonly messageId: string | null;
  readonly detail: string;
}

const MAX_REPORT = 100_000;
const NO_SUCH_USER =
  /user (?:is )?unknown|unknown user|no such (?:user|address|mailbox|recipient)|does(?: not|n't) exist|(?:mailbox|address|recipient) (?:not found|rejected|unavailable)|invalid recipient|kein (?:solcher )?(?:benutzer|postfach)/i;

const textOf = (content: ArrayBuffer | Uint8Array | string) =>
  (typeof content === "string" ? content : new TextDecoder().decode(content)).slice(0, MAX_REPORT);

/** The fields of a report, with continued lines joined. */
function fieldsOf(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  let name = "";
  for (const line of text.split(/\r?\n/)) {
    const colon = line.indexOf(":");
    if (/^[ \t]/.test(line)) fields.set(name, `${fields.get(name) ?? ""} ${line.trim()}`);
    else if (colon > 0) {
      name = line.slice(0, colon).trim().toLowerCase();
      // A report of several recipients has several groups of fields; the first is about ours, as each mail has one.
      if (fields.has(name)) name = "";
      else fields.set(name, line.slice(colon + 1).trim());
    }
  }
  return fields;
}

/** "rfc822; ana@example.org" as an address. */
const addressIn = (field: string | undefined) =>
  field?.split(";").at(-1)?.trim().replaceAll(/^<|>$/g, "") || null;

/** The parts of a mail of these types. */
const partsOf = (mail: Email, ...types: readonly string[]) =>
  mail.attachments
    .filter(({ mimeType }) => types.includes(mimeType.toLowerCase()))
    .map(({ content }) => textOf(content));

const messageIdIn = (text: string) => /^message-id:\s*(<[^<>\s]{1,300}>)/im.exec(text)?.[1] ?? null;

/** The id of the mail that a report returns. */
const returnedMessageId = (mail: Email): string | null =>
  messageIdIn(
    partsOf(mail, "message/rfc822", "text/rfc822-headers", "message/rfc822-headers").join("\n"),
  ) ?? messageIdIn(mail.text?.slice(0, MAX_REPORT) ?? "");

/** Reads a report by RFC 3464, or the text of one that has no such form. */
export function readDeliveryReport(mail: Email): DeliveryReport {
  const [status] = partsOf(mail, "message/delivery-status", "message/global-delivery-status");
  const fields = fieldsOf(status ?? "");
  const said = fields.get("diagnostic-code") ?? (mail.text ?? "").slice(0, 5_000);
  const code = fields.get("status") ?? /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(said)?.[0] ?? "";
  const action =
    fields.get("action")?.toLowerCase() ?? (code.startsWith("4") ? "delayed" : "failed");
  const isPermanent = !code.startsWith("4");
  return {
    action: action === "failed" || action === "delayed" ? action : "other",
    hard:
      isPermanent &&
      (code.search(NO_SUCH_ADDRESS) === 0 ||
        (/^(?:5\.0\.0|)$/.test(code) && NO_SUCH_USER.test(said))),
    address:
      addressIn(fields.get("final-recipient")) ?? addressIn(fields.get("original-recipient")),
    messageId: returnedMessageId(mail),
    detail: cleanDetail(`${code} ${said}`, MAX_DETAIL),
  };
}

/** Whether a mail is a complaint that a provider forwards (RFC 5965), and about whom. */
export function readComplaint(
  mail: Email,
): { address: string | null; messageId: string | null } | undefined {
  const [feedback] = partsOf(mail, "message/feedback-report");
  if (feedback === undefined) return undefined;
  const fields = fieldsOf(feedback);
  if (fields.get("feedback-type")?.toLowerCase() === "not-spam") return undefined;
  return { address: addressIn(fields.get("original-rcpt-to")), messageId: returnedMessageId(mail) };
}
