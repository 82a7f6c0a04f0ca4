import { claimNoticeMails, noteMailed, postponeMail, type Db, type NoticeMail } from '@jiheng/store';
import { createTransport } from 'nodemailer';

/** 邮件设置. */
export interface MailSettings {
  /** `smtp://user:password@host:587`, `smtps://…:465`. */
  readonly url: string;
  /** Sender. */
  readonly from: string;
  /** Address of the product in the mails; none is named without it. */
  readonly productUrl?: string | undefined;
}

export interface Mailer {
  /** Sends what is due; resolves to how many went out. Never throws for a mail that did not. */
  send(now: Date): Promise<number>;
  close(): void;
}

const PER_RUN = 50;
const MINUTE_MS = 60_000;
const TIMEOUT_MS = 20_000;

function letter({ name, text, formId }: NoticeMail, productUrl: string | undefined): string {
  const link =
    productUrl === undefined
      ? []
      : [new URL(formId === null ? '/workbench' : `/forms/${formId}`, productUrl).href];
  return [`${name}：`, '', `${text}。`, ...link, '', '本邮件由绩衡自动发出，请勿回复。'].join('\n');
}

/** 邮件通知 over SMTP. A server that does not answer delays the mail, never the work. */
export function createMailer(
  db: Db,
  { url, from, productUrl }: MailSettings,
  onError: (error: unknown) => void,
): Mailer {
  const transport = createTransport(
    { url, connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS },
    { from },
  );
  const sendOne = async (mail: NoticeMail, now: Date): Promise<boolean> => {
    try {
      const subject = `绩衡通知：${mail.text}`;
      await transport.sendMail({
        // As an object: a name or address can not smuggle in a further recipient or header.
        to: { name: mail.name, address: mail.email },
        subject,
        text: letter(mail, productUrl),
      });
      await noteMailed(db, mail, now);
      return true;
    } catch (error) {
      onError(error);
      await postponeMail(db, mail, new Date(now.getTime() + 2 ** mail.attempts * MINUTE_MS));
      return false;
    }
  };
  return {
    async send(now) {
      const mails = await claimNoticeMails(db, now, PER_RUN);
      let sent = 0;
      for (const mail of mails) if (await sendOne(mail, now)) sent += 1;
      return sent;
    },
    close() {
      transport.close();
    },
  };
}
