/**
 * The shortest programme that still fails which leaving out halves, quarters and so on down to single steps
 * finds, within a number of tries. Steps name what they touch, so what is left still means the same.
 */
export async function shorten<Step>(
  failing: readonly Step[],
  { fails, tries }: { fails: (programme: readonly Step[]) => Promise<boolean>; tries: number },
): Promise<readonly Step[]> {
  let shortest = failing;
  let left = tries;
  for (
    let size = Math.ceil(failing.length / 2);
    size >= 1;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let at = shortest.length - size; at > -size && left > 0; at -= size) {
      const without = shortest.toSpliced(Math.max(at, 0), size);
      left -= 1;
      if (await fails(without)) shortest = without;
    }
  }
  return shortest;
}
