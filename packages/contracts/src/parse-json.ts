export type ParsedJson = { kind: 'parsed'; value: unknown } | { kind: 'not_json'; message: string };

/** Text from outside as JSON, or what the engine says against it. */
export function parseJson(text: string): ParsedJson {
  try {
    return { kind: 'parsed', value: JSON.parse(text) };
  } catch (error) {
    return { kind: 'not_json', message: error instanceof Error ? error.message : 'not JSON' };
  }
}

/** For who only asks whether it is what they expect: `undefined`, which is no JSON value, where it is no JSON. */
export function jsonOrUndefined(text: string): unknown {
  const json = parseJson(text);
  return json.kind === 'parsed' ? json.value : undefined;
}
