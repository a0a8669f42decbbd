import { Fragment, useEffect, useId, useRef } from "react";
import type { SendKey } from "../preferences/preferences.ts";
import { keyName } from "./key-name.ts";
import { useKeysText } from "./keys-text.ts";
import { shortcutGroups } from "./shortcuts.ts";
import type { KeyCombination, ShortcutGroup } from "./shortcuts.ts";
import "./keyboard-sheet.css";

interface KeyboardSheetProps {
  readonly sendKey: SendKey;
  onClose(): void;
}

/** All keyboard shortcuts in a dialog. The native dialog traps the focus and restores it. */
export function KeyboardSheet({ sendKey, onClose }: KeyboardSheetProps) {
  const { t } = useKeysText();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-labelledby={title} className="sheet" onClose={onClose}>
      <div className="mb-4 flex items-center gap-4">
        <h2 id={title} className="grow text-lg font-semibold">
          {t("title")}
        </h2>
        <button type="button" className="button-quiet" onClick={() => dialog.current?.close()}>
          {t("close")}
        </button>
      </div>
      <div className="grid gap-5">
        {shortcutGroups(sendKey).map((group) => (
          <Group key={group.title} group={group} />
        ))}
      </div>
    </dialog>
  );
}

function Group({ group }: { readonly group: ShortcutGroup }) {
  const { t } = useKeysText();
  return (
    <section>
      <h3 className="mb-2 text-sm font-semibold text-muted">{t(group.title)}</h3>
      <dl className="grid gap-2">
        {group.shortcuts.map(({ text, keys }) => (
          <div key={text} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
            <dt>{t(text)}</dt>
            <dd className="flex flex-wrap items-baseline gap-2" dir="ltr">
              {keys.map((combination) => (
                <Keys key={combination.join()} combination={combination} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Keys({ combination }: { readonly combination: KeyCombination }) {
  return (
    <span className="whitespace-nowrap">
      {combination.map((key, index) => (
        <Fragment key={key}>
          {index > 0 && " + "}
          <kbd className="key">{keyName(key)}</kbd>
        </Fragment>
      ))}
    </span>
  );
}
