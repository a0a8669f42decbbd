import { type Account, accountProblem, DomainError, type Session } from "@parley/api/platform";
import { type Check, checkToken, type TokenRules } from "@parley/server/auth/check-token";
import type { FilesInspected } from "@parley/server/files/inspect-files";
import type { inspectJobs } from "@parley/server/jobs/open-jobs";

/** The database's result for a user, or why it could not be queried. */
export type AccountFound =
  | { readonly status: "asked"; readonly account: Account | undefined }
  | { readonly status: "not asked"; readonly why: string };

export interface Diagnosis {
  /** One line for each check. */
  readonly report: string;
  /** Whether all checks passed. */
  readonly isGood: boolean;
}

/** One line of a report. */
export interface Line extends Pick<Check, "outcome" | "says" | "value"> {
  readonly name: string;
}

const NAME_WIDTH = 12;

/** Prints each check and its result. */
export function print(lines: readonly Line[]): string {
  const width = Math.max(NAME_WIDTH, ...lines.map(({ name }) => name.length));
  const printed = lines.map(({ name, outcome, says, value }) => {
    const found = value === undefined ? says : `${says}: ${value}`;
    return `${outcome.padEnd(7)}  ${name.padEnd(width)}  ${found}\n`;
  });
  return printed.join("");
}

/** Why a request failed, which `fetch` hides in its cause. */
export function rootCause(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault);
  return fault.cause === undefined ? fault.message : rootCause(fault.cause);
}

async function checkAccount(
  session: Session | undefined,
  findAccount: (userId: string) => Promise<AccountFound>,
): Promise<Line> {
  const name = "account";
  if (session === undefined) return { name, outcome: "skipped", says: "the token is not valid" };
  if (session.kind === "service")
    return {
      name,
      outcome: "ok",
      says: "a service token has no account: it acts for the platform",
    };
  const found = await findAccount(session.userId);
  if (found.status === "not asked") return { name, outcome: "skipped", says: found.why };
  if (found.account === undefined && session.profile !== undefined)
    return { name, outcome: "ok", says: "the first call creates the user, by the claims" };
  const problem = accountProblem(session, found.account);
  return problem === undefined
    ? { name, outcome: "ok", says: `the user is active, with role ${found.account?.role ?? ""}` }
    : { name, outcome: "failed", says: problem.message };
}

/** Runs every check that the server makes of a token, and reports each result. */
export async function diagnose({
  token,
  rules,
  findAccount,
}: {
  readonly token: string;
  readonly rules: TokenRules;
  readonly findAccount: (userId: string) => Promise<AccountFound>;
}): Promise<Diagnosis> {
  try {
    const { checks, session } = await checkToken(token, rules);
    const lines: Line[] = [...checks, await checkAccount(session, findAccount)];
    // The claims of a user matter only if the user does not exist yet.
    const isGood = session !== undefined && lines.at(-1)?.outcome !== "failed";
    return { report: print(lines), isGood };
  } catch (fault) {
    if (!(fault instanceof DomainError)) throw fault;
    const says = `the keys at JWT_JWKS_URL cannot be fetched: ${rootCause(fault)}`;
    return { report: print([{ name: "key", outcome: "failed", says }]), isGood: false };
  }
}

/** What the queue of background work is found to be, or why it could not be inspected. */
export type QueueFound =
  | { readonly status: "asked"; readonly queue: Awaited<ReturnType<typeof inspectJobs>> }
  | { readonly status: "not asked"; readonly why: string };

/** Reports whether the queue of background work has its tables, and what failed there for good. */
export function diagnoseQueue(found: QueueFound): Diagnosis {
  const lines = queueLines(found);
  return { report: print(lines), isGood: lines.every(({ outcome }) => outcome !== "failed") };
}

function queueLines(found: QueueFound): Line[] {
  if (found.status === "not asked") return [{ name: "queue", outcome: "skipped", says: found.why }];
  const { tables, failed, lastError = "" } = found.queue;
  const table: Record<typeof tables, Line> = {
    absent: { name: "queue", outcome: "failed", says: "has no tables: start a server once" },
    older: {
      name: "queue",
      outcome: "failed",
      says: "its tables are of an earlier version: start a server of this version",
    },
    current: { name: "queue", outcome: "ok", says: "its tables are of this version" },
  };
  if (tables === "absent") return [table.absent];
  const jobs: Line =
    failed === 0
      ? { name: "failed jobs", outcome: "ok", says: "none" }
      : {
          name: "failed jobs",
          outcome: "failed",
          says: `${failed}, which an ADMIN can run again; the last`,
          value: lastError,
        };
  return [table[tables], jobs];
}

/** How files and their bytes were found, or why they could not be inspected. */
export type FilesFound =
  | { readonly status: "asked"; readonly files: FilesInspected }
  | { readonly status: "not asked"; readonly why: string };

/** Ids that are named; of more there is the number. */
const NAMED = 5;

/** Reports whether every file has its bytes, and all bytes are those of a file. */
export function diagnoseFiles(found: FilesFound): Diagnosis {
  const lines = filesLines(found);
  return { report: print(lines), isGood: lines.every(({ outcome }) => outcome !== "failed") };
}

function filesLines(found: FilesFound): Line[] {
  if (found.status === "not asked") return [{ name: "files", outcome: "skipped", says: found.why }];
  const { complete, withoutBytes, withoutRow } = found.files;
  const line = (name: string, ids: readonly string[]): Line =>
    ids.length === 0
      ? { name, outcome: "ok", says: "none" }
      : {
          name,
          outcome: "failed",
          says: String(ids.length),
          value: [...ids.slice(0, NAMED), ...(ids.length > NAMED ? ["…"] : [])].join(", "),
        };
  return [
    { name: "files", outcome: "ok", says: `${complete} are complete` },
    line("without bytes", withoutBytes),
    line("without row", withoutRow),
  ];
}
