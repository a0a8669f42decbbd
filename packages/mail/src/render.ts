import { cleanLine, cleanText, clip, isolate } from "./clean-text.ts";
import {
  type MailLanguage,
  type NotificationContent,
  type NotifiedConversation,
  type NotifiedMessage,
  onlyConversation,
} from "./content.ts";
import { Html, html, lines } from "./html.ts";
import { textsOf, type MailTexts, type RefusalReason } from "./texts/texts.ts";

/** A mail without its headers: subject, plain text, and HTML of at most 100,000 bytes. */
export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What a notification says of the installation. */
export interface RenderOptions {
  readonly programmeName: string;
  /** The page that ends these mails. */
  readonly unsubscribeUrl?: string;
  /** Whether a reply to the mail is posted in its conversation. */
  readonly acceptsReply?: boolean;
}

/** Programs cut what is longer. */
const MAX_BYTES = 100_000;
const MAX_NAME = 80;
const MAX_SUBJECT = 150;
const MAX_CONVERSATIONS = 5;
const MAX_MESSAGES = 5;
const MAX_DIGEST_LINES = 10;
const MAX_EXCERPT = 1_000;

/** A link's address, which is never of another scheme than the web's. */
function webUrl(address: string): string {
  const { href, protocol } = new URL(address);
  if (protocol !== "https:" && protocol !== "http:")
    throw new Error(`not a web address: ${protocol}`);
  return href;
}

/** Everything that a template inserts, for one language and programme. */
class Wording {
  readonly texts: MailTexts;
  readonly language: MailLanguage;
  readonly programme: string;
  readonly #number: Intl.NumberFormat;
  readonly #list: Intl.ListFormat;
  readonly #time: Intl.DateTimeFormat | null;

  constructor(language: MailLanguage, programme: string, timeZone: string | null = null) {
    this.texts = textsOf(language);
    this.language = language;
    this.programme = this.name(programme);
    this.#number = new Intl.NumberFormat(language);
    this.#list = new Intl.ListFormat(language);
    this.#time =
      timeZone === null
        ? null
        : new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short", timeZone });
  }

  name(text: string) {
    return isolate(cleanLine(text, MAX_NAME) || "?", this.texts.direction);
  }
  number(count: number) {
    return this.#number.format(count);
  }
  list(names: readonly string[]) {
    return this.#list.format(names);
  }
  time(at: Date) {
    return this.#time?.format(at) ?? "";
  }
  unread(count: number) {
    return this.texts.unread(count, this.number(count));
  }
  more(count: number) {
    return this.texts.more(count, this.number(count));
  }
  moreConversations(count: number) {
    return this.texts.moreConversations(count, this.number(count));
  }
}

const countOf = ({ messages, more }: NotifiedConversation) => messages.length + more;

/** A block of a mail: a conversation with what is told of it. */
interface Section {
  readonly title: string;
  /** The title is shown unless the heading says it. */
  readonly showsTitle: boolean;
  readonly summary: string;
  readonly url: string;
  readonly messages: readonly {
    readonly name: string;
    readonly showsName: boolean;
    readonly note: string;
    readonly text: string;
  }[];
}

/** A mail before it becomes text or HTML. */
interface Layout {
  readonly subject: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly sections: readonly Section[];
  readonly after: string;
  readonly button: { readonly text: string; readonly url: string } | null;
}

/** Whether it is of an action item or a meeting, and not of messages. */
const isOfThing = ({ kind }: NotificationContent) => kind === "reminder" || kind === "meeting";

function subjectOf(content: NotificationContent, wording: Wording): string {
  const { texts, programme } = wording;
  const { conversations, moreConversations } = content;
  const [first] = conversations;
  if (content.kind === "test") return texts.test(programme);
  if (content.kind === "digest") return texts.digest(programme);
  if (content.kind === "reminder") return texts.reminder(programme);
  if (content.news !== undefined) return `${programme}: ${texts.meeting[content.news]}`;
  if (content.kind === "report")
    return content.isUrgent === true ? texts.urgentReport(programme) : texts.report(programme);
  if (content.content === "none" || first === undefined) return texts.unreadIn(programme);
  const only = onlyConversation(content);
  if (only !== undefined) {
    const title = wording.name(only.title);
    // Without counts: mail programs put mails of one subject into one thread.
    return only.kind === "direct" ? texts.fromUser(title) : texts.inGroup(title);
  }
  const hidden = Math.max(0, conversations.length - 3) + moreConversations;
  const titles = conversations.slice(0, 3).map(({ title }) => wording.name(title));
  const all = wording.list(titles);
  return texts.fromSeveral(
    hidden === 0 ? all : `${titles.join(", ")} ${wording.moreConversations(hidden)}`,
  );
}

/** What a section says of the messages that it does not quote. */
function summaryOf(wording: Wording, count: number, quoted: number): string {
  if (quoted === 0) return wording.unread(count);
  return quoted === count ? "" : wording.more(count - quoted);
}

const noteOf = (wording: Wording, { mentionsYou, sentAt }: NotifiedMessage) =>
  [mentionsYou ? wording.texts.mentionsYou : "", wording.time(sentAt)]
    .filter((note) => note !== "")
    .join(" · ");

function sectionOf(
  conversation: NotifiedConversation,
  context: { wording: Wording; content: NotificationContent; isOnly: boolean; excerpt: number },
): Section {
  const { wording, content, isOnly, excerpt } = context;
  const isReminder = isOfThing(content);
  const isQuoted = content.kind !== "digest" && content.content === "full";
  const messages = isQuoted ? conversation.messages.slice(0, MAX_MESSAGES) : [];
  return {
    title: wording.name(conversation.title),
    showsTitle: !isOnly,
    summary: isReminder ? "" : summaryOf(wording, countOf(conversation), messages.length),
    url: webUrl(conversation.url),
    messages: messages.map((message) => ({
      name: wording.name(message.senderName),
      showsName: conversation.kind === "group" && !isReminder,
      note: isReminder ? "" : noteOf(wording, message),
      text: clip(cleanText(message.text), excerpt),
    })),
  };
}

function layOut(content: NotificationContent, wording: Wording, excerpt: number): Layout {
  const { texts } = wording;
  const subject = cleanLine(subjectOf(content, wording), MAX_SUBJECT);
  const base = {
    subject,
    heading: subjectOf(content, wording),
    paragraphs: [],
    sections: [],
    after: "",
  };
  const settings = webUrl(content.settingsUrl);
  if (content.kind === "test")
    return {
      ...base,
      paragraphs: [texts.testBody],
      button: { text: texts.settings, url: settings },
    };
  if (content.kind === "report")
    return {
      ...base,
      paragraphs: [texts.reportBody],
      button: { text: texts.openReports, url: webUrl(content.messagesUrl ?? settings) },
    };
  const [first] = content.conversations;
  if (content.content === "none" || first === undefined) {
    const url = webUrl(content.messagesUrl ?? first?.url ?? settings);
    const paragraphs = isOfThing(content) ? [] : [wording.unread(content.unreadTotal)];
    return { ...base, paragraphs, button: { text: texts.openMessages, url } };
  }
  const max = content.kind === "digest" ? MAX_DIGEST_LINES : MAX_CONVERSATIONS;
  const shown = content.conversations.slice(0, max);
  const hidden = content.conversations.length - shown.length + content.moreConversations;
  const isOnly = onlyConversation(content) !== undefined;
  return {
    ...base,
    paragraphs: content.kind === "digest" ? [wording.unread(content.unreadTotal)] : [],
    sections: shown.map((conversation) =>
      sectionOf(conversation, { wording, content, isOnly, excerpt }),
    ),
    after: hidden === 0 ? "" : wording.moreConversations(hidden),
    button: {
      text: isOnly ? texts.openConversation : texts.openMessages,
      url: webUrl(isOnly ? first.url : (content.messagesUrl ?? first.url)),
    },
  };
}

const RULE = "――――";

interface Frame {
  readonly layout: Layout;
  readonly wording: Wording;
  /** Absent in an answer to a mail, which no setting ends. */
  readonly settingsUrl?: string;
  readonly options: RenderOptions;
}

const footerLinks = ({ settingsUrl, options, wording: { texts } }: Frame) => [
  ...(settingsUrl === undefined ? [] : [{ text: texts.settings, url: webUrl(settingsUrl) }]),
  ...(options.unsubscribeUrl === undefined
    ? []
    : [{ text: texts.unsubscribe, url: webUrl(options.unsubscribeUrl) }]),
];

/** A user's text cannot look like a line of the mail: it is indented. */
const indented = (text: string) =>
  text
    .split("\n")
    .map((line) => `    ${line}`.trimEnd())
    .join("\n");

function textOf(frame: Frame): string {
  const { layout, wording, options } = frame;
  const { texts, programme } = wording;
  const blocks = [
    ...(options.acceptsReply === true ? [`${RULE} ${texts.replyAbove} ${RULE}`] : []),
    layout.heading,
    ...layout.paragraphs,
    ...layout.sections.flatMap((section) => [
      section.showsTitle ? `${section.title}\n${section.url}` : "",
      ...section.messages.map(({ name, showsName, note, text }) => {
        const head = [showsName ? name : "", note].filter((part) => part !== "").join(" · ");
        return `${head === "" ? "" : `${head}\n`}${indented(text)}`;
      }),
      section.summary,
    ]),
    layout.after,
    layout.button === null ? "" : `${layout.button.text}:\n${layout.button.url}`,
    options.acceptsReply === true ? texts.mayReply : "",
    frame.settingsUrl === undefined
      ? ""
      : `--\u{20}\n${[
          texts.why(programme),
          ...footerLinks(frame).map(({ text, url }) => `${text}: ${url}`),
        ].join("\n")}`,
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

const FONT = "-apple-system,BlinkMacSystemFont,Segoe UI,Roboto,Helvetica Neue,Arial,sans-serif";

const STYLE = `:root{color-scheme:light dark;supported-color-schemes:light dark}
body{margin:0;padding:0;-webkit-text-size-adjust:100%}
@media (prefers-color-scheme:dark){
.page{background:#141210!important}
.card{background:#1f1d1a!important;border-color:#36322d!important}
.text{color:#ece7df!important}
.muted{color:#aba296!important}
.link{color:#8fc1b2!important}
.quote{background:#292622!important}
.line{border-color:#36322d!important}
}
@media (max-width:480px){
.outer{padding:0!important}
.card{border-radius:0!important;border-left:0!important;border-right:0!important}
.cell{padding-left:20px!important;padding-right:20px!important}
}`;

const textStyle = `font-family:${FONT};font-size:16px;line-height:1.5;color:#25211c`;
const mutedStyle = `font-family:${FONT};font-size:13px;line-height:1.5;color:#685f54`;
const linkStyle = `font-family:${FONT};color:#28604f`;

const row = (content: Html, style: string) =>
  html`<tr>
    <td class="cell" style="padding:0 32px;${style}">${content}</td>
  </tr> `;

const messageRow = ({ name, showsName, note, text }: Section["messages"][number]) =>
  row(
    html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
      <tr>
        <td class="quote" style="background:#f2eee7;border-radius:12px;padding:12px 16px">
          ${
            showsName
              ? html`<div class="text" style="${textStyle};font-weight:600">
                  <bdi>${name}</bdi>
                </div> `
              : []
          }
          <div class="text" style="${textStyle};overflow-wrap:anywhere" dir="auto">
            ${lines(text)}
          </div>
          ${
            note === ""
              ? []
              : html`<div class="muted" style="${mutedStyle};padding-top:4px">${note}</div> `
          }
        </td>
      </tr>
    </table>`,
    "padding-top:12px",
  );

const sectionRows = (section: Section) => [
  ...(section.showsTitle
    ? [
        row(
          html`<a
            class="link"
            style="${linkStyle};font-size:16px;font-weight:600;text-decoration:none"
            href="${section.url}"
            ><bdi>${section.title}</bdi></a
          >`,
          "padding-top:20px",
        ),
      ]
    : []),
  ...section.messages.map(messageRow),
  ...(section.summary === ""
    ? []
    : [
        row(
          html`<span class="muted" style="${mutedStyle}">${section.summary}</span>`,
          section.showsTitle && section.messages.length === 0
            ? "padding-top:2px"
            : "padding-top:10px",
        ),
      ]),
];

const buttonRow = ({ text, url }: { text: string; url: string }) =>
  row(
    html`<table role="presentation" cellpadding="0" cellspacing="0" border="0">
      <tr>
        <td style="background:#2f6f5e;border-radius:22px">
          <a
            href="${url}"
            style="display:inline-block;padding:12px 24px;font-family:${FONT};font-size:16px;line-height:20px;font-weight:600;color:#ffffff;text-decoration:none"
            >${text}</a
          >
        </td>
      </tr>
    </table>`,
    "padding-top:24px",
  );

function htmlOf(frame: Frame): string {
  const { layout, wording, options } = frame;
  const { texts, programme, language } = wording;
  const { direction } = texts;
  const paragraph = (text: string) =>
    row(html`<span class="text" style="${textStyle}">${lines(text)}</span>`, "padding-top:12px");
  const links = footerLinks(frame).map(
    ({ text, url }, at) =>
      html`${at === 0 ? "" : " · "}<a
          class="muted"
          style="${mutedStyle};text-decoration:underline"
          href="${url}"
          >${text}</a
        >`,
  );
  const footer =
    frame.settingsUrl === undefined
      ? row(html``, "padding-top:24px")
      : html`<tr>
          <td class="cell" style="padding:28px 32px 24px">
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
              <tr>
                <td class="line" style="border-top:1px solid #e7e1d8;padding-top:16px">
                  <span class="muted" style="${mutedStyle}"
                    >${texts.why(programme)}<br />
                    ${links}</span
                  >
                </td>
              </tr>
            </table>
          </td>
        </tr>`;
  return html`<!doctype html>
    <html lang="${language}" dir="${direction}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no" />
        <title>${layout.subject}</title>
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body class="page" dir="${direction}" style="margin:0;padding:0;background:#f8f5f0">
        <table
          role="presentation"
          class="page"
          width="100%"
          cellpadding="0"
          cellspacing="0"
          border="0"
          style="background:#f8f5f0"
        >
          <tr>
            <td class="outer" align="center" style="padding:24px 12px">
              ${
                options.acceptsReply === true
                  ? html`<div
                      class="muted"
                      style="${mutedStyle};padding:8px 0 16px;text-align:center"
                    >
                      ${RULE} ${texts.replyAbove} ${RULE}
                    </div> `
                  : []
              }
              <table
                role="presentation"
                class="card"
                width="100%"
                cellpadding="0"
                cellspacing="0"
                border="0"
                style="max-width:600px;background:#fffdfa;border:1px solid #e7e1d8;border-radius:16px;border-collapse:separate;text-align:start"
              >
                ${row(html`<span class="muted" style="${mutedStyle};font-weight:600">${programme}</span>`, "padding-top:24px")}${row(html`<h1 class="text" style="margin:0;font-family:${FONT};font-size:22px;line-height:1.3;font-weight:600;color:#25211c;overflow-wrap:anywhere">${layout.heading}</h1>`, "padding-top:4px")}${layout.paragraphs.map(paragraph)}${layout.sections.flatMap(sectionRows)}${layout.after === "" ? [] : row(html`<span class="muted" style="${mutedStyle}">${layout.after}</span>`, "padding-top:20px")}${layout.button === null ? [] : buttonRow(layout.button)}${options.acceptsReply === true ? row(html`<span class="muted" style="${mutedStyle}">${texts.mayReply}</span>`, "padding-top:12px") : []}${footer}
              </table>
            </td>
          </tr>
        </table>
      </body>
    </html> `.markup;
}

const fits = (text: string) => Buffer.byteLength(text) <= MAX_BYTES;

/** A notification as a mail in its recipient's language. */
export function renderNotification(
  content: NotificationContent,
  options: RenderOptions,
): RenderedMail {
  const wording = new Wording(content.to.language, options.programmeName, content.to.timeZone);
  const { settingsUrl } = content;
  // Escaping makes a text up to six times as long, so the length of an excerpt hangs on what is in it.
  for (let excerpt = MAX_EXCERPT; ; excerpt = Math.floor(excerpt / 2)) {
    const layout = layOut(content, wording, excerpt);
    const frame = { layout, wording, settingsUrl, options };
    const mail = { subject: layout.subject, text: textOf(frame), html: htmlOf(frame) };
    if ((fits(mail.html) && fits(mail.text)) || excerpt < 2) return mail;
  }
}

/** Why a reply by mail was not posted, and the reply itself. */
export interface Refusal {
  /** `attachments`: the text was posted, but they were not. */
  readonly reason: RefusalReason | "attachments";
  /** The text that was not posted; absent if there was none. */
  readonly text?: string;
  /** Code points of a text that is too long, and the limit. */
  readonly count?: number;
  readonly max?: number;
  readonly language: MailLanguage;
}

function reasonIn(wording: Wording, { reason, count = 0, max = 0 }: Refusal): string {
  const { texts } = wording;
  if (reason === "attachments") return texts.attachmentsLeftBody;
  return reason === "too_long"
    ? texts.tooLong(wording.number(count), wording.number(max))
    : texts.refusals[reason];
}

/** The answer to a reply that was not posted, or only in part. */
export function renderRefusal(
  refusal: Refusal,
  { programmeName }: { readonly programmeName: string },
): RenderedMail {
  const wording = new Wording(refusal.language, programmeName);
  const { texts, programme } = wording;
  const isPosted = refusal.reason === "attachments";
  const heading = isPosted ? texts.attachmentsLeft(programme) : texts.notDelivered(programme);
  const why = reasonIn(wording, refusal);
  const written = refusal.text === undefined ? "" : clip(cleanText(refusal.text), 6_000);
  const layout: Layout = {
    subject: cleanLine(heading, MAX_SUBJECT),
    heading,
    paragraphs: written === "" ? [why] : [why, texts.yourText],
    sections:
      written === ""
        ? []
        : [
            {
              title: "",
              showsTitle: false,
              summary: "",
              url: "",
              messages: [{ name: "", showsName: false, note: "", text: written }],
            },
          ],
    after: "",
    button: null,
  };
  const frame = { layout, wording, options: { programmeName } };
  return { subject: layout.subject, text: textOf(frame), html: htmlOf(frame) };
}
