import type { Annex } from '@stepup/contracts';

/** The annex as Markdown, to be attached to an agreement. */
export function renderAnnex(annex: Annex): string {
  const { switches, collected, access, retention } = annex;
  return [
    `# What is collected, why, who sees it, and for how long`,
    `Tenant ${annex.tenant}, as of ${annex.stated_at}.`,
    `**Purpose.** ${annex.purpose} Not for: ${annex.excluded_uses.join(', ')}.`,
    `## What was agreed to`,
    table(
      ['Kind', 'On', 'Since', 'Switched by', 'Agreement', 'Agreed on'],
      switches.map((one) => [
        one.kind,
        one.is_on ? 'yes' : 'no',
        one.since ?? '',
        one.switched_by ?? '',
        one.agreement ?? '',
        one.agreed_on ?? '',
      ]),
    ),
    `## What is collected`,
    table(
      ['Number', 'Version', 'What', 'Why', 'Seen by', 'Kept', 'Needs', 'On'],
      collected.map((one) => [
        one.title,
        String(one.version),
        one.what,
        one.why,
        one.seen_by,
        one.kept,
        one.needs_switch ?? '',
        one.is_on ? 'yes' : 'no',
      ]),
    ),
    `## Who sees what`,
    table(
      ['Role', 'Sees', 'May'],
      access.map(({ role, sees, may }) => [role, sees, may.join(', ')]),
    ),
    `## How long what is kept`,
    table(
      ['What', 'Kept'],
      retention.map(({ what, kept }) => [what, kept]),
    ),
    '',
  ].join('\n\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows.map((row) => row.map(toCell))];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function toCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ');
}
