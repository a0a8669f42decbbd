/** Keeps a name or a text of another direction together, so that the signs around it stay where they belong. */
export const isolate = (text: string) => `\u2068${text}\u2069`;
