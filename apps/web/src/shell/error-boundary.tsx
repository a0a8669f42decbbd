import { Component } from "react";
import type { ReactNode } from "react";

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}

type ErrorBoundaryState = { readonly status: "well" } | { readonly status: "broken" };

/** Shows a way on where a part of the app broke, or could not be loaded. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { status: "well" };

  static getDerivedStateFromError(): ErrorBoundaryState {
    return { status: "broken" };
  }

  override render() {
    if (this.state.status === "well") return this.props.children;
    return (
      <main role="alert" className="mx-auto max-w-prose px-6 py-16">
        <h1 className="mb-1 text-2xl font-semibold">This page stopped working</h1>
        <p className="mb-6 text-muted">
          Your messages are safe, and what you wrote is kept. Reload the page to go on. If that does
          not help, begin again from your conversations.
        </p>
        <div className="flex flex-wrap gap-3">
          <button type="button" className="button" onClick={() => window.location.reload()}>
            Reload
          </button>
          <a className="button-quiet min-h-11" href="/">
            Go to conversations
          </a>
        </div>
      </main>
    );
  }
}
