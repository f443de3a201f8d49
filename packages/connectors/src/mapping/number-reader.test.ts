import { expect, it } from 'vitest';
import { compileNumberReader, type NumberStyle } from './number-reader.ts';

const english: NumberStyle = { decimal: '.', group: ',' };
const german: NumberStyle = { decimal: ',', group: '.' };
const french: NumberStyle = { decimal: ',', group: ' ' };

it.each<[string, NumberStyle, string, string | undefined]>([
  ['plain', { decimal: '.' }, '1054', '1054'],
  ['a fraction', { decimal: '.' }, '-10.50', '-10.50'],
  ['a plus sign', { decimal: '.' }, '+3', '3'],
  ['more digits than a float keeps', { decimal: '.' }, '123456789012345.6789', '123456789012345.6789'],
  ['English groups', english, '1,234,567.5', '1234567.5'],
  ['German groups', german, '1.234,50', '1234.50'],
  ['French groups with a narrow space', french, '1\u202f234,5', '1234.5'],
  ['no groups where they may be', english, '1234.5', '1234.5'],
  ['groups that are not of three', english, '12,34', undefined],
  ['a German number read as English', english, '1.234,50', undefined],
  ['groups that were not stated', { decimal: '.' }, '1,234', undefined],
  ['a currency sign', english, '€5', undefined],
  ['an exponent', english, '1e5', undefined],
  ['a fraction without whole', english, '.5', undefined],
  ['no number', english, 'NaN', undefined],
])('reads %s', (_name, style, text, expected) => {
  expect(compileNumberReader(style)(text)).toBe(expected);
});
