import { useRef } from "react";
import { useLabels } from "../../provider/wording-context.ts";
import { Icon } from "../icons.tsx";

/** Opens the choice of files of the system; on a phone that includes the camera. */
export function AttachButton({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const labels = useLabels();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        className="parley-composer__tool"
        aria-label={labels.attachFiles}
        title={labels.attachFiles}
        onClick={() => input.current?.click()}
      >
        <Icon>
          <path d="m19 11.5-7.4 7.4a4.6 4.6 0 0 1-6.5-6.5l7.6-7.6a3.1 3.1 0 0 1 4.4 4.4l-7.6 7.6a1.5 1.5 0 0 1-2.2-2.2l7-7" />
        </Icon>
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-files
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          // The same file can be chosen again.
          target.value = "";
        }}
      />
    </>
  );
}
