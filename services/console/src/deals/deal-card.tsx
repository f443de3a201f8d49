import { Badge, Card, Collapse, Group, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import type { Deal, Instant } from '@stepup/contracts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { useNames } from '../names/use-names.ts';
import { formatDay } from '@stepup/wording/dates';
import { formatMoney } from '@stepup/wording/numbers';
import { DealHistory, type StepInFocus } from './deal-history.tsx';

const stateBadges = {
  won: { label: 'Won', color: 'teal' },
  lost: { label: 'Lost', color: 'gray' },
  open: { label: 'Open', color: 'indigo' },
} as const;

/** A deal in one line, with its history below when opened. */
export function DealCard({ deal, asOf, focus }: { deal: Deal; asOf: Instant; focus: StepInFocus }) {
  const [isOpen, { toggle }] = useDisclosure(false);
  const names = useNames();
  const timeZone = useTimeZone();
  const badge = stateBadges[deal.state];
  const facts = [
    deal.stage_id === null || deal.state !== 'open'
      ? null
      : `at ${names.stage(deal.pipeline_id, deal.stage_id)}`,
    deal.amount === null ? null : formatMoney(deal.amount, deal.currency),
    deal.segment,
    deal.owner_id === null ? 'no owner' : names.person(deal.owner_id),
    deal.closed_at === null
      ? `since ${formatDay(deal.created_at ?? deal.first_seen_at, timeZone)}`
      : `closed ${formatDay(deal.closed_at, timeZone)}`,
    deal.state === 'lost' ? deal.lost_reason?.replaceAll('_', ' ') : null,
  ].filter((fact) => fact !== null && fact !== undefined);
  return (
    <Card withBorder padding="sm" component="li">
      <UnstyledButton onClick={toggle} aria-expanded={isOpen}>
        <Group justify="space-between" wrap="nowrap">
          <div>
            <Group gap="xs">
              <Text fw={600}>{deal.name ?? deal.deal_id}</Text>
              <Badge size="sm" variant="light" color={badge.color}>
                {badge.label}
              </Badge>
            </Group>
            <Text size="sm" c="dimmed">
              {facts.join(' · ')}
            </Text>
          </div>
          {isOpen ? <IconChevronUp size={18} aria-hidden /> : <IconChevronDown size={18} aria-hidden />}
        </Group>
      </UnstyledButton>
      <Collapse expanded={isOpen}>{isOpen && <DealHistory deal={deal} asOf={asOf} focus={focus} />}</Collapse>
    </Card>
  );
}
