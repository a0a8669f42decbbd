import { reasonOf } from "@parley/client";
import type { Person } from "@parley/contract";
import { useState } from "react";
import { AddPersonIcon } from "../../components/menu-icons.tsx";
import { ContactList } from "../../components/contacts/contact-list.tsx";
import { IconButton } from "../../components/icon-button.tsx";
import { TransientProblem } from "../../components/feedback/transient-problem.tsx";
import { Toast } from "../../components/feedback/toast.tsx";
import { usePolicy } from "../../hooks/session/use-policy.ts";
import { useContacts } from "../../hooks/people/use-contacts.ts";
import { useOnlineIds } from "../../hooks/people/use-online-ids.ts";
import { useOpenConversation } from "../../hooks/conversations/use-open-conversation.ts";
import { useAllLabels } from "../../provider/all-labels.ts";
import { useReasonWords } from "../../provider/use-reason-words.ts";
import { BlockedSection } from "./blocked-section.tsx";
import { ContactDialogs, type OpenDialog } from "./contact-dialogs.tsx";
import { OtherPeople } from "./other-people.tsx";
import { useContactMenu } from "./use-contact-menu.tsx";
import { useToast } from "../../components/feedback/use-toast.ts";

export interface ContactsPanelProps {
  readonly onOpen: (conversationId: string) => void;
}

/** Opens the conversation with a user, or returns why not. */
function useWriting({ onOpen }: ContactsPanelProps) {
  const { open, openingId, error } = useOpenConversation();
  const reasonWords = useReasonWords();
  return {
    openingId,
    problem: error === null ? null : reasonWords(reasonOf(error)),
    onMessage: (personId: string) => {
      // A refusal is shown through `error`.
      open(personId).then(onOpen, () => undefined);
    },
  };
}

/** The contacts of the signed-in user, with the actions of each. */
export function ContactsPanel({ onOpen }: ContactsPanelProps) {
  const labels = useAllLabels();
  const { openingId, problem, onMessage } = useWriting({ onOpen });
  const [shown, setShown] = useState<OpenDialog | null>(null);
  const { message, say, dismiss } = useToast();
  const actionsOf = useContactMenu(setShown);
  const canAdd = usePolicy()?.customContacts !== "off";
  const add = () => setShown({ dialog: "add" });
  const onUnblock = (person: Person) =>
    setShown({ dialog: "step", step: { type: "unblock", person } });
  const below = (search: string) => (
    <>
      <OtherPeople search={search} openingId={openingId} onMessage={onMessage} />
      <BlockedSection search={search} onUnblock={onUnblock} />
    </>
  );
  return (
    <>
      <TransientProblem text={problem} />
      <div className="parley-scroll">
        <ContactList
          contacts={useContacts()}
          onlineIds={useOnlineIds()}
          openingId={openingId}
          onMessage={onMessage}
          actionsOf={actionsOf}
          onAdd={canAdd ? add : undefined}
          action={
            canAdd && (
              <IconButton label={labels.addContact} onPress={add}>
                <AddPersonIcon />
              </IconButton>
            )
          }
          below={below}
        />
      </div>
      <Toast message={message} onDismiss={dismiss} />
      <ContactDialogs
        shown={shown}
        onClose={() => setShown(null)}
        onDone={(text) => say({ kind: "done", text })}
      />
    </>
  );
}
