import { useMessaging } from "../../provider/messaging-context.ts";

/** Changes the signed-in user's name, picture or sharing settings. The screen is updated with the result. */
export const useUpdateMe = () => useMessaging().screen.updateMe;
