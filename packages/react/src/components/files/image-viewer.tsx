import { type KeyboardEvent, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { RowFile } from "../../rows/row.ts";
import { useAllLabels } from "../../provider/all-labels.ts";
import { useFormat } from "../../provider/wording-context.ts";
import { CloseIcon } from "../action-icons.tsx";
import { IconButton } from "../icon-button.tsx";
import { BackIcon, DownIcon } from "../icons.tsx";
import { useModal } from "../overlay/use-modal.ts";
import { unlessComposing } from "../composition.ts";
import { useFileUrls } from "../../provider/use-file-urls.ts";

export interface ImageViewerProps {
  readonly images: readonly RowFile[];
  readonly at: number;
  readonly onMove: (at: number) => void;
  readonly onClose: () => void;
}

/** Pixels of a movement that is a swipe. */
const SWIPE = 60;

/** One image on the whole screen. Arrow keys and swipes show the next one; a press makes it as large as it is. */
export function ImageViewer(props: ImageViewerProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useModal(dialog);
  const place = document.querySelector(".parley") ?? document.body;
  const { images, at, onMove, onClose } = props;
  const file = images[at];
  const start = useRef<number | null>(null);
  if (file === undefined) return null;
  const isRightToLeft = () => getComputedStyle(place).direction === "rtl";
  const move = (by: number) => {
    const next = at + by;
    if (next >= 0 && next < images.length) onMove(next);
  };
  const onKey = (event: KeyboardEvent) => {
    event.stopPropagation();
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    move(isRightToLeft() ? -by : by);
  };
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
      onKeyDown={unlessComposing(onKey)}
      onPointerDown={({ clientX }) => (start.current = clientX)}
      onPointerUp={({ clientX, pointerType }) => {
        const from = start.current;
        start.current = null;
        if (from === null || pointerType === "mouse" || Math.abs(clientX - from) < SWIPE) return;
        move(clientX < from !== isRightToLeft() ? 1 : -1);
      }}
    >
      <Picture key={file.id} file={file} />
      <Head {...props} file={file} onMove={move} />
    </dialog>,
    place,
  );
}

function Picture({ file }: { readonly file: RowFile }) {
  const labels = useAllLabels();
  const urls = useFileUrls(file.id);
  const [isLarge, setLarge] = useState(false);
  if (urls.status === "gone")
    return <p className="parley-viewer__gone">{labels.fileGone(file.name)}</p>;
  return (
    <button
      type="button"
      className="parley-viewer__picture"
      data-large={isLarge}
      aria-pressed={isLarge}
      aria-label={labels.originalSize}
      onClick={() => setLarge(!isLarge)}
    >
      {urls.full !== undefined && (
        <img
          src={isLarge || urls.screen === undefined ? urls.full : urls.screen}
          alt={file.alt ?? file.name}
          width={file.width}
          height={file.height}
          draggable={false}
        />
      )}
    </button>
  );
}

interface HeadProps extends Pick<ImageViewerProps, "images" | "at" | "onClose"> {
  readonly file: RowFile;
  readonly onMove: (by: number) => void;
}

function Head({ file, images, at, onMove, onClose }: HeadProps) {
  const labels = useAllLabels();
  const format = useFormat();
  const { full } = useFileUrls(file.id);
  const place = `${format.number(at + 1)}/${format.number(images.length)}`;
  return (
    <div className="parley-viewer__head">
      <bdi className="parley-viewer__name">{file.name}</bdi>
      {images.length > 1 && (
        <>
          <IconButton label={labels.previousImage} onPress={() => onMove(-1)}>
            <BackIcon />
          </IconButton>
          <span className="parley-viewer__place">{place}</span>
          <IconButton label={labels.nextImage} onPress={() => onMove(1)}>
            <span className="parley-viewer__next">
              <BackIcon />
            </span>
          </IconButton>
        </>
      )}
      <a
        className="parley-icon-button"
        href={full}
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
