import { type ErrorCode, errorCodes } from '@stepup/contracts';
import type { OpenApiResponse } from './document.ts';

/** One response a status, with the codes that share it. */
export function describeProblems(
  codes: readonly ErrorCode[],
  schemaName = 'Problem',
): Record<string, OpenApiResponse> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of new Set(codes)) {
    const { status } = errorCodes[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, sharing]) => [
      String(status),
      {
        description: sharing.map((code) => `\`${code}\`: ${errorCodes[code].title}`).join('. '),
        content: { 'application/problem+json': { schema: { $ref: `#/components/schemas/${schemaName}` } } },
      },
    ]),
  );
}

/** What the HTTP parser itself says, before there is any route: to an address or headers that are too long. */
export const parserProblems: Record<string, OpenApiResponse> = {
  '431': {
    description: 'The address or the headers are longer than 16 KiB',
    content: {
      'application/problem+json': {
        schema: {
          type: 'object',
          properties: { type: { const: 'about:blank' }, title: { type: 'string' }, status: { const: 431 } },
          required: ['type', 'title', 'status'],
        },
      },
    },
  },
};
