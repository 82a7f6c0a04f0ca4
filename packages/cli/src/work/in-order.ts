/** Runs ahead of the slowest unfinished one by at most this many, so that finished results cannot pile up. */
const WINDOW = 64;

/**
 * Starts `count` jobs, at most `parallel` at a time, and yields their results in the order of their numbers.
 * `start` must not reject.
 */
export async function* inOrder<T>(
  count: number,
  parallel: number,
  start: (index: number) => Promise<T>,
): AsyncGenerator<T> {
  const started: Promise<T>[] = [];
  let running = 0;
  let next = 0;
  const fill = (): void => {
    while (running < parallel && next < count && started.length < Math.max(WINDOW, parallel)) {
      running += 1;
      started.push(
        start(next).finally(() => {
          running -= 1;
          fill();
        }),
      );
      next += 1;
    }
  };
  fill();
  for (let result = started.shift(); result; result = started.shift()) {
    fill();
    yield await result;
  }
}
