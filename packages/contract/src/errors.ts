import * as z from "zod";
import { errorReasons } from "./error-reasons.ts";

export const errorReasonSchema = z.enum(errorReasons);

/** What is wrong with one field of an input. */
export const inputIssueSchema = z.object({ path: z.string(), message: z.string() });
export type InputIssue = z.infer<typeof inputIssueSchema>;

/** `error.data` of every failed call. */
export const errorDataSchema = z.object({
  code: z.string(),
  httpStatus: z.int(),
  reason: errorReasonSchema,
  requestId: z.string(),
  /** The `CONTRACT_VERSION` of the server that refused. */
  contract: z.int().min(1).optional(),
  path: z.string().optional(),
  issues: z.array(inputIssueSchema).optional(),
  /** How long to wait before the same call may succeed, in milliseconds, where the server knows. */
  retryAfterMs: z.int().min(0).optional(),
});
export type ErrorData = z.infer<typeof errorDataSchema>;
