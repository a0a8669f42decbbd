"use client";

// A way in of its own: who never shows groups does not fetch what shows them.
export { type GroupActions, useGroupActions } from "./hooks/use-group-actions.ts";
export { useGroups } from "./hooks/use-groups.ts";
