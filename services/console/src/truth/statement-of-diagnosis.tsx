import { Text } from '@mantine/core';
import { Link } from 'react-router';
import { cellSentence } from '@stepup/wording/cell-sentence';
import { tierLabels } from '@stepup/wording/finding-sentences';
import { formatPercent, formatRange } from '@stepup/wording/numbers';
import { gapsAddress } from '../gaps/gaps-address.ts';
import { type ComparedCell, hasSign } from './compare-with-truth.ts';

/** The estimate with its range, and what the latest look and the list of gaps say. */
export function StatementOfDiagnosis({ row }: { row: ComparedCell }) {
  const { cell, finding } = row;
  if (cell === null) {
    return (
      <Text size="xs" c="dimmed">
        No diagnosis
      </Text>
    );
  }
  return (
    <div>
      {cell.rate !== null && cell.interval !== null && (
        <Text size="sm" className="tabular">
          {formatPercent(cell.rate)} likely, range {formatRange(cell.interval)}
        </Text>
      )}
      <Text size="xs" c="dimmed">
        {hasSign(row) || finding !== null
          ? tierLabels[finding?.tier ?? cell.tier]
          : cellSentence(cell, { ownPage: false })}
        {finding !== null && (
          <>
            ,{' '}
            <Link className="number-link" to={gapsAddress(finding.rep_id)}>
              on the list
            </Link>
          </>
        )}
      </Text>
    </div>
  );
}
