import { stopComposing } from "@parley/react/composition";
import { Combobox } from "@base-ui/react/combobox";
import type { Person, Role } from "@parley/contract";
import { useId, useState } from "react";
import type { Ref } from "react";
import { useAdminText } from "../parts/admin-text.ts";
import { ChooseButtons } from "../parts/choose.tsx";
import { ChoosePopup } from "../../shell/choose-popup.tsx";
import { Field, problemId } from "../parts/field.tsx";
import { idOf, knownPeople, nameOf, samePerson } from "./person-option.tsx";
import { showPerson } from "./person-option.tsx";
import { useCandidates } from "./use-candidates.ts";

interface PersonFieldProps {
  readonly label: string;
  /** Role of the users to select from. */
  readonly among: Role;
  readonly value: Person | null;
  readonly problem: string | null;
  readonly inputRef: Ref<HTMLInputElement>;
  onChange(person: Person | null): void;
}

/** A field in which a user is selected by typing part of their name. */
export function PersonField(props: PersonFieldProps) {
  const { label, among, value, problem, inputRef, onChange } = props;
  const { t } = useAdminText();
  const id = useId();
  const [text, setText] = useState("");
  const { found, status } = useCandidates(among, text === value?.name ? "" : text);
  return (
    <Field id={id} label={label} problem={problem}>
      <Combobox.Root<Person>
        items={knownPeople(found, value === null ? [] : [value])}
        filteredItems={found}
        value={value}
        itemToStringLabel={nameOf}
        isItemEqualToValue={samePerson}
        onValueChange={onChange}
        onInputValueChange={setText}
        autoHighlight
      >
        <Combobox.InputGroup className="relative">
          <Combobox.Input
            onKeyDownCapture={stopComposing}
            ref={inputRef}
            id={id}
            className="field pe-20"
            placeholder={t("choose.placeholder")}
            aria-invalid={problem !== null}
            aria-describedby={problemId(id)}
          />
          <ChooseButtons />
        </Combobox.InputGroup>
        <ChoosePopup status={status} empty={t("choose.nobody")} keyOf={idOf} show={showPerson} />
      </Combobox.Root>
    </Field>
  );
}
