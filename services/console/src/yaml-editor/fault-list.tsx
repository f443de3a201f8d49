import { Alert, List } from '@mantine/core';

interface Fault {
  line: number;
  column: number;
  path: string;
  message: string;
}

/** The faults of a text, each leading to its line. */
export function FaultList({
  problems,
  goToLine,
}: {
  problems: readonly Fault[];
  goToLine: (line: number, column: number) => void;
}) {
  return (
    <Alert color="red" title={problems.length === 1 ? 'One fault' : `${problems.length} faults`}>
      <List size="sm" spacing={4} listStyleType="none">
        {problems.map(({ line, column, path, message }) => (
          <List.Item key={`${line}:${column}:${message}`}>
            <button
              type="button"
              className="text-button"
              style={{ background: 'none', border: 0, padding: 0, font: 'inherit' }}
              onClick={() => goToLine(line, column)}
            >
              Line {line}
            </button>
            : {path !== '' && <code>{path.split('.').at(-1)}</code>} {message}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
