import { stopComposing } from "@parley/react/composition";
import { Combobox } from "@base-ui/react/combobox";
import type { Person, Role } from "@parley/contract";
import { useId, useState } from "react";
import type { Ref } from "react";
import { useAdminText } from "../parts/admin-text.ts";
import { ChoosePopup } from "../../shell/choose-popup.tsx";
import { Field, problemId } from "../parts/field.tsx";
import { idOf, knownPeople, nameOf, samePerson, withoutPeople } from "./person-option.tsx";
import { PersonChip } from "./person-option.tsx";
import { showPerson } from "./person-option.tsx";
import { useCandidates } from "./use-candidates.ts";

interface PeopleFieldProps {
  readonly label: string;
  /** Role of the users to select from. */
  readonly among: Role;
  readonly value: readonly Person[];
  /** Users who are excluded, since they are members already. */
  readonly without?: readonly Person[];
  readonly problem: string | null;
  readonly inputRef: Ref<HTMLInputElement>;
  onChange(people: readonly Person[]): void;
}

/** A field for several users; each selected one is a chip. */
export function PeopleField(props: PeopleFieldProps) {
  const { label, among, value, without = [], problem, onChange } = props;
  const { t } = useAdminText();
  const id = useId();
  const [text, setText] = useState("");
  const candidates = useCandidates(among, text);
  const found = withoutPeople(candidates.found, without);
  return (
    <Field id={id} label={label} problem={problem}>
      <Combobox.Root<Person, true>
        multiple
        items={knownPeople(found, value)}
        filteredItems={found}
        value={value}
        itemToStringLabel={nameOf}
        isItemEqualToValue={samePerson}
        onValueChange={onChange}
        onInputValueChange={setText}
        autoHighlight
      >
        <ChosenPeople {...props} id={id} />
        <ChoosePopup
          status={candidates.status}
          empty={t("choose.nobody")}
          keyOf={idOf}
          show={showPerson}
        />
      </Combobox.Root>
    </Field>
  );
}

/** The chips, and the input after them. */
function ChosenPeople({
  id,
  value,
  problem,
  inputRef,
}: PeopleFieldProps & { readonly id: string }) {
  const { t } = useAdminText();
  return (
    <Combobox.InputGroup className="field flex items-center py-1">
      <Combobox.Chips
        className="flex min-w-0 grow flex-wrap items-center gap-1.5"
        aria-label={value.length > 0 ? t("choose.chosen") : undefined}
      >
        {value.map((person) => (
          <PersonChip key={person.id} person={person} />
        ))}
        <Combobox.Input
          onKeyDownCapture={stopComposing}
          ref={inputRef}
          id={id}
          className="min-h-8 min-w-24 grow basis-24 bg-transparent text-base outline-none"
          placeholder={value.length === 0 ? t("choose.placeholder") : ""}
          aria-invalid={problem !== null}
          aria-describedby={problemId(id)}
        />
      </Combobox.Chips>
    </Combobox.InputGroup>
  );
}
