import type { EndpointProblem } from './endpoint.ts';

const mostNamed = 20;

/** The refusal of YAML that was sent as `text`, its faults at their lines. */
export function refuseYaml(
  problems: readonly { line: number; column: number; path: string; message: string }[],
): EndpointProblem {
  const named = problems.slice(0, mostNamed).map(({ line, column, path: where, message }) => ({
    code: 'invalid_body',
    path: '/text',
    message: `line ${line}, column ${column}: ${where === '' ? '' : `${where} `}${message}`,
  }));
  return {
    kind: 'problem',
    code: 'invalid_body',
    detail: named.map(({ message }) => message).join('; '),
    errors: named,
  };
}
