import type { Conversation } from "@parley/contract";
import type { StarterPlace } from "@parley/contract/starter-table";
import { useMe } from "../../hooks/session/use-me.ts";
import { valueOf } from "../../loadable.ts";
import { otherPersonOf } from "../../people.ts";
import { useMessaging } from "../../provider/messaging-context.ts";

/** A mentor is reminded after this many milliseconds without a message. */
const SILENCE = 7 * 86_400_000;

/** Whether starters are offered: in an empty conversation of mentor and mentee, and to the mentor after seven silent days. */
export function useStarting(
  conversation: Conversation,
  isEmpty: boolean,
): { readonly role: StarterPlace["role"]; readonly isSilent: boolean } | null {
  const { server } = useMessaging().client;
  const role = valueOf(useMe())?.role;
  const other = otherPersonOf(conversation);
  if (other === null || other.kind !== undefined) return null;
  const isPair =
    (role === "MENTOR" && other.role === "MENTEE") ||
    (role === "MENTEE" && other.role === "MENTOR");
  if (!isPair) return null;
  if (isEmpty) return { role, isSilent: false };
  const { lastMessage } = conversation;
  const isSilent =
    role === "MENTOR" &&
    lastMessage !== null &&
    server.now() - Date.parse(lastMessage.createdAt) > SILENCE;
  return isSilent ? { role, isSilent } : null;
}
