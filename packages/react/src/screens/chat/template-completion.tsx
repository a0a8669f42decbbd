import type { Template } from "@parley/contract";
import { type ComponentProps, useMemo } from "react";
import { Completion } from "../../components/composer/completion.tsx";
import type { TextCompletion } from "../../components/composer/use-mentioning.tsx";
import { valueOf } from "../../loadable.ts";
import { useAllLabels } from "../../provider/all-labels.ts";
import { usePart } from "../../provider/use-screen.ts";
import { rankName } from "../../text/rank-name.ts";

const PART = { part: "templates" } as const;
const NONE: readonly Template[] = [];
/** Others are found by typing. */
const SHOWN_MAX = 6;

/** Manages the templates; offered before anything is typed. */
const MANAGE = "manage";
type Option = Template | typeof MANAGE;
type Options = ComponentProps<typeof Completion<Option>>;

/** SPEC TPL-3: the user's templates, by their titles, after a slash in an empty field. */
export function TemplateCompletion({ onManage, onChoose, ...props }: TextCompletion) {
  const labels = useAllLabels();
  const templates = valueOf(usePart(PART)) ?? NONE;
  const { typed } = props.query;
  const items = useMemo((): readonly Option[] => {
    const found = templates
      .flatMap((template) => {
        const rank = typed.trim() === "" ? 0 : rankName(template.title, typed);
        return rank === undefined ? [] : [{ template, rank }];
      })
      .toSorted((one, other) => one.rank - other.rank)
      .slice(0, SHOWN_MAX)
      .map(({ template }) => template);
    return typed === "" ? [...found, MANAGE] : found;
  }, [templates, typed]);
  const choose: Options["onChoose"] = (option) => {
    onChoose(option === MANAGE ? "" : option.body);
    if (option === MANAGE) onManage();
  };
  return (
    <Completion<Option>
      {...props}
      label={labels.templates}
      items={items}
      keyOf={(option) => (option === MANAGE ? MANAGE : option.id)}
      onChoose={choose}
    >
      {(option) =>
        option === MANAGE ? (
          <span className="parley-option__name">{labels.manageTemplates}</span>
        ) : (
          <span className="parley-template">
            <span className="parley-option__name" dir="auto">
              {option.title}
            </span>
            <span className="parley-template__body" dir="auto">
              {option.body}
            </span>
          </span>
        )
      }
    </Completion>
  );
}
