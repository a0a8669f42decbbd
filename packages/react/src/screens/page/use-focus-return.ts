import { type RefObject, useEffect, useRef } from "react";

/**
 * After a conversation is closed, its row gets the focus, unless something else has it by then. A host that keeps the open
 * conversation in the address closes it some time after it was asked to.
 */
export function useFocusReturn(page: RefObject<HTMLElement | null>, openId: string | null) {
  const before = useRef(openId);
  useEffect(() => {
    const left = before.current;
    before.current = openId;
    const isFree = document.activeElement === null || document.activeElement === document.body;
    if (openId !== null || left === null || !isFree) return;
    page.current?.querySelector<HTMLElement>(`[data-conversation="${left}"]`)?.focus();
  }, [page, openId]);
}
