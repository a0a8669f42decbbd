/** As near to the end as this, in pixels, the log follows new messages. */
export const NEAR_END = 96;

export const isNearEnd = ({ scrollHeight, clientHeight, scrollTop }: HTMLElement) =>
  scrollHeight - clientHeight - scrollTop <= NEAR_END;
