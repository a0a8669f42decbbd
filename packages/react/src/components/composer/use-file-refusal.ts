import { type RefObject, useEffect, useRef } from "react";

const hasFiles = (data: DataTransfer | null) => data?.types.includes("Files") === true;

/**
 * Says that files cannot be sent, where one is pasted or dropped anywhere around a field: a browser would take no
 * notice of a picture, and leave the page for a file. A paste that has a text too is one of the text.
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
      // Without this the browser opens what is dropped.
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
