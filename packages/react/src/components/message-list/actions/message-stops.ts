import { createContext, use } from "react";

/** Whether Tab reaches the controls of a message: only while the focus is in the message. */
export const MessageEntered = createContext(true);

/** The `tabIndex` of a control in a message. */
export const useStop = (): 0 | -1 => (use(MessageEntered) ? 0 : -1);
