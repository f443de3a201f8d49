/** Whom a sentence is about. */
export interface Subject {
  /** A name where the reader may know it, else the id. */
  name: string;
  isSelf: boolean;
}

/** The name within a sentence: `You`, a first name, or an id as it is. */
export function shortName({ name, isSelf }: Subject): string {
  if (isSelf) return 'You';
  return /\d/.test(name) ? name : (name.split(' ')[0] ?? name);
}

/** The verb after the subject: `You move`, `Ada moves`. */
export function verbFor(subject: Subject, verb: string): string {
  return subject.isSelf ? verb : `${verb}s`;
}
