/** A problem that the operator can fix. Its message is for them: plain lines, no stack. */
export class StartupProblem extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StartupProblem";
  }
}
