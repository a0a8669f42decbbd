import type { Upload, Uploads } from "@parley/client";
import { limits } from "@parley/contract/limits";
import { useState } from "react";
import { useAllLabels } from "../../provider/all-labels.ts";
import { useFormat } from "../../provider/wording-context.ts";
import { CloseIcon } from "../action-icons.tsx";
import { unlessComposing } from "../composition.ts";
import { IconButton } from "../icon-button.tsx";
import { fileSize } from "./file-size.ts";
import { FileIcon } from "./message-files.tsx";
import { VoicePlayer } from "./voice-player.tsx";

export interface AttachmentsProps {
  readonly files: readonly Upload[];
  readonly uploads: Uploads;
}

/** The files that are sent with the message that is being written. */
export function Attachments({ files, uploads }: AttachmentsProps) {
  const labels = useAllLabels();
  return (
    <ul className="parley-attachments" aria-label={labels.attachments}>
      {files.map((file) => (
        <Attachment key={file.id} file={file} uploads={uploads} />
      ))}
    </ul>
  );
}

function Attachment({ file, uploads }: { readonly file: Upload; readonly uploads: Uploads }) {
  const labels = useAllLabels();
  const { state, name } = file;
  const isImage = file.type.startsWith("image/");
  const isSound = file.type.startsWith("audio/");
  const hasProblem = state.status === "refused" || state.status === "failed";
  return (
    <li className="parley-attachment" data-problem={hasProblem}>
      {isImage && !hasProblem ? (
        <img className="parley-attachment__image" src={file.url} alt="" draggable={false} />
      ) : (
        !isSound && <FileIcon />
      )}
      <div className="parley-attachment__text">
        {isSound ? (
          <VoicePlayer id={file.id} name={name} voice={file.voice} url={file.url} />
        ) : (
          <bdi className="parley-attachment__name">{name}</bdi>
        )}
        <Progress file={file} />
        {isImage && !hasProblem && <Description file={file} uploads={uploads} />}
      </div>
      {state.status === "failed" && (
        <button
          type="button"
          className="parley-status__button"
          onClick={() => uploads.retry(file.id)}
        >
          {labels.retry}
        </button>
      )}
      <IconButton label={labels.removeFile(name)} onPress={() => uploads.discard(file.id)}>
        <CloseIcon />
      </IconButton>
    </li>
  );
}

/** How far it is, or why it is not accepted. */
function Progress({ file: { state, size, name } }: { readonly file: Upload }) {
  const labels = useAllLabels();
  const format = useFormat();
  switch (state.status) {
    case "uploading":
      return (
        <progress
          className="parley-attachment__progress"
          aria-label={labels.uploading(name)}
          max={size}
          value={state.sent}
        />
      );
    case "checking":
      return <span className="parley-attachment__state">{labels.checkingFile}</span>;
    case "ready":
      return (
        <span className="parley-attachment__state">{fileSize(state.file.size, format.locale)}</span>
      );
    case "refused":
      return (
        <span className="parley-attachment__state" role="alert">
          {labels.fileProblems[state.problem]}
        </span>
      );
    case "failed":
      return (
        <span className="parley-attachment__state" role="alert">
          {labels.uploadFailed}
        </span>
      );
  }
}

function Description({ file, uploads }: { readonly file: Upload; readonly uploads: Uploads }) {
  const labels = useAllLabels();
  const [text, setText] = useState(file.alt ?? "");
  return (
    <input
      className="parley-attachment__alt"
      type="text"
      aria-label={labels.describeImage(file.name)}
      placeholder={labels.describe}
      maxLength={limits.altMax}
      dir="auto"
      value={text}
      onChange={({ target }) => setText(target.value)}
      onBlur={() => {
        if (text.trim() !== (file.alt ?? "")) uploads.describe(file.id, text.trim());
      }}
      onKeyDown={unlessComposing((event) => {
        // Enter would send the message without the words.
        if (event.key !== "Enter") return;
        event.preventDefault();
        event.currentTarget.blur();
      })}
    />
  );
}
