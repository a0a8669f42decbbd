import {
  createReportInput,
  decideReportInput,
  deleteReportedInput,
  listReportsInput,
  openReportsSchema,
  ownReportSchema,
  ownReportsSchema,
  reportDetailSchema,
  reportInput,
  reportPageSchema,
} from "@parley/contract/reports";
import {
  countReports,
  getReport,
  listOwnReports,
  listReports,
} from "../domain/reports/load-reports.ts";
import { createReport, decideReport, deleteReported } from "../domain/reports/reports.ts";
import { procedure, router } from "../trpc.ts";

export const reportsRouter = router({
  /** Reports messages or a user, or asks staff for help. The same id with the same report returns the first result. */
  create: procedure
    .input(createReportInput)
    .output(ownReportSchema)
    .mutation(({ ctx, input }) => createReport({ ctx, input })),
  mine: procedure.output(ownReportsSchema).query(({ ctx }) => listOwnReports({ ctx })),
  list: procedure
    .input(listReportsInput)
    .output(reportPageSchema)
    .query(({ ctx, input }) => listReports({ ctx, input })),
  count: procedure.output(openReportsSchema).query(({ ctx }) => countReports({ ctx })),
  get: procedure
    .input(reportInput)
    .output(reportDetailSchema)
    .query(({ ctx, input }) => getReport({ ctx, input })),
  decide: procedure
    .input(decideReportInput)
    .output(reportDetailSchema)
    .mutation(({ ctx, input }) => decideReport({ ctx, input })),
  deleteMessage: procedure
    .input(deleteReportedInput)
    .output(reportDetailSchema)
    .mutation(({ ctx, input }) => deleteReported({ ctx, input })),
});
