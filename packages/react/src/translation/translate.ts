/** The state of a model that the browser may have to download first. */
type Availability = "unavailable" | "downloadable" | "downloading" | "available";

interface ModelOptions {
  readonly monitor: (monitor: EventTarget) => void;
}

interface Pair {
  readonly sourceLanguage: string;
  readonly targetLanguage: string;
}

/** The part of the browser's Translator API that is used. TypeScript does not have its types yet. */
interface TranslatorApi {
  availability(pair: Pair): Promise<Availability>;
  create(options: Pair & ModelOptions): Promise<{ translate(text: string): Promise<string> }>;
}

interface Detector {
  detect(text: string): Promise<readonly { detectedLanguage?: string; confidence?: number }[]>;
}

interface DetectorApi {
  availability?(): Promise<Availability>;
  create(options: ModelOptions): Promise<Detector>;
}

/** What the browser has. Its presence was checked before. */
const apis = () =>
  globalThis as unknown as {
    readonly Translator: TranslatorApi;
    readonly LanguageDetector: DetectorApi;
  };

/** What became of a text. */
export type Translation =
  | { readonly status: "translated"; readonly from: string; readonly text: string }
  /** It is in the wanted language already. */
  | { readonly status: "same"; readonly from: string }
  /** Its language was not recognised. */
  | { readonly status: "unknown" }
  /** The browser cannot translate from its language. */
  | { readonly status: "unavailable"; readonly from: string };

/** Below this confidence a guess is none. */
const CONFIDENCE = 0.5;
/** Translations that are kept while the page is open. */
const KEPT = 200;

const known = new Map<string, Translation>();

const baseOf = (tag: string) => tag.split("-")[0]?.toLowerCase() ?? tag;

const detectors = new WeakMap<DetectorApi, ReturnType<DetectorApi["create"]>>();

/** The same model for all texts; a failed download is repeated with the next one. */
function detectorOf(api: DetectorApi, options: ModelOptions) {
  const made = detectors.get(api) ?? api.create(options);
  detectors.set(api, made);
  made.catch(() => detectors.delete(api));
  return made;
}

/** The language of a text, if the detector is confident. */
async function languageOf(detector: Detector, text: string): Promise<string | undefined> {
  const [best] = await detector.detect(text);
  const isKnown = best?.detectedLanguage !== "und" && (best?.confidence ?? 0) >= CONFIDENCE;
  return isKnown ? best?.detectedLanguage : undefined;
}

/** Whether each text is in a language. None is if the browser would have to download the detector first. */
export async function areIn(language: string, texts: readonly string[]): Promise<boolean[]> {
  const { LanguageDetector } = apis();
  if ((await LanguageDetector.availability?.()) !== "available") return texts.map(() => false);
  const detector = await detectorOf(LanguageDetector, { monitor: () => undefined });
  const found = await Promise.all(texts.map((text) => languageOf(detector, text)));
  return found.map((one) => one !== undefined && baseOf(one) === baseOf(language));
}

interface Wish {
  /** The language of the page. */
  readonly to: string;
  /** Called with the downloaded part of a model, from 0 to 1. */
  readonly onProgress: (loaded: number) => void;
}

async function translateNow(text: string, { to, onProgress }: Wish): Promise<Translation> {
  const { Translator, LanguageDetector } = apis();
  const monitor = (target: EventTarget) =>
    target.addEventListener("downloadprogress", (event) => {
      // By the specification it has the downloaded part.
      const { loaded } = event as ProgressEvent;
      onProgress(loaded);
    });
  const detector = await detectorOf(LanguageDetector, { monitor });
  const from = await languageOf(detector, text);
  if (from === undefined) return { status: "unknown" };
  if (baseOf(from) === baseOf(to)) return { status: "same", from };
  const pair = { sourceLanguage: from, targetLanguage: baseOf(to) };
  if ((await Translator.availability(pair)) === "unavailable")
    return { status: "unavailable", from };
  const translator = await Translator.create({ ...pair, monitor });
  return { status: "translated", from, text: await translator.translate(text) };
}

/** Translates a text with the models of the browser: it does not leave the device. Rejects if the browser fails. */
export async function translate(text: string, wish: Wish): Promise<Translation> {
  const key = `${wish.to} ${text}`;
  const kept = known.get(key);
  if (kept !== undefined) return kept;
  const translation = await translateNow(text, wish);
  const [oldest] = known.keys();
  if (known.size >= KEPT && oldest !== undefined) known.delete(oldest);
  known.set(key, translation);
  return translation;
}
