import { delimiters } from "../texts/texts.ts";

/*
 * What a person wrote, without what their program added: quoted mails, attributions and signatures. A line at a time, and only
 * the beginning of a long line is looked at, so the work is proportional to the text. `email-reply-parser` would be the
 * library for it: its expressions take cubic time, and it hides everything below a line of dashes.
 */

/** A line that a program adds is short. */
const MAX_LINE = 500;
/** Programs break an attribution into this many lines. */
const MAX_ATTRIBUTION = 4;

const BLANK = /^[\s\u{a0}\u{200b}-\u{200f}\u{2060}\u{feff}]*$/u;
const QUOTED = /^[ \t]{0,3}>/;

/** "On … wrote:" by its verb, in the languages of common programs. */
const WROTE =
  /(?<!\p{L})(?:wrote|schrieb|geschrieben|écrit|escribió|ha escrito|escreveu|scritto|schreef|skrev|napisał|napisała|pisze|написал|пишет|كتب|كتبت|تمت كتابة)(?!\p{L})|写道|のメッセージ|작성/iu;
/** What only a program says next to the verb. */
const DATE = /(?<!\d)\d{4}(?!\d)|\d{1,2}[:.]\d{2}|[٠-٩]{4}/u;
const ADDRESS = /[^\s<>]@[^\s<>]/u;
const ENDS_ATTRIBUTION = /[:：]\s*[\u{200e}\u{200f}\u{202c}\u{2069}]*\s*-*$/u;

/** The first label of the headers that Outlook and others put above a quoted mail. */
const FROM_LABEL =
  /^[\s*_]*(?:From|Von|De|Da|Van|Från|Fra|Od|От|Expéditeur|Remitente|من)[\s*_\u{a0}\u{200f}]*[:：]/iu;
const OTHER_LABEL =
  /^[\s*_]*(?:Sent|Date|To|Cc|Subject|Gesendet(?: am)?|Datum|An|Betreff|Envoyé(?: le)?|À|Objet|Enviado(?: el)?|Fecha|Para|Asunto|Inviato|Data|A|Oggetto|Verzonden|Aan|Onderwerp|تاريخ الإرسال|تم الإرسال|التاريخ|إلى|الموضوع)[\s*_\u{a0}\u{200f}]*[:：]/iu;
/** "-----Original Message-----" and its like. */
const ORIGINAL =
  /^[\s>]*-{2,}\s*(?:Original Message|Ursprüngliche Nachricht|Original-Nachricht|Message d['’]origine|Message original|Mensaje original|Messaggio originale|Oorspronkelijk bericht|Forwarded message|Weitergeleitete Nachricht|الرسالة الأصلية|رسالة أصلية)\s*-{2,}/iu;
/** The rule above the headers of Outlook. */
const RULE = /^\s*_{10,}\s*$/;

/** A signature's separator (RFC 3676): two dashes and a space, which programs and lists may have trimmed. */
const SIGNATURE = /^--[ \u{a0}]?$/u;
/** What phones and apps add in the end. */
const ADDED =
  /^[\s\u{200f}]*(?:Sent from|Sent via|Sent with|Get Outlook for|Gesendet von|Von meinem .{1,60} gesendet|Diese Nachricht wurde von .{1,80} gesendet|Holen Sie sich Outlook|Envoyé de(?:puis)? mon|Envoyé depuis|Envoyé à partir de|Télécharger Outlook|Obtenez Outlook|Enviado desde|Enviado con|Obtener Outlook|Inviato da|Verzonden vanaf|أُ?رسلت من|تم الإرسال من|مُ?رسل من|الحصول على Outlook)/iu;

const start = (line: string) => line.slice(0, MAX_LINE);
const isBlank = (line: string) => BLANK.test(start(line));
const isQuoted = (line: string) => QUOTED.test(line);
const isDelimiter = (line: string) =>
  delimiters.some((delimiter) => start(line).includes(delimiter));

/** How many of the last lines are an attribution, with the blank lines after it. */
function attributionAtEnd(lines: readonly string[]): number {
  let end = lines.length;
  while (end > 0 && isBlank(lines[end - 1] ?? "")) end -= 1;
  if (!ENDS_ATTRIBUTION.test(start(lines[end - 1] ?? ""))) return 0;
  let found = 0;
  for (let count = 1; count <= MAX_ATTRIBUTION && count <= end; count += 1) {
    const taken = lines.slice(end - count, end);
    // A blank line ends a paragraph, and an attribution is one.
    if (taken.some(isBlank)) break;
    const joined = taken.map(start).join(" ");
    if (!WROTE.test(joined)) continue;
    // The date is in its first line, the address often in one of its own.
    if (DATE.test(joined)) return lines.length - end + count;
    if (found === 0 && ADDRESS.test(joined)) found = lines.length - end + count;
  }
  return found;
}

/** Whether a block of headers begins here, in whichever order. */
function isHeaderBlock(lines: readonly string[], at: number): boolean {
  const isHeader = (line: string) => FROM_LABEL.test(line) || OTHER_LABEL.test(line);
  if (!isHeader(start(lines[at] ?? ""))) return false;
  const block = lines.slice(at, at + 7).map(start);
  return block.filter(isHeader).length >= 3 && block.some((line) => FROM_LABEL.test(line));
}

/** The line at which a mail begins that is quoted as a whole, without marks. */
function quotedMailAt(lines: readonly string[]): number {
  const at = lines.findIndex(
    (line, place) =>
      (isDelimiter(line) && !isQuoted(line)) ||
      ORIGINAL.test(start(line)) ||
      isHeaderBlock(lines, place),
  );
  let end = at === -1 ? lines.length : at;
  while (
    at !== -1 &&
    end > 0 &&
    (isBlank(lines[end - 1] ?? "") || RULE.test(start(lines[end - 1] ?? "")))
  )
    end -= 1;
  return end;
}

function trimmed(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => !isBlank(line));
  const last = lines.findLastIndex((line) => !isBlank(line));
  return first === -1 ? [] : lines.slice(first, last + 1);
}

/** Without the lines that are marked as quoted, wherever they are: people also answer below and between them. */
function withoutQuotes(lines: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (const [at, line] of lines.entries()) {
    if (!isQuoted(line)) kept.push(line);
    else if (!isQuoted(lines[at - 1] ?? "")) {
      const count = attributionAtEnd(kept);
      kept.splice(kept.length - count, count);
    }
  }
  const count = attributionAtEnd(kept);
  return count === 0 ? kept : kept.slice(0, kept.length - count);
}

function withoutSignature(lines: readonly string[]): readonly string[] {
  const at = lines.findIndex((line) => SIGNATURE.test(line));
  const signed = trimmed(at === -1 ? lines : lines.slice(0, at));
  const last = signed.findLastIndex((line) => isBlank(line)) + 1;
  // The last paragraph, if it begins with what a phone adds, or the last line alone.
  if (ADDED.test(start(signed[last] ?? ""))) return trimmed(signed.slice(0, last));
  return ADDED.test(start(signed.at(-1) ?? "")) ? trimmed(signed.slice(0, -1)) : signed;
}

/** What the sender of a mail wrote: the text without quoted mails, attributions and signatures. */
export function visibleText(text: string): string {
  const lines = text.replaceAll(/\r\n?/g, "\n").split("\n");
  const above = lines.slice(0, quotedMailAt(lines));
  const written = withoutSignature(trimmed(withoutQuotes(above))).map((line) => line.trimEnd());
  // Where a quote was, two gaps have become one.
  return above.some(isQuoted)
    ? written.join("\n").replaceAll(/\n{3,}/g, "\n\n")
    : written.join("\n");
}
