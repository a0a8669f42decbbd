import { type RefObject, useEffect, useRef, useState } from "react";

const hasFiles = (data: DataTransfer | null) => data?.types.includes("Files") === true;

/**
 * Takes files that are pasted or dropped near a field: the browser would ignore a picture, and open a dropped file. A paste that
 * contains text too is a paste of the text. Returns whether files are over the place where they can be dropped.
 */
export function useDroppedFiles(
  field: RefObject<HTMLElement | null>,
  onFiles: (files: readonly File[]) => void,
): boolean {
  const [isOver, setOver] = useState(false);
  const latest = useRef(onFiles);
  useEffect(() => {
    latest.current = onFiles;
  });
  useEffect(() => {
    const around = field.current?.closest<HTMLElement>(".parley") ?? field.current;
    if (around === null) return undefined;
    const take = (event: Event, data: DataTransfer | null) => {
      event.preventDefault();
      latest.current([...(data?.files ?? [])]);
    };
    const onPaste = (event: ClipboardEvent) => {
      const { clipboardData: data } = event;
      if (hasFiles(data) && data?.getData("text/plain") === "") take(event, data);
    };
    const onDragOver = (event: DragEvent) => {
      if (!hasFiles(event.dataTransfer)) return;
      // Without this the browser opens the dropped file.
      event.preventDefault();
      setOver(true);
    };
    const onDragLeave = ({ relatedTarget }: DragEvent) => {
      if (!(relatedTarget instanceof Node && around.contains(relatedTarget))) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      setOver(false);
      if (hasFiles(event.dataTransfer)) take(event, event.dataTransfer);
    };
    around.addEventListener("paste", onPaste);
    around.addEventListener("dragover", onDragOver);
    around.addEventListener("dragleave", onDragLeave);
    around.addEventListener("drop", onDrop);
    return () => {
      around.removeEventListener("paste", onPaste);
      around.removeEventListener("dragover", onDragOver);
      around.removeEventListener("dragleave", onDragLeave);
      around.removeEventListener("drop", onDrop);
    };
  }, [field]);
  return isOver;
}
