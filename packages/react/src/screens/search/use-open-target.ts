import { reasonOf } from "@parley/client";
import { useState } from "react";
import { useOpenConversation } from "../../hooks/conversations/use-open-conversation.ts";
import { useAllLabels } from "../../provider/all-labels.ts";
import { useMessaging } from "../../provider/messaging-context.ts";
import { useReasonWords } from "../../provider/use-reason-words.ts";
import type { SearchTarget } from "./search-target.ts";

/** Opens the conversation of an item, which is created if it does not exist; a failure is returned as `problem`. */
export function useOpenTarget(onOpen: (conversationId: string) => void) {
  const { open } = useOpenConversation();
  const { client } = useMessaging();
  const labels = useAllLabels();
  const reasonWords = useReasonWords();
  const [openingKey, setOpeningKey] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  /** The explanation of the contact policy, if it has one for this user. */
  const whyNot = async (personId: string, name: string, error: unknown) => {
    const usual = reasonWords(reasonOf(error));
    if (reasonOf(error) !== "contact_unavailable") return usual;
    try {
      const { canWrite, rule } = await client.trpc.contacts.explain.query({ userId: personId });
      return canWrite ? usual : labels.rules[rule](name);
    } catch {
      return usual;
    }
  };
  const begin = async (key: string, personId: string, name: string) => {
    setOpeningKey(key);
    setProblem(null);
    try {
      onOpen(await open(personId));
    } catch (error) {
      setProblem(await whyNot(personId, name, error));
    } finally {
      setOpeningKey(null);
    }
  };
  const go = ({ key, name, conversationId, personId }: SearchTarget) => {
    if (openingKey !== null) return;
    if (conversationId !== null) onOpen(conversationId);
    else if (personId !== null) void begin(key, personId, name);
  };
  return { go, openingKey, problem };
}
