import type { ParleyClient } from "@parley/client";
import { createContext, useContext } from "react";

/** Makes the address of a picture out of a person's `avatarUrl`. */
export type AvatarUrlOf = ParleyClient["avatars"]["urlOf"];

/** Components that take props work without a provider: then initials stand for everybody. */
export const AvatarContext = createContext<AvatarUrlOf>(() => undefined);

export const useAvatarUrlOf = (): AvatarUrlOf => useContext(AvatarContext);
