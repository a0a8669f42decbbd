import type * as z from "zod";
import type { Fault } from "../read/explain-issue.ts";
import type { Stager } from "../staging/stager.ts";

/** The parts of an export, in the order in which one refers to another. */
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

/** What a read line is brought to. */
export interface Destination {
  readonly stager: Stager;
  /** Says of a line that it is kept, but not everything in it. */
  readonly remark: (fault: Fault) => void;
  /** Whether texts are made ready for search, which a check does not need. */
  readonly isForGood: boolean;
}

/** One file of an export: the form of its lines, and where a line goes. */
export interface Table<Value> {
  readonly part: Part;
  readonly schema: z.ZodType<Value>;
  readonly stage: (row: { readonly line: number; readonly value: Value }, to: Destination) => void;
}
