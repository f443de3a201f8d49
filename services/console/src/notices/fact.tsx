import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** What something is called, and what it is, in one line where there is room. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="fact">
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <Text size="sm" component="div" className="any-break">
        {children}
      </Text>
    </div>
  );
}
