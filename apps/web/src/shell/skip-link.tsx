import { useText } from "../i18n/shell-text.ts";

/** The id of what a page is about. */
export const CONTENT_ID = "content";

/** Leads past the header; shown to whoever reaches it with the keyboard. */
export function SkipLink() {
  const { t } = useText();
  return (
    <a
      href={`#${CONTENT_ID}`}
      className="skip-link"
      onClick={(event) => {
        // The address stays as it is: it names the open conversation.
        event.preventDefault();
        document.querySelector<HTMLElement>(`#${CONTENT_ID}`)?.focus();
      }}
    >
      {t("app.skip")}
    </a>
  );
}
