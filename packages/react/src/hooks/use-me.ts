import type { Me } from "@parley/contract/people";
import { type Loadable, valueOf } from "../loadable.ts";
import { useMessaging } from "../provider/messaging-context.ts";

/** The signed-in person. */
export function useMe(): Loadable<Me> {
  return useMessaging().me;
}

/** The signed-in person's id; empty until it is known. */
export function useUserId(): string {
  return valueOf(useMe())?.id ?? "";
}
