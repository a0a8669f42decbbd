import type { Loadable } from "@parley/client";
import type { Me } from "@parley/contract";
import { useScreen } from "../../provider/use-screen.ts";

/** The signed-in user. */
export function useMe(): Loadable<Me> {
  return useScreen(({ me }) => me);
}

/** The signed-in user's id; empty until it is known. */
export function useUserId(): string {
  return useScreen(({ userId }) => userId);
}
