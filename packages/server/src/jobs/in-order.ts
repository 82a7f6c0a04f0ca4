/** Works on some items at a time and gives the results in the order of the items. */
export async function* inOrder<T, R>(
  items: AsyncIterable<T>,
  parallel: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const running: Promise<R>[] = [];
  for await (const item of items) {
    const result = work(item);
    // Whoever leaves early does not hear of it; everyone else gets it below.
    result.catch(() => undefined);
    running.push(result);
    const first = running.length >= parallel ? running.shift() : undefined;
    if (first) yield await first;
  }
  for (const result of running) yield await result;
}
