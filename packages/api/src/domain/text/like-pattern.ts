/** A LIKE pattern that finds a text anywhere in another. Wildcards in the text are escaped. */
export const likePattern = (text: string): string =>
  `%${text.replace(/[\\%_]/g, String.raw`\$&`)}%`;
