/**
 * The variables that a process needs to find programs, and the packages of this repository as TypeScript. Started
 * processes get nothing else of our environment.
 */
export function programEnvironment() {
  const { PATH = "", HOME = "" } = process.env;
  return { PATH, HOME, NODE_OPTIONS: "--conditions=source" };
}
