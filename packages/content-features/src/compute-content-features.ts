import type { ActivityContent } from './content.ts';
import { countInterruptions, countQuestions, longestMonologueS } from './conversation.ts';
import { fingerprintsOf } from './fingerprints.ts';
import { namesNextStep } from './names-next-step.ts';
import { withoutQuotation, wordsOf } from './own-words.ts';
import type { Permissions } from './permissions.ts';
import { measureTalkTimes } from './talk-times.ts';
import { wordMarksOf } from './word-marks.ts';

/** What is kept of a content. Null, or empty, where it is not permitted or the content does not tell. */
export interface ContentFeatures {
  talkRepS: number | null;
  talkAllS: number | null;
  questions: number | null;
  monologueS: number | null;
  interruptions: number | null;
  nextStep: boolean | null;
  /** Words of a message, what it quotes left out. */
  words: number | null;
  fingerprints: number[];
  wordMarks: number[];
}

/** Grows with every change of what is computed, so that later ones replace earlier ones. */
export const contentFeaturesVersion = 1;

/** Of a conversation its last quarter, in which people agree on what comes next. */
const shareOfEnding = 0.25;

/**
 * What may be known of a content, by what was agreed to:
 * `talk_share` how long each side spoke (from a transcript only with `transcripts`), `transcripts` questions, monologue,
 * interruptions and a next step named near the end, `message_content` the length of a text and a next step named in it, with
 * `individual_response` also its fingerprints and word marks. The same content and permissions give the same features.
 *
 * @param salt the tenant, so that hashes of two cannot be compared
 */
export function computeContentFeatures(
  content: ActivityContent,
  permissions: Permissions,
  salt: string,
): ContentFeatures {
  const transcript = permissions.has('transcripts') ? content.transcript : [];
  const text = permissions.has('message_content') ? content.text : null;
  const talk = permissions.has('talk_share')
    ? measureTalkTimes(content, permissions.has('transcripts'))
    : null;
  const words = text === null ? null : wordsOf(withoutQuotation(text));
  const compared = permissions.has('individual_response') && words !== null ? words : [];
  return {
    talkRepS: talk?.repS ?? null,
    talkAllS: talk?.allS ?? null,
    questions: countQuestions(transcript),
    monologueS: longestMonologueS(transcript),
    interruptions: countInterruptions(transcript),
    nextStep: findNextStep(text, transcript),
    words: words?.length ?? null,
    fingerprints: fingerprintsOf(compared, salt),
    wordMarks: wordMarksOf(compared, salt),
  };
}

function findNextStep(text: string | null, transcript: ActivityContent['transcript']): boolean | null {
  const endS = transcript.reduce((latest, segment) => Math.max(latest, segment.endS), 0);
  const ending = transcript.filter(({ endS: until }) => until >= endS * (1 - shareOfEnding));
  const said = ending.flatMap((segment) => segment.text ?? []);
  const read = [...said, ...(text === null ? [] : [withoutQuotation(text)])];
  return read.length === 0 ? null : read.some(namesNextStep);
}
