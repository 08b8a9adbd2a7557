/** Calls under way at once where a caller names many: enough to fill the connections of a function's client. */
const atOnce = 25;

/**
 * Does the same for every item, some at a time: an unbounded number of calls would wait in the client until they time
 * out, and be throttled by the table.
 * @returns the results in the order of the items
 */
export const forEachOf = async <Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> => {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += atOnce) {
    results.push(...(await Promise.all(items.slice(start, start + atOnce).map(work))));
  }
  return results;
};
