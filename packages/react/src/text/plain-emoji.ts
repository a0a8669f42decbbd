const RECOMMENDED = /^\p{RGI_Emoji}$/v;

/**
 * An emoji as keyboards write it. Data of emoji adds U+FE0F where it is not needed, and two people who chose
 * the same picture would have chosen two emoji. https://unicode.org/reports/tr51/#emoji_presentation_sequence
 */
export function plainEmoji(emoji: string): string {
  const bare = emoji.replaceAll("\uFE0F", "");
  return !RECOMMENDED.test(emoji) && RECOMMENDED.test(bare) ? bare : emoji;
}
