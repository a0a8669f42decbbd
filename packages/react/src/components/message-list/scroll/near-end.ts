/** As near to the end as this, in pixels, the log follows new messages. */
export const NEAR_END = 96;

/** How many pixels are left below the visible part. */
export const distanceFromEnd = ({ scrollHeight, clientHeight, scrollTop }: HTMLElement) =>
  scrollHeight - clientHeight - scrollTop;

export const isNearEnd = (element: HTMLElement) => distanceFromEnd(element) <= NEAR_END;
