import type * as z from "zod";
import type { Fault } from "../read/explain-issue.ts";
import type { Stager } from "../staging/stager.ts";

/** The parts of an export, each after those that it refers to. */
export const parts = [
  "users",
  "groups",
  "contacts",
  "blocks",
  "conversations",
  "messages",
] as const;
export type Part = (typeof parts)[number];

export const fileOf = (part: Part): string => `${part}.jsonl`;

/** Receives parsed lines. */
export interface Destination {
  readonly stager: Stager;
  /** Reports that a line is kept, but not all of it. */
  readonly remark: (fault: Fault) => void;
  /** Whether texts are folded for search, which a check does not need. */
  readonly isForGood: boolean;
}

/** One file of an export: the schema of its lines, and their staging. */
export interface Table<Value> {
  readonly part: Part;
  readonly schema: z.ZodType<Value>;
  readonly stage: (row: { readonly line: number; readonly value: Value }, to: Destination) => void;
}
