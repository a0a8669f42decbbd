import { type RefObject, useLayoutEffect } from "react";

/** Lets a textarea grow with its text if the browser does not support `field-sizing`. */
export function useAutosize(field: RefObject<HTMLTextAreaElement | null>, value: string) {
  useLayoutEffect(() => {
    const element = field.current;
    if (element === null || CSS.supports("field-sizing", "content")) return;
    element.style.blockSize = "auto";
    element.style.blockSize = value === "" ? "" : `${element.scrollHeight}px`;
  }, [field, value]);
}
