/** The variables that a process needs to find programs. Nothing else of ours reaches what we start. */
export function waysToPrograms(): { readonly PATH: string; readonly HOME: string } {
  const { PATH = "", HOME = "" } = process.env;
  return { PATH, HOME };
}
