import { Text } from '@mantine/core';
import type { Evidence } from '@stepup/contracts';
import { sayEvidence } from '@stepup/wording/evidence-sentences';

/** What was counted, each number with what it rests on. */
export function EvidenceList({ evidence }: { evidence: readonly Evidence[] }) {
  return (
    <dl className="evidence tabular">
      {evidence.map((piece) => {
        const { title, value, note } = sayEvidence(piece);
        return (
          <div key={piece.id}>
            <dt>{title}</dt>
            <dd>
              <b>{value}</b>{' '}
              {note !== null && (
                <Text span size="xs" c="dimmed">
                  {note}
                </Text>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
