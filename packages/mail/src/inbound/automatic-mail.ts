import type { Email } from "postal-mime";

/** Why a mail was written by a program, or is not for us. */
export type DropReason =
  | "too_large"
  | "unreadable"
  | "not_for_us"
  | "no_author"
  | "loop"
  | "auto_reply"
  | "list"
  | "null_return_path"
  | "report"
  | "unknown_bounce"
  | "unknown_sender";

/** Subjects of automatic replies in programs that mark them in no other way. */
const ABSENT =
  /^(?:auto(?:matic)?[- ]?(?:reply|response|antwort)|out of (?:the )?office|ooo\b|vacation|away from|abwesenheits|abwesend|automatische (?:antwort|nachricht)|réponse automatique|absence du bureau|absent du bureau|respuesta automática|fuera de la oficina|ausencia|risposta automatica|fuori sede|automatisch antwoord|afwezig|autosvar|رد تلقائي|رد آلي|خارج المكتب)/iu;
const PROGRAMS =
  /^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|noreply)(?:[+.-].*)?@/i;

/** Why a mail must get no answer and be no message: a program wrote it. Undefined if a person seems to have. */
export function automaticReason(
  mail: Email,
  { author, returnPath }: { author: string; returnPath: string | undefined },
): DropReason | undefined {
  const all = (name: string) =>
    mail.headers.filter(({ key }) => key === name).map(({ value }) => value.trim().toLowerCase());
  const has = (name: string) => all(name).length > 0;
  // "no" alone, without parameters or comments, says that a person wrote it (RFC 3834).
  if (all("auto-submitted").some((value) => !/^no\b/.test(value))) return "auto_reply";
  if (
    has("x-autoreply") ||
    has("x-autorespond") ||
    has("x-auto-reply-from") ||
    has("x-ms-exchange-inbox-rules-loop")
  )
    return "auto_reply";
  const precedence = all("precedence");
  if (precedence.some((value) => value === "auto_reply")) return "auto_reply";
  if (precedence.some((value) => ["bulk", "list", "junk"].includes(value))) return "list";
  if (has("list-id") || has("list-post") || has("list-unsubscribe")) return "list";
  if (all("content-type").some((value) => /^multipart\/report\b/.test(value))) return "report";
  if (returnPath !== undefined && /^(?:<\s*>)?$/.test(returnPath.trim())) return "null_return_path";
  if (ABSENT.test(mail.subject?.trim() ?? "") || PROGRAMS.test(author)) return "auto_reply";
  return undefined;
}
