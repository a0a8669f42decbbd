import type { Unsubscription } from "./addresses.ts";
import { isolate, cleanLine } from "./clean-text.ts";
import type { MailLanguage } from "./content.ts";
import { Html, html } from "./html.ts";
import type { StoredMail } from "./stored-mail.ts";
import { type MailTexts, textsOf } from "./texts/texts.ts";

const STYLE = `:root{color-scheme:light dark;--bg:light-dark(#f8f5f0,#141210);--card:light-dark(#fffdfa,#1f1d1a);--line:light-dark(#e7e1d8,#36322d);--text:light-dark(#25211c,#ece7df);--muted:light-dark(#685f54,#aba296);--link:light-dark(#28604f,#8fc1b2)}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--text);font:16px/1.5 -apple-system,BlinkMacSystemFont,Segoe UI,Roboto,sans-serif}
main{max-width:44rem;margin:0 auto;padding:2rem 1rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:1rem;padding:1.5rem;overflow-wrap:anywhere}
h1{font-size:1.375rem;line-height:1.3;margin:0 0 .5rem}
p{margin:.5rem 0}
.muted{color:var(--muted);font-size:.875rem}
a{color:var(--link)}
button{font:inherit;font-weight:600;color:#fff;background:#2f6f5e;border:0;border-radius:1.5rem;padding:.75rem 1.5rem;margin-top:1rem;cursor:pointer}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
ul{list-style:none;margin:0;padding:0}
li+li{border-top:1px solid var(--line)}
li a{display:block;padding:.75rem 0;text-decoration:none}
textarea{display:block;width:100%;min-height:6rem;font:inherit;color:inherit;background:var(--bg);border:1px solid var(--line);border-radius:.75rem;padding:.75rem}
iframe{width:100%;height:38rem;border:1px solid var(--line);border-radius:.75rem;margin-top:1rem}
pre{white-space:pre-wrap;font-size:.875rem}`;

/** The policy of the pages: they run nothing, load nothing and send forms to their own server only. */
export const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

interface Page {
  readonly language: MailLanguage;
  readonly title: string;
  readonly body: Html | readonly Html[];
}

const page = ({ language, title, body }: Page) =>
  html`<!doctype html>
    <html lang="${language}" dir="${textsOf(language).direction}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html> `.markup;

/** What the page of an unsubscribe link says: it asks first, since programs visit every link of a mail. */
export type UnsubscribeState = "ask" | "done" | "done-only" | "invalid";

/** What the buttons of that page end, as `end` of its form: all e-mails, the notifications of a kind, or those of a conversation. */
export const endings = ["email", "kind", "conversation"] as const;
/** One of them. */
export type Ending = (typeof endings)[number];

/** The buttons of the page: what the link names, and all e-mails. */
function buttonsOf(texts: MailTexts, { kind, conversationId }: Offered): readonly Html[] {
  const button = (end: Ending, text: string) =>
    html`<div><button type="submit" name="end" value="${end}">${text}</button></div>`;
  return [
    ...(conversationId === undefined ? [] : [button("conversation", texts.stopOnly.conversation)]),
    ...(kind === "email" ? [] : [button("kind", texts.stopOnly[kind])]),
    button("email", texts.stopButton),
  ];
}

type Offered = Pick<Unsubscription, "kind" | "conversationId">;

interface UnsubscribePage {
  readonly language: MailLanguage;
  readonly programmeName: string;
  /** What the link names. */
  readonly offered: Offered;
}

/** The page of an unsubscribe link. A form sends to the address of the page itself. */
export function renderUnsubscribePage(
  state: UnsubscribeState,
  { language, programmeName, offered }: UnsubscribePage,
): string {
  const texts = textsOf(language);
  const programme = isolate(cleanLine(programmeName, 80), texts.direction);
  const title = state === "ask" ? texts.stopTitle(programme) : programme;
  const buttons = buttonsOf(texts, offered);
  const says = {
    ask: buttons.length > 1 ? texts.stopChoice : texts.stopBody,
    done: texts.stopped,
    "done-only": texts.stoppedOnly,
    invalid: texts.linkInvalid,
  }[state];
  const form = state === "ask" ? html`<form method="post">${buttons}</form>` : [];
  const body = html`<div class="card">
    <h1>${title}</h1>
    <p role="status">${says}</p>
    ${form}
  </div>`;
  return page({ language, title, body });
}

/** The list of mails that were not sent but stored. */
export function renderMailbox(
  mails: readonly { readonly name: string; readonly mail: StoredMail }[],
): string {
  const items = mails.map(
    ({ name, mail }) =>
      html`<li>
        <a href="mail/${name}">
          <strong><bdi>${mail.subject}</bdi></strong>
          <div class="muted">
            <bdi>${mail.from.name}</bdi> → <bdi>${mail.to.address}</bdi> · ${mail.date}
          </div>
        </a>
      </li>`,
  );
  const body = html`<h1>Mailbox of the demo</h1>
    <p class="muted">
      Mails that Parley would send. Without SMTP_URL each of them is a file instead, which mail
      programs can open.
    </p>
    <div class="card">
      ${
        items.length === 0
          ? html`<p>No mail yet. A message that stays unread becomes one after a few minutes.</p>`
          : html`<ul>
              ${items}
            </ul>`
      }
    </div>`;
  return page({ language: "en", title: "Mailbox", body });
}

/** Links of the mail open next to its page, which may not be left from within the frame. */
const withTarget = (markup: string) => markup.replace("<head>", '<head><base target="_blank">');

/** One stored mail, with a form that replies to it if it has an address for replies. */
export function renderStoredMail(
  name: string,
  { mail, answered }: { readonly mail: StoredMail; readonly answered: string | null },
): string {
  const reply =
    mail.replyTo === null
      ? []
      : html`<form method="post" action="reply">
          <input type="hidden" name="mail" value="${name}" />
          <p><label for="text">Reply by e-mail to ${mail.replyTo}</label></p>
          <textarea id="text" name="text" required></textarea>
          <button type="submit">Send the reply</button>
        </form>`;
  const body = html`<p><a href="../mail">Mailbox</a></p>
    <div class="card">
      <h1><bdi>${mail.subject}</bdi></h1>
      <p class="muted">
        From <bdi>${mail.from.name}</bdi> &lt;${mail.from.address}&gt; to
        <bdi>${mail.to.name}</bdi> &lt;${mail.to.address}&gt; · ${mail.date}
      </p>
      ${answered === null ? [] : html`<p role="status">${answered}</p>`}
      <iframe
        title="The mail"
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        srcdoc="${withTarget(mail.html)}"
      ></iframe>
      <details>
        <summary>Plain text</summary>
        <pre dir="auto">${mail.text}</pre>
      </details>
      <p><a href="${name}/raw" download>Download as .eml</a></p>
      ${reply}
    </div>`;
  return page({ language: "en", title: mail.subject, body });
}
