import { failedJobsSchema, jobInput } from "@parley/contract/jobs";
import { listFailedJobs } from "../domain/jobs/list-failed.ts";
import { retryJob } from "../domain/jobs/retry.ts";
import { router, staffProcedure } from "../trpc.ts";

export const jobsRouter = router({
  listFailed: staffProcedure.output(failedJobsSchema).query(({ ctx }) => listFailedJobs({ ctx })),
  retry: staffProcedure.input(jobInput).mutation(({ ctx, input }) => retryJob({ ctx, input })),
});
