import { Component } from "react";
import type { ReactNode } from "react";
import { languages } from "../i18n/languages.ts";
import { AT_REST_AFTER } from "../signed-in/use-later.ts";

/** Texts of the error page. */
export interface BrokenTexts {
  readonly title: string;
  readonly text: string;
  readonly reload: string;
  readonly home: string;
}

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly isBroken: boolean;
  readonly texts: BrokenTexts;
}

const english: BrokenTexts = {
  title: "This page stopped working",
  text: "Your messages are safe, and what you wrote is kept. Reload the page to go on. If that does not help, begin again from your conversations.",
  reload: "Reload",
  home: "Go to conversations",
};

/** The texts in the language of the page, which is set before anything can fail; the English ones if they cannot be loaded. */
async function loadTexts(): Promise<BrokenTexts> {
  const { lang } = document.documentElement;
  const language = languages.find((one) => one === lang);
  if (language === undefined || language === "en") return english;
  try {
    return (await import("./broken-texts.ts")).brokenTexts[language] ?? english;
  } catch {
    return english;
  }
}

/** Shows a way to continue if a part of the app failed, or could not be loaded. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { isBroken: false, texts: english };
  private timer: ReturnType<typeof setTimeout> | undefined;

  static getDerivedStateFromError(): Partial<ErrorBoundaryState> {
    return { isBroken: true };
  }

  private readonly load = async () => {
    const texts = await loadTexts();
    if (this.state.isBroken) this.setState({ texts });
  };

  override componentDidMount() {
    // While there is a network: what breaks may be that.
    this.timer = setTimeout(() => void loadTexts(), AT_REST_AFTER);
  }

  override componentDidCatch() {
    void this.load();
  }

  override componentWillUnmount() {
    clearTimeout(this.timer);
  }

  override render() {
    const { isBroken, texts } = this.state;
    if (!isBroken) return this.props.children;
    const { title, text, reload, home } = texts;
    return (
      <main role="alert" className="mx-auto max-w-prose px-6 py-16">
        <h1 className="mb-1 text-2xl font-semibold">{title}</h1>
        <p className="mb-6 text-muted">{text}</p>
        <div className="flex flex-wrap gap-3">
          <button type="button" className="button" onClick={() => window.location.reload()}>
            {reload}
          </button>
          <a className="button-quiet min-h-11" href="/">
            {home}
          </a>
        </div>
      </main>
    );
  }
}
