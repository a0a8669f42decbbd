"use client";

// A separate entry: apps without group pages do not load it.
export { type GroupActions, useGroupActions } from "./hooks/people/use-group-actions.ts";
export { useGroups } from "./hooks/people/use-groups.ts";
