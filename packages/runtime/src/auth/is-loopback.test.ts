import { describe, expect, it } from 'vitest';
import { isLoopback } from './is-loopback.ts';
import { isTenantName } from './tenant-name.ts';

describe('isLoopback', () => {
  it.each([
    ['127.0.0.1', true],
    ['127.8.9.10', true],
    ['::1', true],
    ['[::1]', true],
    ['0:0:0:0:0:0:0:1', true],
    ['::ffff:127.0.0.1', true],
    ['localhost', true],
    ['LOCALHOST', true],
    ['0.0.0.0', false],
    ['::', false],
    ['', false],
    ['127.0.0.1.example.org', false],
    ['localhost.example.org', false],
    ['128.0.0.1', false],
    ['::ffff:10.0.0.1', false],
    ['127.1', false],
  ])('%j: %j', (host, expected) => {
    expect(isLoopback(host)).toBe(expected);
  });
});

describe('isTenantName', () => {
  it.each([
    ['acme-1', true],
    ['a', true],
    ['a'.repeat(63), true],
    ['a'.repeat(64), false],
    ['', false],
    ['Acme', false],
    ['a.b', false],
    ['acme\n', false],
  ])('%j: %j', (text, expected) => {
    expect(isTenantName(text)).toBe(expected);
  });
});
