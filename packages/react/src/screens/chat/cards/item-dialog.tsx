import { newId, outcomeOf } from "@parley/client";
import type { ActionItem } from "@parley/contract";
import { plainTextOf } from "@parley/contract/formatting";
import { limits } from "@parley/contract/limits";
import { codePoints } from "@parley/contract/text-rules";
import { type FormEvent, useId, useRef, useState } from "react";
import { Dialog } from "../../../components/overlay/dialog.tsx";
import { otherPersonOf } from "../../../people.ts";
import { useAllLabels } from "../../../provider/all-labels.ts";
import { useMessaging } from "../../../provider/messaging-context.ts";
import { useReasonWords } from "../../../provider/use-reason-words.ts";
import { useFormat } from "../../../provider/wording-context.ts";
import { localDate } from "../../../time/local-moment.ts";
import type { ItemContext } from "./use-item.ts";

export interface ItemDialogProps extends Pick<ItemContext, "conversation" | "members" | "userId"> {
  /** The item to change; a new one if absent. */
  readonly item?: ActionItem | undefined;
  /** Of a new one: its text, and the message of which it is made. */
  readonly source?: { readonly body: string; readonly seq: number | null } | undefined;
  readonly onRemove?: (() => void) | undefined;
  readonly onClose: () => void;
}

const cut = (text: string) => [...text].slice(0, limits.itemTextMax).join("").trim();

function useItemForm({ item, source, conversation, members, userId, onClose }: ItemDialogProps) {
  const { client } = useMessaging();
  const labels = useAllLabels();
  const words = useReasonWords();
  const format = useFormat();
  const canShare = conversation.writable.ok;
  const [id] = useState(newId);
  const isMember = members.some(({ person }) => person.id === item?.ownerId);
  const [text, setText] = useState(item?.text ?? cut(plainTextOf(source?.body ?? "")));
  const [ownerId, setOwnerId] = useState(item !== undefined && isMember ? item.ownerId : userId);
  const [dueOn, setDueOn] = useState(item?.dueOn ?? "");
  const [isShared, setIsShared] = useState(item === undefined ? canShare : item.seq !== null);
  const [problem, setProblem] = useState<string | null>(null);
  const isBusy = useRef(false);
  const save = async () => {
    if (isBusy.current) return;
    const length = codePoints(text.trim());
    if (length === 0 || length > limits.itemTextMax)
      return setProblem(labels.itemBadText(format.number(limits.itemTextMax)));
    isBusy.current = true;
    const fields = {
      text: text.trim(),
      ...(isShared ? { ownerId } : {}),
      dueOn: dueOn === "" ? null : dueOn,
    };
    const { cards } = client.trpc;
    const sourceSeq = source?.seq ?? null;
    // The events of a call show what it changed.
    const call: Promise<unknown> =
      item === undefined
        ? cards.createItem.mutate({
            ...{ id, conversationId: conversation.id, isShared, sourceSeq, ...fields },
          })
        : cards.changeItem.mutate({ itemId: item.id, ...fields });
    const outcome = await outcomeOf(call);
    isBusy.current = false;
    if (outcome.ok) return onClose();
    setProblem(
      outcome.reason === "invalid_input"
        ? labels.itemBad(format.number(limits.openItemsMax))
        : labels.itemFailed(words(outcome.reason)),
    );
  };
  const fields = { text, setText, ownerId, setOwnerId, dueOn, setDueOn, isShared, setIsShared };
  return { ...fields, canShare, problem, save };
}

/** SPEC ACT-11: what is to be done, by whom, until when, and who sees it. */
export function ItemDialog(props: ItemDialogProps) {
  const { item, conversation, members, userId, onRemove, onClose } = props;
  const labels = useAllLabels();
  const { server } = useMessaging().client;
  const form = useItemForm(props);
  const name = useId();
  const other = otherPersonOf(conversation);
  const today = localDate(new Date(server.now()));
  const owners = members.filter(({ person }) => person.kind === undefined);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    void form.save();
  };
  return (
    <Dialog title={item === undefined ? labels.newItem : labels.editItem} onClose={onClose}>
      <form className="parley-form" noValidate onSubmit={onSubmit}>
        <label className="parley-form__label">
          {labels.itemText}
          <textarea
            className="parley-field parley-field--text"
            rows={3}
            dir="auto"
            data-first-focus
            readOnly={item !== undefined && item.creatorId !== userId}
            value={form.text}
            onChange={(event) => form.setText(event.target.value)}
          />
        </label>
        {item === undefined && (
          <div className="parley-later-zones" role="radiogroup" aria-label={labels.itemSharing}>
            {[true, false].map((shared) => (
              <label key={String(shared)} className="parley-later-zone">
                <input
                  type="radio"
                  name={name}
                  disabled={shared && !form.canShare}
                  checked={form.isShared === shared}
                  onChange={() => form.setIsShared(shared)}
                />
                <span>
                  {!shared
                    ? labels.itemPrivate
                    : other === null
                      ? labels.itemShared
                      : labels.itemSharedWith(other.name)}
                </span>
              </label>
            ))}
          </div>
        )}
        <div className="parley-later-moment">
          {form.isShared && (
            <label className="parley-form__label">
              {labels.itemOwner}
              <select
                className="parley-field"
                value={form.ownerId}
                onChange={(event) => form.setOwnerId(event.target.value)}
              >
                {owners.map(({ person }) => (
                  <option key={person.id} value={person.id}>
                    {person.id === userId ? labels.you : person.name}
                  </option>
                ))}
              </select>
            </label>
          )}
          <label className="parley-form__label">
            {labels.itemDueOn}
            <input
              type="date"
              className="parley-field"
              min={today}
              value={form.dueOn}
              onChange={(event) => form.setDueOn(event.target.value)}
            />
          </label>
        </div>
        <div role="alert">
          {form.problem !== null && <p className="parley-form__problem">{form.problem}</p>}
        </div>
        <div className="parley-dialog__actions">
          {onRemove !== undefined && (
            <button
              type="button"
              className="parley-button"
              data-kind="grave"
              onClick={() => {
                onRemove();
                onClose();
              }}
            >
              {labels.remove}
            </button>
          )}
          <button type="button" className="parley-button" onClick={onClose}>
            {labels.cancel}
          </button>
          <button type="submit" className="parley-button" data-kind="main">
            {labels.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
