import { createContext, use } from "react";

/** Whether Tab reaches the controls of a message: only while the message contains the focus. */
export const MessageEntered = createContext(true);

/** The `tabIndex` of a control in a message. */
export const useTabIndex = (): 0 | -1 => (use(MessageEntered) ? 0 : -1);
