import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, expect, it } from 'vitest';
import { createSmtpMailer } from './smtp-mailer.ts';

const mail = {
  to: 'rita@acme.example',
  subject: 'Stepup: 2 on your agenda',
  text: '- today  Review with M., 10 min\n',
};
const timeoutMs = 400;
const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

function mailerTo(port: number, scheme = 'smtp', user = ''): ReturnType<typeof createSmtpMailer> {
  const mailer = createSmtpMailer({
    url: `${scheme}://${user}127.0.0.1:${port}`,
    from: 'stepup@acme.example',
    timeoutMs,
  });
  closing.push(async () => mailer.close());
  return mailer;
}

/** A real server on a port of its own, with what it took. */
async function startServer(options: SMTPServerOptions = {}): Promise<{ port: number; taken: string[] }> {
  const taken: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 100,
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        taken.push(Buffer.concat(chunks).toString());
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  closing.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { port: portOf(listening), taken };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('it listens on a port');
  return address.port;
}

const refusing = (responseCode: number) => Object.assign(new Error('no'), { responseCode });

it('hands a mail to the server as it was written', async () => {
  const { port, taken } = await startServer();
  expect(await mailerTo(port).send(mail)).toEqual({ kind: 'sent' });
  expect(taken).toHaveLength(1);
  for (const line of [
    'From: stepup@acme.example',
    'To: rita@acme.example',
    `Subject: ${mail.subject}`,
    mail.text.trim(),
  ])
    expect(taken[0]).toContain(line);
});

it('sends several over its connections', async () => {
  const { port, taken } = await startServer();
  const mailer = mailerTo(port);
  const sent = await Promise.all(
    Array.from({ length: 20 }, (_, n) => mailer.send({ ...mail, to: `rep-${n}@acme.example` })),
  );
  expect(sent.every(({ kind }) => kind === 'sent')).toBe(true);
  expect(taken).toHaveLength(20);
});

it.each([
  ['the recipient for good', { onRcptTo: (_to, _session, done) => done(refusing(550)) }, 'refused'],
  ['the recipient for now', { onRcptTo: (_to, _session, done) => done(refusing(451)) }, 'put_off'],
  ['the sender for good', { onMailFrom: (_from, _session, done) => done(refusing(553)) }, 'refused'],
  ['everybody for now', { onConnect: (_session, done) => done(refusing(421)) }, 'not_sent'],
  [
    'what it was sent, for good',
    { onData: (stream, _session, done) => void stream.resume().on('end', () => done(refusing(554))) },
    'refused',
  ],
] satisfies [string, SMTPServerOptions, string][])(
  'says that the server refuses %s',
  async (_what, options, kind) => {
    const { port } = await startServer(options);
    const outcome = await mailerTo(port).send(mail);
    expect(outcome.kind).toBe(kind);
    expect('reason' in outcome && outcome.reason).not.toBe('');
  },
);

it('says that the server does not know it, without the password', async () => {
  const { port, taken } = await startServer({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: (_auth, _session, done) => done(refusing(535)),
  });
  const outcome = await mailerTo(port, 'smtp', 'stepup:Quokkafels@').send(mail);
  expect(outcome.kind).toBe('refused');
  expect(JSON.stringify(outcome)).not.toContain('Quokkafels');
  expect(taken).toEqual([]);
});

it('does not wait for a server that says nothing, or that nobody runs', async () => {
  const sockets = new Set<Socket>();
  const silent = createServer((socket) => void sockets.add(socket)).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  closing.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => silent.close(resolve));
  });
  const freed = createServer().listen(0, '127.0.0.1');
  await once(freed, 'listening');
  const nobody = portOf(freed);
  await new Promise((resolve) => freed.close(resolve));
  for (const port of [portOf(silent), nobody])
    expect(await mailerTo(port).send(mail)).toMatchObject({ kind: 'not_sent' });
});

it('does not claim that a mail did not go out where the server fell silent in the middle', async () => {
  const silent = await startServer({ onData: (stream) => void stream.resume() });
  expect(await mailerTo(silent.port).send(mail)).toMatchObject({ kind: 'unknown' });
});

it('speaks to nobody whose certificate does not hold', async () => {
  const { port, taken } = await startServer({ secure: true });
  expect(await mailerTo(port, 'smtps').send(mail)).toMatchObject({ kind: 'not_sent' });
  expect(taken).toEqual([]);
});
