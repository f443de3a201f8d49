import { createFileMailer } from './file-mailer.ts';
import type { Mailer } from './mailer.ts';
import { createSmtpMailer } from './smtp-mailer.ts';

/** What of a configuration decides where mails go. */
interface MailConfig {
  STEPUP_SMTP_URL?: string;
  STEPUP_MAIL_FROM: string;
}

/** Mails over SMTP where a server is configured, else as files into a folder; with neither, nobody is reminded by mail. */
export function createMailer(config: MailConfig, folder: string | null): Mailer {
  const { STEPUP_SMTP_URL: url, STEPUP_MAIL_FROM: from } = config;
  if (url !== undefined) return createSmtpMailer({ url, from });
  return folder === null ? noMailer : createFileMailer(folder);
}

const noMailer: Mailer = {
  kind: 'none',
  send: async () => ({ kind: 'not_sent', reason: 'STEPUP_SMTP_URL is not set' }),
  close: () => undefined,
};
