/** Something that the person who starts the server can put right. Its message is for them: plain lines, no stack. */
export class StartupProblem extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StartupProblem";
  }
}
