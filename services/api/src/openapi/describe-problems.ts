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
