import { stopComposing } from "@parley/react/composition";
import { Combobox } from "@base-ui/react/combobox";
import type { Group } from "@parley/contract/groups";
import { useId } from "react";
import { useAdminText } from "../admin-text.ts";
import { ChooseButtons } from "../parts/choose-buttons.tsx";
import { ChoosePopup } from "../parts/choose-popup.tsx";
import { Field } from "../parts/field.tsx";

interface GroupFieldProps {
  readonly label: string;
  readonly groups: readonly Group[];
  readonly value: Group | null;
  onChange(group: Group | null): void;
}

const idOf = ({ id }: Group) => id;
const nameOf = ({ name }: Group) => name;
const sameGroup = (one: Group, other: Group) => one.id === other.id;
const showGroup = (group: Group) => <GroupOption group={group} />;

function GroupOption({ group }: { readonly group: Group }) {
  const { t } = useAdminText();
  return (
    <span className="min-w-0">
      <span className="block font-medium wrap-anywhere">
        <bdi>{group.name}</bdi>
      </span>
      <span className="text-sm text-muted">{t("groups.ledBy", { name: group.mentor.name })}</span>
    </span>
  );
}

/** A field in which one chooses a group by typing a part of its name. */
export function GroupField({ label, groups, value, onChange }: GroupFieldProps) {
  const { t, locale } = useAdminText();
  const id = useId();
  return (
    <Field id={id} label={label}>
      <Combobox.Root<Group>
        items={groups}
        value={value}
        locale={locale}
        itemToStringLabel={nameOf}
        isItemEqualToValue={sameGroup}
        onValueChange={onChange}
        autoHighlight
      >
        <Combobox.InputGroup className="relative">
          <Combobox.Input onKeyDownCapture={stopComposing} id={id} className="field pe-20" />
          <ChooseButtons />
        </Combobox.InputGroup>
        <ChoosePopup status={null} empty={t("choose.none")} keyOf={idOf} show={showGroup} />
      </Combobox.Root>
    </Field>
  );
}
