/** The variables that a process needs to find programs. Started processes get nothing else of our environment. */
export function programEnvironment(): { readonly PATH: string; readonly HOME: string } {
  const { PATH = "", HOME = "" } = process.env;
  return { PATH, HOME };
}
