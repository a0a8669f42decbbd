import type { Person } from "@parley/contract/people";
import { useText } from "../i18n/shell-text.ts";
import { Avatar } from "../shell/avatar.tsx";
import { useSignInText } from "./sign-in-text.ts";

export interface PersonButtonProps {
  readonly person: Person;
  readonly state: "ready" | "busy" | "waiting";
  onChoose(person: Person): void;
}

/** Signs in as one person. */
export function PersonButton({ person, state, onChoose }: PersonButtonProps) {
  const { t } = useSignInText();
  const { t: shell } = useText();
  return (
    <button
      type="button"
      className="flex min-h-14 w-full cursor-pointer items-center gap-3 rounded-xl border border-line bg-side px-3 py-2 text-start hover:border-accent-text disabled:cursor-default disabled:opacity-60"
      disabled={state !== "ready"}
      aria-busy={state === "busy"}
      onClick={() => onChoose(person)}
    >
      <Avatar person={person} />
      <span className="min-w-0">
        <bdi className="block truncate font-medium">{person.name}</bdi>{" "}
        <span className="block text-sm text-muted">
          {state === "busy" ? t("busy") : shell(`role.${person.role}`)}
        </span>
      </span>
    </button>
  );
}
