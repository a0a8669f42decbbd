/** The browser and the system of a session, as its user knows them by name. */
export interface Device {
  readonly browser: string | null;
  readonly system: string | null;
}

/** The first match counts: most browsers also name those that they are compatible with. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(e|A|iOS)?\//, "Edge"],
  [/\b(OPR|Opera)\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(Firefox|FxiOS)\//, "Firefox"],
  [/\b(Chrome|CriOS|Chromium|HeadlessChrome)\//, "Chrome"],
  [/\bVersion\/.*\bSafari\//, "Safari"],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bWindows\b/, "Windows"],
  [/\bMacintosh\b/, "macOS"],
  [/\bLinux\b/, "Linux"],
];

/** Longer than any real one; the expressions above are not run on more. */
const LENGTH_MAX = 500;

/** Names the device of a `User-Agent` header, without versions: they would identify a device more than a user needs. */
export function deviceOf(userAgent = ""): Device {
  const text = userAgent.slice(0, LENGTH_MAX);
  const nameIn = (names: typeof browsers) =>
    names.find(([pattern]) => pattern.test(text))?.[1] ?? null;
  return { browser: nameIn(browsers), system: nameIn(systems) };
}
