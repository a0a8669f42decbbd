import { useAllLabels } from "../../provider/all-labels.ts";
import type { FileUrls } from "../../provider/use-file-urls.ts";

type Absence = Exclude<FileUrls["status"], "loading" | "ready">;

/** Whether there is nothing to fetch. */
export const isAbsent = (urls: FileUrls): urls is FileUrls & { readonly status: Absence } =>
  urls.status !== "loading" && urls.status !== "ready";

interface AbsentProps {
  readonly name: string;
  readonly status: Absence;
}

/** What is said in the place of a file that cannot be fetched. */
export function AbsentFile({ name, status }: AbsentProps) {
  const { fileGone, filePending, fileUnchecked, fileInfected } = useAllLabels();
  const says = {
    gone: fileGone,
    pending: filePending,
    failed: fileUnchecked,
    infected: fileInfected,
  }[status];
  return (
    <span className="parley-files__gone" role={status === "pending" ? "status" : undefined}>
      {says(name)}
    </span>
  );
}
