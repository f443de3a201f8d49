import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';

const runProcessUrl = new URL('./run-process.ts', import.meta.url).href;
const loggerUrl = new URL('../logging/create-logger.ts', import.meta.url).href;

/** Starts a real process around a body for `start`, and hands out its lines as they come. */
function startService(body: string, options = '') {
  const script = `
    import { runProcess } from ${JSON.stringify(runProcessUrl)};
    import { createLogger } from ${JSON.stringify(loggerUrl)};
    const log = createLogger({ service: 'test', level: 'info' });
    const alive = setInterval(() => {}, 1000);
    runProcess({ log, ${options} async start(signal) { ${body} } });
  `;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const grown = new EventTarget();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      grown.dispatchEvent(new Event('data'));
    });
  }
  const ended = once(child, 'close');
  return {
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    async saw(text: string) {
      while (!output.includes(text)) await once(grown, 'data');
    },
    async end() {
      await ended;
      return { code: child.exitCode, output };
    },
  };
}

const running = `log.info('up'); return { async stop() { log.info('closing'); } };`;

describe('runProcess', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('stops orderly on %s', async (signal) => {
    const service = startService(running);
    await service.saw('"up"');
    service.kill(signal);
    const { code, output } = await service.end();
    expect(code).toBe(0);
    expect(output).toContain('"closing"');
    expect(output).toContain('"stopped"');
  });

  it('ends at once on a second Ctrl-C', async () => {
    const service = startService(`log.info('up'); return { stop: () => new Promise(() => {}) };`);
    await service.saw('"up"');
    service.kill('SIGINT');
    await service.saw('"stopping"');
    service.kill('SIGINT');
    expect((await service.end()).code).toBe(130);
  });

  it('ends a stop that takes too long', async () => {
    const service = startService(
      `log.info('up'); return { stop: () => new Promise(() => {}) };`,
      'stopTimeoutMs: 50,',
    );
    await service.saw('"up"');
    service.kill('SIGTERM');
    const { code, output } = await service.end();
    expect(code).toBe(70);
    expect(output).toContain('took too long');
  });

  it('tells a start under way to stop, and then stops what it had started', async () => {
    const service = startService(`
      log.info('starting');
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      return { async stop() { log.info('closing'); } };
    `);
    await service.saw('"starting"');
    service.kill('SIGTERM');
    const { code, output } = await service.end();
    expect(code).toBe(0);
    expect(output).toContain('"closing"');
  });

  it.each([
    ['a start that throws', `throw new Error('boom');`, 70, 'boom'],
    [
      'a start that is refused',
      `return { kind: 'refused', message: 'port 4000 is taken', exitCode: 2 };`,
      2,
      'port 4000',
    ],
    ['an unhandled rejection', `Promise.reject(new Error('boom')); ${running}`, 70, 'unhandled rejection'],
    [
      'an uncaught exception',
      `setTimeout(() => { throw new Error('boom'); }); ${running}`,
      70,
      'uncaught exception',
    ],
    [
      'a part that cannot go on',
      `return { stop: async () => log.info('closing'), failure: Promise.resolve(new Error('boom')) };`,
      70,
      '"closing"',
    ],
  ])('ends after %s', async (_name, body, code, text) => {
    const ended = await startService(body).end();
    expect(ended.code).toBe(code);
    expect(ended.output).toContain(text);
  });

  it('ends with the code for a broken system when the orderly stop fails', async () => {
    const service = startService(`log.info('up'); return { async stop() { throw new Error('boom'); } };`);
    await service.saw('"up"');
    service.kill('SIGTERM');
    const { code, output } = await service.end();
    expect(code).toBe(70);
    expect(output).toContain('the orderly stop failed');
  });
});
