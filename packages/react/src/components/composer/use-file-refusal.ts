import { type RefObject, useEffect, useRef } from "react";

const hasFiles = (data: DataTransfer | null) => data?.types.includes("Files") === true;

/**
 * Shows that files cannot be sent if one is pasted or dropped near a field: the browser would ignore a picture, and open a dropped
 * file. A paste that contains text too is a paste of the text.
 */
export function useFileRefusal(field: RefObject<HTMLElement | null>, onRefused: () => void): void {
  const latest = useRef(onRefused);
  useEffect(() => {
    latest.current = onRefused;
  });
  useEffect(() => {
    const around = field.current?.closest<HTMLElement>(".parley") ?? field.current;
    if (around === null) return undefined;
    const refuse = (event: Event) => {
      event.preventDefault();
      latest.current();
    };
    const onPaste = (event: ClipboardEvent) => {
      const { clipboardData: data } = event;
      if (hasFiles(data) && data?.getData("text/plain") === "") refuse(event);
    };
    const onDragOver = (event: DragEvent) => {
      // Without this the browser opens the dropped file.
      if (hasFiles(event.dataTransfer)) event.preventDefault();
    };
    const onDrop = (event: DragEvent) => {
      if (hasFiles(event.dataTransfer)) refuse(event);
    };
    around.addEventListener("paste", onPaste);
    around.addEventListener("dragover", onDragOver);
    around.addEventListener("drop", onDrop);
    return () => {
      around.removeEventListener("paste", onPaste);
      around.removeEventListener("dragover", onDragOver);
      around.removeEventListener("drop", onDrop);
    };
  }, [field]);
}
