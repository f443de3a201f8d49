import { hashText } from './hash-text.ts';

const shortestWord = 5;
const marks = 2 ** 16;

/**
 * Which longer words a text has, as marks of 16 bits: enough to see that an answer takes up the words of a message, too few to
 * tell which words they were, since several words of a language share each mark. Sorted, each once.
 */
export function wordMarksOf(words: readonly string[], salt: string): number[] {
  const long = words.filter((word) => word.length >= shortestWord);
  return [...new Set(long.map((word) => hashText(word, salt) % marks))].toSorted((a, b) => a - b);
}
