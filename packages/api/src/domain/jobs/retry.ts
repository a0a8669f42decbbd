import type { JobInput } from "@parley/contract/jobs";
import type { StaffCall } from "../context.ts";
import { DomainError } from "../errors.ts";
import { requireStaff } from "../groups/members.ts";

/** Runs a failed job again. For an ADMIN. */
export async function retryJob({ ctx, input: { jobId } }: StaffCall<JobInput>): Promise<void> {
  requireStaff(ctx);
  if (!(await ctx.jobs.retry(jobId))) throw new DomainError("not_found");
}
