import { Badge } from '@mantine/core';

/** Whether the diagnosis was right about a cell. */
export function VerdictBadge({ isReal, isFound }: { isReal: boolean; isFound: boolean }) {
  if (isReal && isFound) {
    return (
      <Badge color="teal" autoContrast>
        Found
      </Badge>
    );
  }
  if (!isReal && isFound) {
    return (
      <Badge color="orange" variant="light">
        False alarm
      </Badge>
    );
  }
  return (
    <Badge color="gray" variant="light">
      {isReal ? 'Not seen' : 'No gap'}
    </Badge>
  );
}
