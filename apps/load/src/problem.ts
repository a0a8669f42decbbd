/** A problem that the user of the program can fix; the message says what, in whole sentences. */
export class LoadProblem extends Error {
  override readonly name = "LoadProblem";
}
