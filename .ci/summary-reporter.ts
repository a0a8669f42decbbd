import type { Reporter, TestModule, TestRunEndReason } from "vitest/node";

/** How the tests of a run ended. What broke outside of any test counts as one failure. */
interface Outcome {
  passed: number;
  failed: number;
  skipped: number;
}

function addModule(outcome: Outcome, module: TestModule): void {
  for (const test of module.children.allTests()) {
    const { state } = test.result();
    if (state === "passed") outcome.passed += 1;
    else if (state === "skipped") outcome.skipped += 1;
    else outcome.failed += 1;
  }
  for (const suite of [module, ...module.children.allSuites()]) {
    if (suite.errors().length > 0) outcome.failed += 1;
  }
}

/** Says by name what a file left out, in one line: a suite that the machine cannot run, for one. */
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

/**
 * Ends a run with one plain line, `N passed, N failed`, over all suites together. With `CI=true` a
 * skipped test fails the run: there, a suite that cannot run is a fault of the machine.
 */
export default class SummaryReporter implements Reporter {
  private readonly strict = process.env["CI"] === "true";
  private outcome: Outcome = { passed: 0, failed: 0, skipped: 0 };
  private skips: string[] = [];

  onInit(): void {
    // At exit, because Vitest writes more after the last hook of a reporter.
    process.once("exit", (code) => this.conclude(code));
  }

  onTestRunEnd(
    modules: readonly TestModule[],
    unhandledErrors: readonly unknown[],
    _reason: TestRunEndReason,
  ): void {
    this.outcome = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) addModule(this.outcome, module);
    this.skips = modules.map(describeSkips).filter((line) => line !== undefined);
    if (this.strict && this.outcome.skipped > 0) process.exitCode = 1;
  }

  private conclude(exitCode: number): void {
    const { passed, skipped } = this.outcome;
    let { failed } = this.outcome;
    if (this.strict) failed += skipped;
    if (passed + failed === 0) process.exitCode = 1;
    if (failed === 0 && (process.exitCode ?? exitCode) !== 0) failed = 1;
    for (const line of this.skips) console.log(line);
    const rest = skipped > 0 && !this.strict ? `, ${skipped} skipped` : "";
    console.log(`${passed} passed, ${failed} failed${rest}`);
  }
}
