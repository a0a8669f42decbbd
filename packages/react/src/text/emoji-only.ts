const EMOJI_ONLY = /^(?:\p{RGI_Emoji}\s*){1,6}$/v;

/** One to six emoji and nothing else. */
export function isEmojiOnly(text: string): boolean {
  return text.length <= 120 && EMOJI_ONLY.test(text.trim());
}
