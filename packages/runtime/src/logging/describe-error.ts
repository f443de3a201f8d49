import { censored, redactText } from './redact-text.ts';

/** What a log line says of an error. */
export interface DescribedError {
  type: string;
  message: string;
  code?: string | number;
  /** Frames alone, and only where no code explains the error: then it may be a bug. */
  stack?: string;
  cause?: DescribedError;
  errors?: DescribedError[];
}

const deepestCause = 8;
/** Engines quote whole statements and rows. */
const longestMessage = 2_000;
/** Drizzle quotes the values it bound, which are what people wrote. */
const boundValues = /\nparams: [\s\S]*$/;
/** Of V8; what stands before the first one repeats the message. */
const frame = /^ {4}at .*$/gm;

/**
 * Name, code and message of an error, of what caused it and of those it gathers; nothing else it carries, since clients hang
 * themselves on their errors with passwords, settings and rows.
 */
export function describeError(error: Error): DescribedError {
  return describeAt(error, 0);
}

function describeAt(error: Error, depth: number): DescribedError {
  const code = codeOf(error);
  const described: DescribedError = { type: error.name, message: messageOf(error) };
  if (code === undefined) described.stack = redactText((error.stack?.match(frame) ?? []).join('\n'));
  else described.code = code;
  if (depth >= deepestCause) return described;
  if (error.cause instanceof Error) described.cause = describeAt(error.cause, depth + 1);
  if (error instanceof AggregateError) {
    described.errors = error.errors.flatMap((each: unknown) =>
      each instanceof Error ? [describeAt(each, depth + 1)] : [],
    );
  }
  return described;
}

function messageOf(error: Error): string {
  const text = redactText(error.message.replace(boundValues, `\nparams: ${censored}`));
  return text.length > longestMessage ? `${text.slice(0, longestMessage)} …` : text;
}

function codeOf(error: Error): string | number | undefined {
  const code = 'code' in error ? error.code : undefined;
  if (typeof code === 'number') return code;
  return typeof code === 'string' ? redactText(code) : undefined;
}
