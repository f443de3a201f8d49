import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { SalesEvent } from './sales-event.ts';
import { salesEventSchemas, salesEventTypes } from './sales-event.ts';
import { type FieldPrivacy, privateFields } from './private-fields.ts';
import { parseEvent } from './parse-event.ts';
import { joinTexts, splitTexts } from './texts.ts';

const context = { receivedAt: '2026-11-22T12:00:00.000000Z', tenant: 'acme' };

describe('splitTexts', () => {
  it('takes name, addresses and whatever else is said about a person', () => {
    const { event, texts } = splitTexts(golden('person-changed.full'));
    expect(texts).toEqual({
      '/data/name': 'Björn Beispiel 🙂',
      '/data/email': 'bjorn@example.com',
      '/data/login': 'bjorn',
      '/data/external_ids': { 'hubspot-1': '42', 'phone-system': 'ext-7' },
      '/data/phone': '+49 30 000000',
    });
    expect(Object.keys(event.data).sort()).toEqual([
      'active',
      'manager_id',
      'person_id',
      'role',
      'started_on',
      'team',
    ]);
  });

  it('takes what was written and said, and leaves that something was', () => {
    const { event, texts } = splitTexts(golden('activity-logged.full'));
    expect(texts).toEqual({
      '/data/participants/1/email': 'casey@example.com',
      '/data/content/text': 'Talked about the budget.',
      '/data/content/transcript': [
        {
          side: 'rep',
          person_id: 'hubspot-1:42',
          start_s: 0,
          end_s: 4.2,
          text: 'Good morning, is now a good time?',
        },
        { side: 'customer', start_s: 4.2, end_s: 6, text: 'Yes.\nGo on.' },
        { side: 'customer', start_s: 6, end_s: 9.5 },
      ],
    });
    expect(event.data).toMatchObject({
      duration_s: 612.5,
      participants: [{ talk_s: 230.25 }, { talk_s: 301 }],
      content: {},
    });
  });

  it('takes the name of a deal and leaves its other fields, known and unknown', () => {
    const { event, texts } = splitTexts(golden('deal-changed.full'));
    expect(texts).toEqual({ '/data/name': 'Example Ltd, renewal' });
    expect(event.data).toMatchObject({ forecast_category: 'commit', segment: 'Enterprise' });
  });

  it('says null where there is nothing to take', () => {
    const event = golden('deal-deleted.full');
    expect(splitTexts(event)).toEqual({ event, texts: null });
    expect(joinTexts(event, null)).toBe(event);
  });

  it('changes neither the event nor, joining, what is left of it', () => {
    const event = golden('activity-logged.full');
    const before = JSON.stringify(event);
    const split = splitTexts(event);
    const left = JSON.stringify(split.event);
    joinTexts(split.event, split.texts);
    expect([JSON.stringify(event), JSON.stringify(split.event)]).toEqual([before, left]);
  });

  it('puts back field names with slashes and tildes', () => {
    const event = golden('person-changed.minimal', { 'a/b~c': 'x' });
    const split = splitTexts(event);
    expect(split.texts).toHaveProperty(['/data/a~1b~0c'], 'x');
    expect(joinTexts(split.event, split.texts)).toEqual(event);
  });

  it('leaves out texts whose place is gone', () => {
    const event = golden('activity-logged.minimal');
    expect(joinTexts(event, { '/data/content/transcript/3/text': 'x' })).toEqual(event);
  });
});

describe('privateFields', () => {
  const typesWithPeople = salesEventTypes.filter((type) => privateFields[type].others === 'text');

  it.each(typesWithPeople)('decides on every field of %s', (type) => {
    expect(decidedFields(privateFields[type])).toEqual(
      Object.keys(salesEventSchemas[type].shape.data.shape).sort(),
    );
  });
});

function decidedFields({ plain, text, inside }: FieldPrivacy): string[] {
  return [...plain, ...text, ...Object.keys(inside)].sort();
}

function golden(name: string, more: object = {}): SalesEvent {
  const text = readFileSync(new URL(`../../examples/${name}.json`, import.meta.url), 'utf8');
  const { data, ...attributes } = accept(JSON.parse(text));
  return accept({ ...attributes, data: { ...data, ...more } });
}

function accept(message: unknown): SalesEvent {
  const result = parseEvent(message, context);
  if (result.kind !== 'accepted') throw new Error(JSON.stringify(result.problems));
  return result.event;
}
