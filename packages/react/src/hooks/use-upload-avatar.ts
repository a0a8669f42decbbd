import { useMessaging } from "../provider/messaging-context.ts";

/** Makes a file the signed-in user's picture. The screen follows with the result. */
export const useUploadAvatar = () => useMessaging().screen.uploadAvatar;
