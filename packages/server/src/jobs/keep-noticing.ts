import type { Db } from '@jiheng/store';
import type { Mailer } from './mail-notices.ts';
import { remind } from './remind.ts';

const EVERY_MS = 30_000;
/** Reminders are given in the morning, Beijing time. */
const MORNING_HOUR = 8;
const SHANGHAI_HOURS = 8;

/** 每日提醒与邮件 in the background: reminders once a day from eight in the morning, mails as they come. */
export function createNoticing(
  {
    db,
    tenantId,
    clock,
    mailer,
  }: {
    readonly db: Db;
    readonly tenantId: string;
    readonly clock: () => Date;
    readonly mailer: Mailer | undefined;
  },
  onError: (error: unknown) => void,
): { readonly stop: () => Promise<void> } {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let remindedOn = '';
  let running: Promise<unknown> = Promise.resolve();
  const round = async (): Promise<void> => {
    const now = clock();
    const local = new Date(now.getTime() + SHANGHAI_HOURS * 3_600_000);
    const day = local.toISOString().slice(0, 10);
    if (day !== remindedOn && local.getUTCHours() >= MORNING_HOUR) {
      await remind(db, tenantId, now);
      remindedOn = day;
    }
    await mailer?.send(now);
  };
  const work = (): void => {
    running = round()
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
      mailer?.close();
    },
  };
}
