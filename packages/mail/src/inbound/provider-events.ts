import { MAX_DETAIL, type MailBounce } from "../bounces.ts";
import { cleanDetail } from "../clean-text.ts";

/** The services whose reports of bounces are understood, and a form of our own for all others. */
export const mailProviders = ["ses", "postmark", "mailgun", "generic"] as const;
/** One of them. */
export type MailProvider = (typeof mailProviders)[number];

/** What a provider's call says. */
export type ProviderEvent =
  | { readonly kind: "bounces"; readonly bounces: readonly MailBounce[] }
  /** Amazon SNS asks whether calls are wanted: they are after a visit of this address. */
  | { readonly kind: "confirm"; readonly url: string }
  /** Something that is no bounce, such as a delivery. */
  | { readonly kind: "other" }
  | { readonly kind: "invalid" };

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const fields = (value: unknown): Fields => (isFields(value) ? value : {});
const list = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value.slice(0, 100) : [];
const text = (value: unknown) => (typeof value === "string" ? value : "");

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

const MAX_ADDRESS = 320;

function messageIdOf(value: unknown): string | null {
  const id = text(value).trim();
  if (id === "" || id.length > 300) return null;
  return id.startsWith("<") ? id : `<${id}>`;
}

const bounce = (
  kind: MailBounce["kind"],
  event: { address: unknown; messageId: unknown; detail: unknown },
): MailBounce => ({
  kind,
  address: text(event.address).slice(0, MAX_ADDRESS) || null,
  messageId: messageIdOf(event.messageId),
  notificationId: null,
  detail: cleanDetail(text(event.detail), MAX_DETAIL),
});

const bounces = (...found: readonly MailBounce[]): ProviderEvent => ({
  kind: "bounces",
  bounces: found,
});

/** Amazon SES, by SNS, which wraps it as text unless it delivers raw. */
function readSes(body: Fields): ProviderEvent {
  if (body["Type"] === "SubscriptionConfirmation") {
    const url = text(body["SubscribeURL"]);
    // Any caller could name another address to be visited.
    return /^https:\/\/sns\.[a-z\d-]+\.amazonaws\.com(?:\.cn)?\//.test(url)
      ? { kind: "confirm", url }
      : { kind: "invalid" };
  }
  const event = body["Message"] === undefined ? body : fields(parsed(text(body["Message"])));
  const mail = fields(event["mail"]);
  // SES sets an id of its own for each mail; the one that we wrote is among the headers.
  const named = list(mail["headers"])
    .map(fields)
    .find(({ name }) => text(name).toLowerCase() === "message-id");
  const messageId = named?.["value"] ?? fields(mail["commonHeaders"])["messageId"];
  const type = event["eventType"] ?? event["notificationType"];
  if (type === "Bounce") {
    const report = fields(event["bounce"]);
    const kind =
      report["bounceType"] === "Permanent" && report["bounceSubType"] !== "OnAccountSuppressionList"
        ? "hard"
        : "soft";
    return bounces(
      ...list(report["bouncedRecipients"])
        .map(fields)
        .map(({ emailAddress, diagnosticCode }) =>
          bounce(kind, { address: emailAddress, messageId, detail: diagnosticCode }),
        ),
    );
  }
  if (type === "Complaint")
    return bounces(
      ...list(fields(event["complaint"])["complainedRecipients"])
        .map(fields)
        .map(({ emailAddress }) =>
          bounce("complaint", { address: emailAddress, messageId, detail: "" }),
        ),
    );
  return typeof type === "string" ? { kind: "other" } : { kind: "invalid" };
}

const POSTMARK_HARD = new Set(["HardBounce", "BadEmailAddress", "ManuallyDeactivated"]);
const POSTMARK_SOFT = new Set([
  "SoftBounce",
  "Transient",
  "DnsError",
  "Blocked",
  "SpamNotification",
  "DMARCPolicy",
  "SMTPApiError",
  "VirusNotification",
  "Unknown",
]);

function readPostmark(body: Fields): ProviderEvent {
  const { RecordType: record, Type: type, Email: address, Details: detail, MessageID: id } = body;
  if (record === "SpamComplaint")
    return bounces(bounce("complaint", { address, messageId: id, detail }));
  if (record !== "Bounce")
    return typeof record === "string" ? { kind: "other" } : { kind: "invalid" };
  if (POSTMARK_HARD.has(text(type)))
    return bounces(bounce("hard", { address, messageId: id, detail }));
  if (POSTMARK_SOFT.has(text(type)))
    return bounces(bounce("soft", { address, messageId: id, detail }));
  return { kind: "other" };
}

function readMailgun(body: Fields): ProviderEvent {
  const event = fields(body["event-data"]);
  const messageId = fields(fields(event["message"])["headers"])["message-id"];
  const detail =
    fields(event["delivery-status"])["description"] ?? fields(event["delivery-status"])["message"];
  const about = { address: event["recipient"], messageId, detail };
  if (event["event"] === "complained") return bounces(bounce("complaint", about));
  if (event["event"] === "failed")
    return bounces(bounce(event["severity"] === "permanent" ? "hard" : "soft", about));
  return typeof event["event"] === "string" ? { kind: "other" } : { kind: "invalid" };
}

/** `{ "kind": "hard" | "soft" | "complaint", "address": "…", "messageId": "…", "detail": "…" }`, or a list of them. */
function readGeneric(body: unknown): ProviderEvent {
  const events = Array.isArray(body) ? list(body).map(fields) : [fields(body)];
  const found = events.flatMap(({ kind, address, messageId, detail }) =>
    (kind === "hard" || kind === "soft" || kind === "complaint") &&
    (text(address) !== "" || text(messageId) !== "")
      ? [bounce(kind, { address, messageId, detail })]
      : [],
  );
  return found.length === events.length && found.length > 0
    ? bounces(...found)
    : { kind: "invalid" };
}

/** Reads the body of a provider's call. Never throws; the caller has to be authenticated before. */
export function readProviderEvent(provider: MailProvider, json: string): ProviderEvent {
  const body = parsed(json);
  if (provider === "generic") return readGeneric(body);
  if (!isFields(body)) return { kind: "invalid" };
  switch (provider) {
    case "ses":
      return readSes(body);
    case "postmark":
      return readPostmark(body);
    case "mailgun":
      return readMailgun(body);
  }
}
