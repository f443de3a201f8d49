import { hashText } from './hash-text.ts';

const wordsOfShingle = 5;
const shinglesOfWindow = 4;

/**
 * Fingerprints of a text by winnowing (Schleimer, Wilkerson and Aiken 2003, SIGMOD, section 3): of every four neighbouring
 * shingles of five words the one with the smallest hash. Two texts that share eight words in a row share a fingerprint.
 * Sorted, each once; empty below five words.
 */
export function fingerprintsOf(words: readonly string[], salt: string): number[] {
  const hashes: number[] = [];
  for (let first = 0; first + wordsOfShingle <= words.length; first += 1) {
    hashes.push(hashText(words.slice(first, first + wordsOfShingle).join(' '), salt));
  }
  const chosen = new Set<number>();
  const lastWindow = Math.max(0, hashes.length - shinglesOfWindow);
  for (let first = 0; first <= lastWindow && hashes.length > 0; first += 1) {
    chosen.add(Math.min(...hashes.slice(first, first + shinglesOfWindow)));
  }
  return [...chosen].toSorted((a, b) => a - b);
}
