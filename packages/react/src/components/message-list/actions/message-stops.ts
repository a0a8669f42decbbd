import { createContext, use } from "react";

/** Whether what can be pressed in a message is reached by Tab: only from the message itself. */
export const MessageEntered = createContext(true);

/** The `tabIndex` of something that can be pressed in a message. */
export const useStop = (): 0 | -1 => (use(MessageEntered) ? 0 : -1);
