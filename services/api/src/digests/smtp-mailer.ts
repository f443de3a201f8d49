import { createTransport } from 'nodemailer';
import * as z from 'zod';
import type { Mailer, SentMail } from './mailer.ts';

const patienceMs = 20_000;

/** As much of what nodemailer throws as says how far a mail got. */
const failure = z.object({
  message: z.string(),
  responseCode: z.exactOptional(z.number()),
  code: z.exactOptional(z.string()),
});

/**
 * Mails over SMTP; `url` like `smtps://user:password@mail.example`. A server that is away, slow or refuses fails one mail and no job.
 *
 * @param timeoutMs how long it may take to connect and to greet; in the middle of a conversation a server may say nothing for twice as long
 */
export function createSmtpMailer({
  url,
  from,
  timeoutMs = patienceMs,
}: {
  readonly url: string;
  readonly from: string;
  readonly timeoutMs?: number;
}): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    // Counted from the connection on, like the greeting: alike, chance would decide whether a conversation is said to have begun.
    socketTimeout: 2 * timeoutMs,
  });
  return {
    kind: 'smtp',
    async send(mail) {
      try {
        await transport.sendMail({ from, ...mail });
        return { kind: 'sent' };
      } catch (error) {
        return judgeFailure(error);
      }
    },
    close: () => transport.close(),
  };
}

/** What nodemailer says of a conversation that broke off somewhere; with a mail already sent, it would say the same. */
function brokeOff({ code, message }: z.output<typeof failure>): boolean {
  return code === 'ECONNECTION' || (code === 'ETIMEDOUT' && message === 'Timeout');
}

/** RFC 5321, 4.2.1: 4yz may be tried again, 5yz not. Where no answer came the mail may have gone out, unless there was no conversation. */
function judgeFailure(error: unknown): Exclude<SentMail, { kind: 'sent' }> {
  const known = failure.safeParse(error);
  if (!known.success) return { kind: 'unknown', reason: String(error) };
  const { message: reason, responseCode } = known.data;
  if (responseCode !== undefined && responseCode >= 500) return { kind: 'refused', reason };
  // 421: the server closes, whoever the mail is for.
  if (responseCode !== undefined && responseCode >= 400 && responseCode !== 421)
    return { kind: 'put_off', reason };
  if (known.data.code === 'EENVELOPE') return { kind: 'refused', reason };
  return { kind: brokeOff(known.data) ? 'unknown' : 'not_sent', reason };
}
