/** A day where the reader is, in words. */
export const formatDay = (time: string | Date, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(new Date(time));

/** A day and a time where the reader is, in words. */
export const formatMoment = (time: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(
    new Date(time),
  );
