import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeContentFeatures } from './compute-content-features.ts';
import type { ActivityContent, Segment, Side } from './content.ts';
import { type ContentKind, contentKinds } from './permissions.ts';

const all = new Set<ContentKind>(contentKinds);
const nothing: ActivityContent = { text: null, transcript: [], talkTimes: [] };

function message(text: string, permissions: ReadonlySet<ContentKind> = all) {
  return computeContentFeatures({ ...nothing, text }, permissions, 'acme');
}

function conversation(...segments: [Side, number, number, string?][]) {
  const transcript = segments.map(([side, startS, endS, text]) => ({
    side,
    startS,
    endS,
    text: text ?? null,
  }));
  return computeContentFeatures({ ...nothing, transcript }, all, 'acme');
}

const segments = fc.array(
  fc.record({
    side: fc.constantFrom<Side[]>('rep', 'manager', 'customer'),
    startS: fc.integer({ min: 0, max: 300 }),
    lengthS: fc.integer({ min: 0, max: 60 }),
    text: fc.option(fc.string()),
  }),
  { maxLength: 20 },
);

function toTranscript(list: readonly { side: Side; startS: number; lengthS: number; text: string | null }[]) {
  return list.map(({ side, startS, lengthS, text }): Segment => ({
    side,
    startS,
    endS: startS + lengthS,
    text,
  }));
}

describe('a conversation', () => {
  it('has shares of talk, one side over itself counted once', () => {
    const { talkRepS, talkAllS } = conversation(['rep', 0, 10], ['rep', 5, 15], ['customer', 15, 35]);
    expect([talkRepS, talkAllS]).toEqual([15, 35]);
  });

  it('has the questions of the salesperson alone', () => {
    const { questions } = conversation(
      ['rep', 0, 3, 'What changed? Really?!'],
      ['customer', 3, 5, 'Why do you ask?'],
    );
    expect(questions).toBe(2);
  });

  it('has the longest stretch in which nobody else began to speak', () => {
    const { monologueS } = conversation(
      ['rep', 0, 10],
      ['rep', 12, 30],
      ['customer', 30, 31],
      ['rep', 31, 40],
    );
    expect(monologueS).toBe(30);
  });

  it('has interruptions where the salesperson speaks on over the customer for half a second', () => {
    const { interruptions } = conversation(
      ['customer', 0, 10],
      ['rep', 9.4, 20],
      ['customer', 20, 30],
      ['rep', 29.8, 31],
    );
    expect(interruptions).toBe(1);
  });

  it('tells nothing of words that no transcript has', () => {
    const { questions, nextStep, monologueS } = conversation(['rep', 0, 10]);
    expect([questions, nextStep, monologueS]).toEqual([null, null, 10]);
  });

  it('does not depend on the order of segments, and keeps the share of talk a share', () => {
    fc.assert(
      fc.property(segments, fc.infiniteStream(fc.nat()), (list, turns) => {
        const transcript = toTranscript(list);
        const shuffled = transcript
          .map((segment) => ({ segment, turn: turns.next().value }))
          .toSorted((a, b) => Number(a.turn) - Number(b.turn))
          .map(({ segment }) => segment);
        const features = computeContentFeatures({ ...nothing, transcript }, all, 'acme');
        expect(computeContentFeatures({ ...nothing, transcript: shuffled }, all, 'acme')).toEqual(features);
        const { talkRepS, talkAllS, monologueS } = features;
        expect(talkRepS ?? 0).toBeLessThanOrEqual(talkAllS ?? 0);
        expect(monologueS ?? 0).toBeLessThanOrEqual(360);
      }),
    );
  });
});

describe('a text', () => {
  it.each([
    ['Thank you. I will call you on Thursday at 10:00.', true],
    ['Ich schicke Ihnen nächste Woche einen Vorschlag.', true],
    ['Thank you for your time. See our website.', false],
    ['On Thursday it rained.', false],
  ])('names a next step, or not: %s', (text, expected) => {
    expect(message(text).nextStep).toBe(expected);
  });

  it('shares fingerprints with another one where eight words in a row are the same', () => {
    const word = fc.stringMatching(/^[a-z]{2,8}$/);
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 8, maxLength: 12 }),
        fc.array(word, { maxLength: 20 }),
        fc.array(word, { maxLength: 20 }),
        (shared, before, after) => {
          const one = message([...before, ...shared].join(' ')).fingerprints;
          const other = new Set(message([...shared, ...after].join(' ')).fingerprints);
          expect(one.some((print) => other.has(print))).toBe(true);
        },
      ),
    );
  });

  it('has no fingerprints in common with another one by chance, nor with the same one of another tenant', () => {
    const one = message(
      'We would like to know what a pilot with twelve users costs this spring',
    ).fingerprints;
    const other = message(
      'Please find enclosed our offer for the delivery of spare parts in autumn',
    ).fingerprints;
    const text = 'We would like to know what a pilot with twelve users costs this spring';
    const elsewhere = computeContentFeatures({ ...nothing, text }, all, 'globex').fingerprints;
    expect(one.filter((print) => other.includes(print) || elsewhere.includes(print))).toEqual([]);
  });

  it('is compared without what it quotes', () => {
    const own = 'The migration takes three weeks with your own team';
    const quoted = `${own}\n\nAm 3. März 2026 schrieb Kim:\nWie lange dauert die Umstellung bei uns?`;
    expect(message(quoted)).toEqual(message(own));
    expect(message(`${own}\n> and how long is that?`)).toEqual(message(own));
  });
});

describe('permissions', () => {
  const content: ActivityContent = {
    text: 'I will call you on Monday with the whole offer ready to sign',
    transcript: [
      { side: 'rep', startS: 0, endS: 5, text: 'Shall we meet on Friday?' },
      { side: 'customer', startS: 4, endS: 9, text: 'Yes' },
    ],
    talkTimes: [{ side: 'rep', talkS: 4 }],
  };
  const given = (...kinds: ContentKind[]) => computeContentFeatures(content, new Set(kinds), 'acme');

  it('are needed for everything', () => {
    expect(given()).toEqual({
      talkRepS: null,
      talkAllS: null,
      questions: null,
      monologueS: null,
      interruptions: null,
      nextStep: null,
      words: null,
      fingerprints: [],
      wordMarks: [],
    });
  });

  it('for talk share alone do not open the transcript', () => {
    expect(given('talk_share')).toMatchObject({ talkRepS: 4, talkAllS: 4, questions: null, words: null });
    expect(given('talk_share', 'transcripts')).toMatchObject({ talkRepS: 5, talkAllS: 10, questions: 1 });
  });

  it('for individual response alone do not open the message', () => {
    expect(given('individual_response').fingerprints).toEqual([]);
    expect(given('message_content')).toMatchObject({ words: 13, fingerprints: [], nextStep: true });
    expect(given('message_content', 'individual_response').fingerprints.length).toBeGreaterThan(0);
  });
});
