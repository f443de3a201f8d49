import { parseEvent } from '@stepup/contracts';
import { describe, expect, it } from 'vitest';
import { eventCommand, importCommand, tokenCommand } from './start-commands.ts';

describe('the commands to copy', () => {
  it('send an event that the contract takes', () => {
    const body = /-d '(.*)'$/m.exec(eventCommand('http://127.0.0.1:4000'))?.[1] ?? '';
    const result = parseEvent(JSON.parse(body), {
      receivedAt: '2026-11-22T12:00:00.000000Z',
      tenant: 'acme',
    });
    expect(result.kind).toBe('accepted');
  });

  it('name the tenant', () => {
    expect(tokenCommand('acme')).toContain('--tenant acme');
    expect(importCommand('acme')).toContain('--tenant acme');
  });
});
