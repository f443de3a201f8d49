import { type ChildProcess, spawn } from 'node:child_process';
import { describe, expect, it, vi } from 'vitest';
import type { EmbeddedServerError } from '../embedded-server-error.ts';
import { createRecordingLog } from '../testing/recording-log.ts';
import { readProcessIdentity } from './process-identity.ts';
import { type SupervisionOptions, supervise } from './supervise.ts';
import { exitOf } from './supervised-process.ts';

const restart = { firstDelayMs: 5, maxDelayMs: 20, maxAttempts: 3, stableAfterMs: 60_000 };

function optionsFor(script: (start: number) => string, changes: Partial<SupervisionOptions> = {}) {
  const children: ChildProcess[] = [];
  const answers = { value: true };
  const options: SupervisionOptions = {
    name: 'test',
    log: createRecordingLog(),
    launch: async () => {
      const child = spawn(process.execPath, ['-e', script(children.length + 1)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      children.push(child);
      await new Promise((resolve) => child.stdout.once('data', resolve));
      return {
        pid: child.pid ?? 0,
        exited: exitOf(child),
        signal: (signal) => {
          child.kill(signal);
        },
        probe: () => Promise.resolve(answers.value),
      };
    },
    stopSignals: ['SIGTERM'],
    stopGraceMs: 200,
    restart,
    probeEveryMs: 20,
    probeTimeoutMs: 50,
    maxSilentProbes: 2,
    hasRoom: () => Promise.resolve(true),
    onFailed: undefined,
    ...changes,
  };
  return { options, children, answers };
}

const LIVES = "console.log('up'); setInterval(() => undefined, 1000)";
const ENDS = "console.log('up'); setTimeout(() => process.exit(3), 10)";
const DEAF = "process.on('SIGTERM', () => undefined); console.log('up'); setInterval(() => undefined, 1000)";

describe('supervise', () => {
  it('starts a killed process again and says so', async () => {
    const { options, children } = optionsFor(() => LIVES);
    const server = await supervise(options);
    expect(server.state()).toBe('healthy');
    children[0]?.kill('SIGKILL');
    await vi.waitFor(() => {
      expect(children).toHaveLength(2);
      expect([server.state(), server.pid()]).toEqual(['healthy', children[1]?.pid]);
    });
    await server.stop();
    expect(server.state()).toBe('stopped');
    expect(await readProcessIdentity(children[1]?.pid ?? 0)).toBeUndefined();
  });

  it('gives up after the last attempt and reports it once', async () => {
    const onFailed = vi.fn<(error: Error) => void>();
    const { options, children } = optionsFor(() => ENDS, { onFailed });
    const server = await supervise(options);
    await vi.waitFor(
      () => {
        expect(server.state()).toBe('failed');
      },
      { timeout: 10_000 },
    );
    expect(children).toHaveLength(1 + restart.maxAttempts);
    expect(onFailed).toHaveBeenCalledOnce();
    expect(onFailed.mock.calls[0]?.[0]).toMatchObject({
      code: 'restart_limit',
    } satisfies Partial<EmbeddedServerError>);
    await server.stop();
  });

  it('waits for room on a full disk, however long, and uses up no attempt meanwhile', async () => {
    const room = { looks: 0, isThere: false };
    const hasRoom = (): Promise<boolean> => {
      room.looks += 1;
      return Promise.resolve(room.isThere);
    };
    const noAttempts = { ...restart, maxAttempts: 1 };
    const { options, children } = optionsFor((start) => (start === 1 ? ENDS : LIVES), {
      hasRoom,
      restart: noAttempts,
    });
    const server = await supervise(options);
    await vi.waitFor(() => expect(room.looks).toBeGreaterThan(1), { timeout: 10_000 });
    expect([children.length, server.state(), server.pid()]).toEqual([1, 'restarting', undefined]);
    room.isThere = true;
    await vi.waitFor(() => expect(server.state()).toBe('healthy'), { timeout: 10_000 });
    await server.stop();
  });

  it('ends when told to while it waits for room', async () => {
    const { options, children } = optionsFor(() => ENDS, { hasRoom: () => Promise.resolve(false) });
    const server = await supervise(options);
    await vi.waitFor(() => expect(server.state()).toBe('restarting'));
    await server.stop();
    expect([children.length, server.state()]).toEqual([1, 'stopped']);
  });

  it('kills and restarts a process that no longer answers', async () => {
    const { options, children, answers } = optionsFor(() => LIVES);
    const server = await supervise(options);
    answers.value = false;
    await vi.waitFor(() => {
      expect(children.length).toBeGreaterThan(1);
    });
    answers.value = true;
    await server.stop();
    expect(children[0]?.signalCode).toBe('SIGKILL');
  });

  it('kills what does not end when asked', async () => {
    const { options, children } = optionsFor(() => DEAF);
    const server = await supervise(options);
    await server.stop();
    expect(children[0]?.signalCode).toBe('SIGKILL');
    expect(children).toHaveLength(1);
  });

  it('throws what the first start throws', async () => {
    const { options } = optionsFor(() => LIVES, { launch: () => Promise.reject(new Error('no')) });
    await expect(supervise(options)).rejects.toThrow('no');
  });
});
