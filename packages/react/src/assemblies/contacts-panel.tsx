import { reasonOf } from "@parley/client";
import { useMemo } from "react";
import { useContacts } from "../hooks/use-contacts.ts";
import { useOpenConversation } from "../hooks/use-open-conversation.ts";
import { useMessaging } from "../provider/messaging-context.ts";
import { useLabels } from "../provider/wording-context.ts";
import { useStore } from "../stores/use-store.ts";
import { ContactList } from "../components/contact-list.tsx";

interface ContactsPanelProps {
  readonly onOpen: (conversationId: string) => void;
}

function useOnlineIds(): ReadonlySet<string> {
  const { presence } = useMessaging().stores;
  const all = useStore(presence, presence.all);
  return useMemo(
    () =>
      new Set(
        [...all.values()].flatMap(({ userId, state }) => (state === "online" ? [userId] : [])),
      ),
    [all],
  );
}

/** The contact list of the signed-in person; a contact's button opens the conversation with them. */
export function ContactsPanel({ onOpen }: ContactsPanelProps) {
  const contacts = useContacts();
  const onlineIds = useOnlineIds();
  const { open, openingId, error } = useOpenConversation();
  const labels = useLabels();
  const reason = reasonOf(error);

  const onMessage = (personId: string) => {
    // A refusal is shown from `error`.
    open(personId).then(onOpen, () => undefined);
  };
  return (
    <>
      {error !== null && (
        <p className="parley-problem" role="alert">
          {reason === undefined ? labels.noAnswer : labels.reasons[reason]}
        </p>
      )}
      <ContactList
        contacts={contacts}
        onlineIds={onlineIds}
        openingId={openingId}
        onMessage={onMessage}
      />
    </>
  );
}
