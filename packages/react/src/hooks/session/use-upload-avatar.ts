import { useMessaging } from "../../provider/messaging-context.ts";

/** Uploads a file as the signed-in user's picture. The screen is updated with the result. */
export const useUploadAvatar = () => useMessaging().screen.uploadAvatar;
