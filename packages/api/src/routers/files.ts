import {
  beginFileInput,
  fileInput,
  fileLinksInput,
  fileLinksSchema,
  filesPageSchema,
  filesUsageSchema,
  fileStateSchema,
  listFilesInput,
} from "@parley/contract/files";
import { beginFile, discardFile, finishFile, linkFiles, listFiles } from "../domain/files/files.ts";
import { readFilesUsage } from "../domain/files/files-usage.ts";
import { procedure, router, staffProcedure } from "../trpc.ts";

export const filesRouter = router({
  /** Announces a file, or returns where it is. Its bytes are sent to `/files/<id>` (tus 1.0). */
  begin: procedure
    .input(beginFileInput)
    .output(fileStateSchema)
    .mutation(({ ctx, input }) => beginFile({ ctx, input })),
  /** Checks a file whose bytes have all been sent. */
  finish: procedure
    .input(fileInput)
    .output(fileStateSchema)
    .mutation(({ ctx, input }) => finishFile({ ctx, input })),
  /** Removes a file that was not sent. */
  discard: procedure.input(fileInput).mutation(({ ctx, input }) => discardFile({ ctx, input })),
  /** Where the caller fetches files, for five minutes. */
  links: procedure
    .input(fileLinksInput)
    .output(fileLinksSchema)
    .query(({ ctx, input }) => linkFiles({ ctx, input })),
  /** The files of a conversation, newest first. */
  list: procedure
    .input(listFilesInput)
    .output(filesPageSchema)
    .query(({ ctx, input }) => listFiles({ ctx, input })),
  /** The room that files take, and the users who take most of it. For ADMINs. */
  usage: staffProcedure.output(filesUsageSchema).query(({ ctx }) => readFilesUsage({ ctx })),
});
