import { useState } from "react";
import type { RowFile } from "../../rows/row.ts";
import { useAllLabels } from "../../provider/all-labels.ts";
import { useFileUrls } from "../../provider/use-file-urls.ts";
import { AbsentFile, isAbsent } from "./absent-file.tsx";
import { Viewer } from "./viewer.tsx";

export interface ImageViewerProps {
  readonly images: readonly RowFile[];
  readonly at: number;
  readonly onMove: (at: number) => void;
  readonly onClose: () => void;
}

/** One image on the whole screen. A press makes it as large as it is. */
export function ImageViewer({ images, at, onMove, onClose }: ImageViewerProps) {
  const labels = useAllLabels();
  const file = images[at];
  if (file === undefined) return null;
  const parts = {
    at,
    count: images.length,
    previous: labels.previousImage,
    next: labels.nextImage,
    onMove,
  };
  return (
    <Viewer file={file} parts={parts} onClose={onClose}>
      <Picture key={file.id} file={file} />
    </Viewer>
  );
}

function Picture({ file }: { readonly file: RowFile }) {
  const labels = useAllLabels();
  const urls = useFileUrls(file.id);
  const [isLarge, setLarge] = useState(false);
  if (isAbsent(urls))
    return (
      <p className="parley-viewer__gone">
        <AbsentFile name={file.name} status={urls.status} />
      </p>
    );
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
