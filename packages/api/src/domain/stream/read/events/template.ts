import type { EventFamily } from "./event-definition.ts";

export const templateEvents: EventFamily<"template"> = {
  "template.saved": {
    needs: ["templates"],
    toEvent({ subject_id }, { templates }) {
      const template = templates.get(subject_id ?? "");
      return template && { type: "template.saved", template };
    },
    explains: ({ template }) => [`template:${template.id}`],
  },
  "template.removed": {
    needs: [],
    toEvent: ({ subject_id: id }) => ({ type: "template.removed", id: id ?? "" }),
    explains: ({ id }) => [`template:${id}`],
  },
};

export const draftEvents: EventFamily<"draft"> = {
  "draft.saved": {
    needs: ["drafts"],
    toEvent({ about }, { drafts }) {
      const draft = drafts.get(about ?? "");
      return draft && { type: "draft.saved", draft };
    },
    explains: ({ draft }) => [`draft:${draft.conversationId}`],
  },
};
