const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** A size as users read it: "1.2 MB". */
export function fileSize(bytes: number, locale: string): string {
  const power = Math.min(Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1_000)), 3);
  const format = new Intl.NumberFormat(locale, {
    style: "unit",
    unit: UNITS[power],
    // "11 bytes" and "1 byte"; the short form has no plural.
    unitDisplay: power === 0 ? "long" : "short",
    maximumFractionDigits: power < 2 ? 0 : 1,
  });
  return format.format(bytes / 1_000 ** power);
}
