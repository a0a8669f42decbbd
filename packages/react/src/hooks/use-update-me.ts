import { useMessaging } from "../provider/messaging-context.ts";

/** Changes the signed-in user's name or picture, or what they share. The screen follows with the result. */
export const useUpdateMe = () => useMessaging().screen.updateMe;
