import type { RowFile } from "../../rows/row.ts";
import { onDemand } from "../on-demand.tsx";

/** Pixels of an image and of another file, about. */
const IMAGE_HEIGHT = 240;
const FILE_HEIGHT = 56;

/** About how high the files of a message are, in pixels. */
export function heightOfFiles(files: readonly RowFile[]): number {
  const others = files.filter(({ kind }) => kind !== "image").length;
  return others * FILE_HEIGHT + (others < files.length ? IMAGE_HEIGHT : 0);
}

/** The files of a message; their code is loaded with the first of them, in whose place there is room meanwhile. */
export const MessageFiles = onDemand<{ readonly files: readonly RowFile[] }>(
  async () => (await import("./message-files.tsx")).MessageFiles,
  ({ files }, problem) => (
    <div className="parley-files" style={{ minBlockSize: heightOfFiles(files) }}>
      {problem}
    </div>
  ),
);
