import type { ActionItem } from "@parley/contract";
import { useState } from "react";
import { useCards } from "../../../hooks/messages/use-cards.ts";
import { useAllLabels } from "../../../provider/all-labels.ts";
import { useFormat } from "../../../provider/wording-context.ts";
import { ItemCard } from "../cards/item-card.tsx";
import { ItemDialog } from "../cards/item-dialog.tsx";
import type { ItemContext } from "../cards/use-item.ts";
import { Section } from "./section.tsx";

/** Those that are due first; those without a date last. */
const placeOf = ({ dueOn, id }: ActionItem) => `${dueOn ?? "9999"} ${id}`;
const byDate = (one: ActionItem, other: ActionItem) => (placeOf(one) < placeOf(other) ? -1 : 1);

/** SPEC ACT-12: the action items of a conversation, the open ones by their dates, those that are done folded. */
export function ActionItems({ conversation, members, userId, say, onJump }: ItemContext) {
  const labels = useAllLabels();
  const format = useFormat();
  const context = { conversation, members, userId, say, onJump };
  const items = Object.values(useCards(conversation.id)).filter(
    (card) => card.kind === "action_item",
  );
  const [isMaking, setIsMaking] = useState(false);
  const open = items.filter(({ state }) => state === "open").toSorted(byDate);
  const done = items
    .filter(({ state }) => state === "done")
    .toSorted((one, other) => (one.changedAt < other.changedAt ? 1 : -1));
  const list = (shown: readonly ActionItem[]) => (
    <ul className="parley-about__links">
      {shown.map((item) => (
        <li key={item.id}>
          <ItemCard {...context} item={item} />
        </li>
      ))}
    </ul>
  );
  return (
    <Section heading={labels.actionItems}>
      {open.length === 0 ? <p className="parley-about__text">{labels.noItems}</p> : list(open)}
      {done.length > 0 && (
        <details className="parley-about__text">
          <summary>{labels.itemsDone(format.number(done.length), done.length)}</summary>
          {list(done)}
        </details>
      )}
      <button type="button" className="parley-button" onClick={() => setIsMaking(true)}>
        {labels.newItem}
      </button>
      {isMaking && <ItemDialog {...context} onClose={() => setIsMaking(false)} />}
    </Section>
  );
}
