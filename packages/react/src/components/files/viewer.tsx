import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { createPortal } from "react-dom";
import type { RowFile } from "../../rows/row.ts";
import { useAllLabels } from "../../provider/all-labels.ts";
import { useFileUrls } from "../../provider/use-file-urls.ts";
import { useFormat } from "../../provider/wording-context.ts";
import { CloseIcon } from "../action-icons.tsx";
import { unlessComposing } from "../composition.ts";
import { IconButton } from "../icon-button.tsx";
import { BackIcon, DownIcon } from "../icons.tsx";
import { useModal } from "../overlay/use-modal.ts";

/** The parts of what is looked at, such as pages, one of which is shown. */
export interface ViewerParts {
  readonly at: number;
  readonly count: number;
  readonly previous: string;
  readonly next: string;
  readonly onMove: (at: number) => void;
}

interface ViewerProps {
  readonly file: RowFile;
  readonly parts: ViewerParts;
  /** More buttons in the head. */
  readonly tools?: ReactNode;
  /** Handles other keys than those that move; returns whether it did. */
  readonly onKey?: ((key: string) => boolean) | undefined;
  /** Whether a swipe moves what is shown, and not to the next one. */
  readonly isLarge?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Pixels of a movement that is a swipe. */
const SWIPE = 60;

/** A file on the whole screen. Arrow keys and swipes show the next part. */
export function Viewer(props: ViewerProps) {
  const { file, parts, onKey, isLarge = false, onClose, children } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  useModal(dialog);
  const place = document.querySelector(".parley") ?? document.body;
  const start = useRef<number | null>(null);
  const isRightToLeft = () => getComputedStyle(place).direction === "rtl";
  const move = (by: number) => {
    const next = parts.at + by;
    if (next >= 0 && next < parts.count) parts.onMove(next);
  };
  const onKeyDown = unlessComposing((event: KeyboardEvent) => {
    event.stopPropagation();
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
    if (by !== 0) move(isRightToLeft() ? -by : by);
    else if (onKey?.(key) !== true) return;
    event.preventDefault();
  });
  return createPortal(
    // The keyboard has the same; Escape closes it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      className="parley-viewer"
      aria-label={file.alt ?? file.name}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={onKeyDown}
      onPointerDown={({ clientX }) => (start.current = clientX)}
      onPointerUp={({ clientX, pointerType }) => {
        const from = start.current;
        start.current = null;
        if (from === null || pointerType === "mouse" || Math.abs(clientX - from) < SWIPE) return;
        if (!isLarge) move(clientX < from !== isRightToLeft() ? 1 : -1);
      }}
    >
      {children}
      <Head {...props} onMoveBy={move} />
    </dialog>,
    place,
  );
}

function Head({
  file,
  parts,
  tools,
  onClose,
  onMoveBy,
}: ViewerProps & { onMoveBy: (by: number) => void }) {
  const labels = useAllLabels();
  const format = useFormat();
  const { full } = useFileUrls(file.id);
  return (
    <div className="parley-viewer__head">
      <bdi className="parley-viewer__name">{file.name}</bdi>
      {parts.count > 1 && (
        <>
          <IconButton label={parts.previous} onPress={() => onMoveBy(-1)}>
            <BackIcon />
          </IconButton>
          <span className="parley-viewer__place">
            {`${format.number(parts.at + 1)}/${format.number(parts.count)}`}
          </span>
          <IconButton label={parts.next} onPress={() => onMoveBy(1)}>
            <span className="parley-viewer__next">
              <BackIcon />
            </span>
          </IconButton>
        </>
      )}
      {tools}
      <a
        className="parley-icon-button"
        // Of another origin a browser would show it.
        href={full?.startsWith("http") ? `${full}&download` : full}
        download={file.name}
        aria-label={labels.downloadFile(file.name)}
        title={labels.downloadFile(file.name)}
      >
        <DownIcon />
      </a>
      <IconButton label={labels.close} onPress={onClose}>
        <CloseIcon />
      </IconButton>
    </div>
  );
}
