const format = new Intl.NumberFormat("en-GB");

/** A number for people: 18,972. */
export const plain = (value: number): string => format.format(value);
