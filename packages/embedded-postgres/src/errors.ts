/** PostgreSQL cannot run as a child of this process, for the reason in `message`. No data was touched. */
export class EmbeddedCannotRunError extends Error {
  override readonly name = "EmbeddedCannotRunError";
}

/** Why a data directory cannot be opened. */
export type DataDirectoryProblem =
  | { readonly kind: "data_directory_busy"; readonly directory: string; readonly pid: number }
  | {
      readonly kind: "data_directory_unusable";
      readonly directory: string;
      readonly detail: string;
    };

/** Describes a problem of a data directory to an operator, in one line. */
export function describeDirectoryProblem(problem: DataDirectoryProblem): string {
  switch (problem.kind) {
    case "data_directory_busy":
      return `The data directory ${problem.directory} is in use by process ${problem.pid}. Stop that process, or choose another directory.`;
    case "data_directory_unusable":
      return `The data directory ${problem.directory} cannot be used: ${problem.detail}.`;
  }
}

/** A data directory cannot be opened. `problem` says why, `message` says it in one line. */
export class DataDirectoryError extends Error {
  override readonly name = "DataDirectoryError";
  readonly problem: DataDirectoryProblem;

  constructor(problem: DataDirectoryProblem, options?: ErrorOptions) {
    super(describeDirectoryProblem(problem), options);
    this.problem = problem;
  }
}
