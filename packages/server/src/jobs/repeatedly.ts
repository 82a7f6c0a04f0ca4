/** Something that goes on in the background until it is stopped. */
export interface Background {
  /** Resolves when what was under way has ended. */
  stop(): Promise<void>;
}

/** 定时执行: does the work at once and again, each time so long after the last has ended; a fault is told and ends nothing. */
export function repeatedly(
  work: () => Promise<unknown>,
  everyMs: number,
  onError: (error: unknown) => void,
): Background {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  const begin = (): void => {
    running = work()
      .catch(onError)
      .finally(() => {
        if (!isStopped) timer = setTimeout(begin, everyMs);
      });
  };
  begin();
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
