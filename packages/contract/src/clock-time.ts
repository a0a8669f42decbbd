/** Seconds as a player shows them: "0:42". */
export function clockTime(seconds: number, locale: string): string {
  const whole = Math.max(0, Math.round(seconds));
  const [minutes, rest] = [1, 2].map(
    (minimumIntegerDigits) => new Intl.NumberFormat(locale, { minimumIntegerDigits }),
  );
  return `${minutes?.format(Math.floor(whole / 60))}:${rest?.format(whole % 60)}`;
}
