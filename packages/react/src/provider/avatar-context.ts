import type { ParleyClient } from "@parley/client";
import { createContext, useContext } from "react";

/** Returns the address of a picture for a user's `avatarUrl`. */
export type AvatarUrlOf = ParleyClient["avatars"]["urlOf"];

/** Components that take props work without a provider: then all users have initials. */
export const AvatarContext = createContext<AvatarUrlOf>(() => undefined);

/** Returns a function that makes an address from the `avatarUrl` of a user, for a size in pixels. */
export const useAvatarUrlOf = (): AvatarUrlOf => useContext(AvatarContext);
