interface Shortening<Step> {
  readonly fails: (program: readonly Step[]) => Promise<boolean>;
  readonly mayGoOn: () => boolean;
}

/**
 * The shortest program that still fails, found by removing halves, quarters and so on down to single steps, within the
 * time limit. Steps name what they refer to, so the others keep their meaning.
 */
export async function shorten<Step>(
  failing: readonly Step[],
  { fails, mayGoOn }: Shortening<Step>,
): Promise<readonly Step[]> {
  let shortest = failing;
  for (
    let size = Math.ceil(failing.length / 2);
    size >= 1;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let at = shortest.length - size; at > -size && mayGoOn(); at -= size) {
      const without = shortest.toSpliced(Math.max(at, 0), size);
      if (await fails(without)) shortest = without;
    }
  }
  return shortest;
}
