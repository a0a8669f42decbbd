import * as z from "zod";
import { timeSchema } from "./ids.ts";

/** Background work that failed for good, as an ADMIN sees it. */
export const failedJobSchema = z.object({
  id: z.uuid(),
  /** What the job does: `notifications.deliver`. */
  kind: z.string(),
  attempts: z.int().min(1),
  /** The last error. */
  error: z.string(),
  createdAt: timeSchema,
  failedAt: timeSchema,
});
export type FailedJob = z.infer<typeof failedJobSchema>;

/** The latest failed jobs, newest first: at most 100. */
export const failedJobsSchema = z.object({ jobs: z.array(failedJobSchema) });
export type FailedJobs = z.infer<typeof failedJobsSchema>;

/** Names a failed job. */
export const jobInput = z.strictObject({ jobId: z.uuid().toLowerCase() });
export type JobInput = z.infer<typeof jobInput>;
