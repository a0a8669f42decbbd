import { stripVTControlCharacters } from "node:util";
import type { Reporter, TestCase, TestModule, TestRunEndReason, TestSuite } from "vitest/node";

/** Results of a run. A failure outside any test counts as one. */
interface Outcome {
  passed: number;
  skipped: number;
  /** One line for each failure: the full name and the first line of its first error. */
  failures: string[];
  /** One line for each test that passed only on a retry: the full name and the first line of its first error. */
  flaky: string[];
  /** The files whose worker process ended in the middle. Their tests are not counted: the results that arrived vary. */
  crashed: string[];
}

const outcomeOf = (): Outcome => ({
  passed: 0,
  skipped: 0,
  failures: [],
  flaky: [],
  crashed: [],
});

/** `file > suite > test`, with the name of its project if that is not the file's folder. */
function nameOf(entity: TestCase | TestModule | TestSuite): string {
  const { relativeModuleId, project } = entity.type === "module" ? entity : entity.module;
  const parts = entity.type === "module" ? [relativeModuleId] : [relativeModuleId, entity.fullName];
  const name = parts.join(" > ");
  return project.name === "" || relativeModuleId.startsWith(`${project.name}/`)
    ? name
    : `${name} (${project.name})`;
}

/** The first line that an error says of itself, what it waited for, and that of its cause. */
function firstLine(error: unknown): string {
  // Vitest's errors come from a worker: they have a name and a message, but are not instances of Error.
  const { name = "Error", message = String(error), cause } = Object(error) as Partial<Error>;
  const [line = "", ...others] = stripVTControlCharacters(message).trim().split("\n");
  const waited = others.find((other) => other.includes("waiting for "))?.trim();
  const notes = [waited, cause === undefined ? undefined : firstLine(cause)];
  return [
    `${name}: ${line}`,
    ...notes.flatMap((note) => (note === undefined ? [] : `(${note})`)),
  ].join(" ");
}

/** Whether the worker process of a file ended before the file did, by a signal or a failed assertion of Node. */
const isCrashed = (module: TestModule): boolean =>
  ["queued", "pending"].includes(module.state()) ||
  [...module.children.allTests()].some((test) => test.result().state === "pending");

const isPoolError = (line: string): boolean => line.includes("[vitest-pool]");

function addModule(outcome: Outcome, module: TestModule): void {
  if (isCrashed(module)) {
    outcome.crashed.push(nameOf(module));
    return;
  }
  for (const test of module.children.allTests()) {
    const { state, errors } = test.result();
    if (state === "passed") {
      outcome.passed += 1;
      if (test.diagnostic()?.flaky === true)
        outcome.flaky.push(`${nameOf(test)}: ${firstLine(errors?.[0])}`);
    } else if (state === "skipped") outcome.skipped += 1;
    else outcome.failures.push(`${nameOf(test)}: ${firstLine(errors?.[0])}`);
  }
  for (const suite of [module, ...module.children.allSuites()]) {
    const [error] = suite.errors();
    if (error !== undefined) outcome.failures.push(`${nameOf(suite)}: ${firstLine(error)}`);
  }
}

/** Reports in one line what a file skipped, such as a suite that the machine cannot run. */
function describeSkips(module: TestModule): string | undefined {
  const skipped = [...module.children.allTests("skipped")];
  if (skipped.length === 0) return undefined;
  const notes = new Set<string>();
  for (const test of skipped) {
    const result = test.result();
    if (result.state === "skipped" && result.note !== undefined) notes.add(result.note);
  }
  const why = notes.size === 0 ? "" : `: ${[...notes].join("; ")}`;
  return `Skipped ${skipped.length} of ${module.relativeModuleId}${why}`;
}

/** A run that hangs is ended from outside, and its last lines have to name what it waited for. */
const REPORT_SLOW = Number(process.env["PARLEY_REPORT_SLOW"] ?? 120_000);

/**
 * Ends a run with one line for each skip, flaky test, failure and crashed file, and one last line, `N passed, N failed`,
 * for all suites together, in which a crashed file is one failure. `.ci/run` repeats these lines, runs crashed files
 * again, and recognises the lines by their beginning. With `CI=true` a skipped test fails the run: a pipeline must run
 * every suite. While it runs, it names each test and file that has been running for a while.
 */
export default class SummaryReporter implements Reporter {
  private readonly strict = process.env["CI"] === "true";
  private outcome = outcomeOf();
  private skips: string[] = [];
  /** When each test and file began, by its id. */
  private readonly running = new Map<string, { readonly name: string; readonly since: number }>();

  onInit(): void {
    setInterval(() => this.reportSlow(), REPORT_SLOW).unref();
    // At exit, because Vitest writes more after the last hook of a reporter.
    process.once("exit", (code) => this.conclude(code));
  }

  onTestRunEnd(
    modules: readonly TestModule[],
    unhandledErrors: readonly unknown[],
    _reason: TestRunEndReason,
  ): void {
    this.outcome = outcomeOf();
    for (const module of modules) addModule(this.outcome, module);
    const lost = unhandledErrors.map(firstLine);
    // The pool's errors say how the processes of crashed files ended, in no order that assigns one to a file.
    const crash = lost.filter((line) => this.outcome.crashed.length > 0 && isPoolError(line));
    const others = lost.filter((line) => !crash.includes(line));
    this.outcome.failures.push(...others.map((line) => `outside of any test: ${line}`));
    this.outcome.crashed = this.outcome.crashed.map((name) => `${name}: ${crash.join("; ")}`);
    this.skips = modules.map(describeSkips).filter((line) => line !== undefined);
    if (this.strict && this.outcome.skipped > 0) process.exitCode = 1;
  }

  onTestModuleQueued(module: TestModule): void {
    this.begin(module);
  }

  onTestModuleEnd({ id }: TestModule): void {
    this.running.delete(id);
  }

  onTestCaseReady(test: TestCase): void {
    this.begin(test);
  }

  onTestCaseResult({ id }: TestCase): void {
    this.running.delete(id);
  }

  private begin(entity: TestCase | TestModule): void {
    this.running.set(entity.id, { name: nameOf(entity), since: performance.now() });
  }

  private reportSlow(): void {
    for (const { name, since } of this.running.values()) {
      const seconds = Math.round((performance.now() - since) / 1_000);
      if (seconds * 1_000 >= REPORT_SLOW) console.log(`Running for ${seconds} s: ${name}`);
    }
  }

  private conclude(exitCode: number): void {
    const { passed, skipped, failures, flaky, crashed } = this.outcome;
    let failed = failures.length + crashed.length;
    if (this.strict) failed += skipped;
    if (passed + failed === 0) process.exitCode = 1;
    if (failed === 0 && (process.exitCode ?? exitCode) !== 0) failed = 1;
    for (const line of this.skips) console.log(line);
    for (const name of flaky) console.log(`Passed only when run again: ${name}`);
    for (const file of crashed) console.log(`Crashed: ${file}`);
    for (const failure of failures) console.log(`Failed: ${failure}`);
    const rest = skipped > 0 && !this.strict ? `, ${skipped} skipped` : "";
    console.log(`${passed} passed, ${failed} failed${rest}`);
  }
}
