import type { Db } from '@jiheng/store';
import type { Mailer } from './mail-notices.ts';
import { remind } from './remind.ts';
import { repeatedly, type Background } from './repeatedly.ts';

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
): Background {
  let remindedOn = '';
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
  const rounds = repeatedly(round, EVERY_MS, onError);
  return {
    async stop() {
      await rounds.stop();
      mailer?.close();
    },
  };
}
