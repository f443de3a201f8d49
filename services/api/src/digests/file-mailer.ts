import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { createTransport } from 'nodemailer';
import type { Mailer } from './mailer.ts';

/** Mails as files that any mail program opens (RFC 5322), readable by their owner alone: where there is no mail server. */
export function createFileMailer(folder: string): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true });
  return {
    kind: 'file',
    async send(mail) {
      const { message } = await transport.sendMail({ from: 'stepup@localhost', ...mail });
      if (!Buffer.isBuffer(message)) throw new Error('the mail was not written into memory');
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(join(folder, `${randomUUID()}.eml`), message, { mode: 0o600 });
      return { kind: 'sent' };
    },
    close: () => transport.close(),
  };
}
