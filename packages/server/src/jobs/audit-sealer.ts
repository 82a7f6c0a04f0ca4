import { sealAudit, type Db } from '@jiheng/store';

const EVERY_MS = 1_000;

/** 封存审计日志 in the background: whatever was committed is part of the chain within two seconds. */
export function createAuditSealer(
  { db, clock }: { readonly db: Db; readonly clock: () => Date },
  onError: (error: unknown) => void,
): { readonly stop: () => Promise<void> } {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  const work = (): void => {
    running = sealAudit(db, clock())
      .catch(onError)
      .finally(() => {
        if (!isStopped) timer = setTimeout(work, EVERY_MS);
      });
  };
  work();
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
