import { type RefObject, useRef, useState } from "react";
import { useLabels } from "../../provider/wording-context.ts";
import { onDemand } from "../on-demand.tsx";
import { isTouchOnly } from "./composer-keys.ts";
import type { ComposerFiles } from "./composer.tsx";
import { Tool } from "./tool.tsx";

const VoiceRecorder = onDemand(async () => (await import("./voice-recorder.tsx")).VoiceRecorder);
const AttachMenu = onDemand(async () => (await import("./attach-menu.tsx")).AttachMenu);

/** Opens the choice of files of the system. A phone is asked first whether to take a photo. */
export function AttachButton({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const labels = useLabels();
  const input = useRef<HTMLInputElement>(null);
  const [trigger, setTrigger] = useState<HTMLElement | null>(null);
  const choose = () => input.current?.click();
  return (
    <>
      <Tool
        label={labels.attachFiles}
        onPress={(button) => (isTouchOnly() ? setTrigger(button) : choose())}
      >
        <path d="m19 11.5-7.4 7.4a4.6 4.6 0 0 1-6.5-6.5l7.6-7.6a3.1 3.1 0 0 1 4.4 4.4l-7.6 7.6a1.5 1.5 0 0 1-2.2-2.2l7-7" />
      </Tool>
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
      {trigger !== null && (
        <AttachMenu
          trigger={trigger}
          onChoose={choose}
          onFiles={onFiles}
          onClose={() => setTrigger(null)}
        />
      )}
    </>
  );
}

interface RecordButtonProps {
  /** Whether there is no text, to which a voice message is the alternative. */
  readonly isOffered: boolean;
  readonly files: ComposerFiles;
  readonly field: RefObject<HTMLElement | null>;
  readonly onProblem: (problem: string) => void;
}

/** Records a voice message, in a line above the field. */
export function RecordButton({ isOffered, files, field, onProblem }: RecordButtonProps) {
  const labels = useLabels();
  const [isOpen, setOpen] = useState(false);
  if (isOpen)
    return (
      <VoiceRecorder
        field={field}
        onRecorded={async (file, voice) => {
          const problem = await files.add([file], voice);
          if (problem !== null) onProblem(problem);
        }}
        onProblem={onProblem}
        onClose={() => setOpen(false)}
      />
    );
  return (
    isOffered && (
      <Tool label={labels.recordVoice} onPress={() => setOpen(true)}>
        <path d="M12 4a2.75 2.75 0 0 0-2.75 2.75v5a2.75 2.75 0 0 0 5.5 0v-5A2.75 2.75 0 0 0 12 4zM6 11.5a6 6 0 0 0 12 0M12 17.5v3" />
      </Tool>
    )
  );
}
