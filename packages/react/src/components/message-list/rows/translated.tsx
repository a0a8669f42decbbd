import { useEffect, useState } from "react";
import { useAllLabels } from "../../../provider/all-labels.ts";
import { useFormat } from "../../../provider/wording-context.ts";
import { translate, type Translation } from "../../../translation/translate.ts";
import { useTabIndex } from "../actions/message-tab-index.ts";

type State =
  /** `loaded`: the downloaded part of a model, from 0 to 1; null if nothing is downloaded. */
  | { readonly status: "working"; readonly loaded: number | null }
  | { readonly status: "failed" }
  | Translation;

export interface TranslatedProps {
  readonly body: string;
  readonly onHide: () => void;
}

function useTranslation(body: string, to: string): State {
  const [state, setState] = useState<State>({ status: "working", loaded: null });
  useEffect(() => {
    let isOver = false;
    const set = (next: State) => {
      if (!isOver) setState(next);
    };
    // A text that was edited meanwhile is translated again.
    set({ status: "working", loaded: null });
    translate(body, { to, onProgress: (loaded) => set({ status: "working", loaded }) }).then(
      set,
      () => set({ status: "failed" }),
    );
    return () => {
      isOver = true;
    };
  }, [body, to]);
  return state;
}

/** SPEC TRL-1: the translation of a message, below its text. */
export function Translated({ body, onHide }: TranslatedProps) {
  const labels = useAllLabels();
  const { locale } = useFormat();
  const state = useTranslation(body, locale);
  const tabIndex = useTabIndex();
  return (
    <div className="parley-translation">
      <div role="status">
        {state.status === "translated" && (
          <p className="parley-translation__text" dir="auto" lang={locale}>
            {state.text}
          </p>
        )}
        <p className="parley-translation__note" dir="auto">
          <Note state={state} labels={labels} locale={locale} />
        </p>
      </div>
      <button type="button" className="parley-status__button" tabIndex={tabIndex} onClick={onHide}>
        {labels.hideTranslation}
      </button>
    </div>
  );
}

interface NoteProps {
  readonly state: State;
  readonly labels: ReturnType<typeof useAllLabels>;
  readonly locale: string;
}

function Note({ state, labels, locale }: NoteProps) {
  const nameOf = (language: string) =>
    new Intl.DisplayNames([locale], { type: "language" }).of(language) ?? language;
  switch (state.status) {
    case "working": {
      if (state.loaded === null) return labels.translating;
      const percent = new Intl.NumberFormat(locale, { style: "percent" });
      return labels.translationLoading(percent.format(state.loaded));
    }
    case "translated":
      return labels.translatedFrom(nameOf(state.from));
    case "same":
      return labels.translationSame(nameOf(state.from));
    case "unknown":
      return labels.translationUnknown;
    case "unavailable":
      return labels.translationUnavailable(nameOf(state.from));
    case "failed":
      return labels.translationFailed;
  }
}
