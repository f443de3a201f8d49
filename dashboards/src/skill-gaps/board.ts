import { RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Board } from '../board.ts';
import { consoleLink, gapsPath } from '../console-links.ts';
import { processChanges } from '../annotations/process-changes.ts';
import { boardFor } from '../board-for.ts';
import { boardVariables } from '../funnel-indicators/variables.ts';
import { gapsByMonth } from './gaps-by-month.ts';
import { gapsByStep } from './gaps-by-step.ts';
import { plansUnderWay } from './plans-under-way.ts';
import { standingGaps } from './standing-gaps.ts';
import { whatBecameOfGaps } from './what-became-of-gaps.ts';

/** Which gaps stand and what people made of them, for managers; people stand under pseudonyms. */
export const skillGaps: Board = {
  file: 'skill-gaps.json',
  isForTeams: true,
  build(settings) {
    return boardFor(settings, { title: 'Skill gaps', uid: 'stepup-skill-gaps' })
      .description(
        'Steps at which somebody loses more deals than typical colleagues with the same deals would, as the looks at month ends left them. People stand under pseudonyms; who they are shows the console to those who lead them.',
      )
      .tags(['stepup', 'managers', 'generated'])
      .readonly()
      .timezone('utc')
      .weekStart('monday')
      .time({ from: 'now-1y/M', to: 'now' })
      .refresh('30m')
      .variables(boardVariables(settings, ['pipeline', 'coached']))
      .annotation(processChanges())
      .link(consoleLink('Console', gapsPath))
      .withRow(new RowBuilder('Standing now').id(100))
      .withPanel(standingGaps(settings))
      .withPanel(plansUnderWay(settings))
      .withPanel(gapsByStep())
      .withRow(new RowBuilder('Over the period').id(101))
      .withPanel(gapsByMonth())
      .withPanel(whatBecameOfGaps())
      .build();
  },
};
