interface Shortening<Step> {
  readonly fails: (programme: readonly Step[]) => Promise<boolean>;
  readonly mayGoOn: () => boolean;
}

/**
 * The shortest programme that still fails which leaving out halves, quarters and so on down to single steps
 * finds, as long as it may go on. Steps name what they touch, so what is left still means the same.
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
