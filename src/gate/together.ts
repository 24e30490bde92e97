/** Enough at once that the disk is never waited for, and few enough that no system runs out of open files. */
const some = 16;

/** What `run` gives for each of `items`, in their order, sixteen of them at a time. */
export async function together<Item, Result>(
  items: readonly Item[],
  run: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += some) {
    results.push(...(await Promise.all(items.slice(at, at + some).map(run))));
  }
  return results;
}
