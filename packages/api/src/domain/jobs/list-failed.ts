import type { FailedJobs } from "@parley/contract/jobs";
import { limits } from "@parley/contract/limits";
import type { StaffContext } from "../context.ts";
import { requireStaff } from "../groups/members.ts";

/** Background work that failed for good, newest first. For an ADMIN. */
export async function listFailedJobs({ ctx }: { ctx: StaffContext }): Promise<FailedJobs> {
  requireStaff(ctx);
  return { jobs: await ctx.jobs.listFailed(limits.pageMax) };
}
