/** A LIKE pattern for a text anywhere in another. What a person typed stands for itself. */
export const containing = (text: string): string => `%${text.replace(/[\\%_]/g, String.raw`\$&`)}%`;
