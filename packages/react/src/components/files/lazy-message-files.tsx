import type { RowFile } from "../../rows/row.ts";
import { onDemand } from "../on-demand.tsx";

/** Pixels of one image, of a row of several, and of another file, about. */
const IMAGE_HEIGHT = 240;
const ROW_WIDTH = 320;
const FILE_HEIGHT = 60;

function heightOfImages(count: number): number {
  if (count < 2) return count * IMAGE_HEIGHT;
  const across = count < 5 ? 2 : 3;
  return Math.ceil(count / across) * (ROW_WIDTH / across);
}

/** About how high the files of a message are, in pixels. */
export function heightOfFiles(files: readonly RowFile[]): number {
  const others = files.filter(({ kind }) => kind !== "image").length;
  return others * FILE_HEIGHT + heightOfImages(files.length - others);
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
