/** Something that whoever started the program can put right; the message says what, in whole sentences. */
export class LoadProblem extends Error {
  override readonly name = "LoadProblem";
}
