/** An emoji that is shown as text unless U+FE0F follows, and does not carry a skin tone. */
const NEEDS_SELECTOR = /[\p{Emoji}--\p{Emoji_Presentation}](?!\p{Emoji_Modifier})/gv;

/**
 * An emoji in the one form in which it is stored, shown and compared: Unicode's fully-qualified form, with U+FE0F after
 * each part that needs it, and nowhere else. Skin tones stay.
 * https://unicode.org/reports/tr51/#def_fully_qualified_emoji
 */
export const canonicalEmoji = (emoji: string): string =>
  emoji.replaceAll(/[\uFE0E\uFE0F]/g, "").replaceAll(NEEDS_SELECTOR, "$&\uFE0F");
