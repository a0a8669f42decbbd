import { Component } from "react";
import type { ReactNode } from "react";
import { languages } from "../i18n/languages.ts";
import { brokenTexts } from "./broken-texts.ts";

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}

type ErrorBoundaryState = { readonly status: "well" } | { readonly status: "broken" };

/** In the language of the page, which is set before anything can fail. */
function textsOfPage() {
  const { lang } = document.documentElement;
  return brokenTexts[languages.find((language) => language === lang) ?? "en"];
}

/** Shows a way to continue if a part of the app failed, or could not be loaded. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { status: "well" };

  static getDerivedStateFromError(): ErrorBoundaryState {
    return { status: "broken" };
  }

  override render() {
    if (this.state.status === "well") return this.props.children;
    const { title, text, reload, home } = textsOfPage();
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
