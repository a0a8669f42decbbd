import { useText } from "../i18n/shell-text.ts";

/** The id of the main content. */
export const CONTENT_ID = "content";

/** Skips the header; visible when focused by keyboard. */
export function SkipLink() {
  const { t } = useText();
  return (
    <a
      href={`#${CONTENT_ID}`}
      className="skip-link"
      onClick={(event) => {
        // The address is not changed: it names the open conversation.
        event.preventDefault();
        document.querySelector<HTMLElement>(`#${CONTENT_ID}`)?.focus();
      }}
    >
      {t("app.skip")}
    </a>
  );
}
