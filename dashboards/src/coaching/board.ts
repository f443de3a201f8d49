import { RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { plansBegun } from '../annotations/plans-begun.ts';
import { processChanges } from '../annotations/process-changes.ts';
import type { Board } from '../board.ts';
import { boardFor } from '../board-for.ts';
import { consoleLink, plansPath } from '../console-links.ts';
import { boardVariables } from '../funnel-indicators/variables.ts';
import { winRateByMonth } from '../funnel-indicators/win-rate-by-month.ts';
import { wonDealsByMonth } from '../funnel-indicators/won-deals-by-month.ts';
import { behaviourByBasis } from './behaviour-by-basis.ts';
import { quotaAttainmentByMonth } from './quota-attainment-by-month.ts';
import { rhythmByMonth } from './rhythm-by-month.ts';
import { verifiedEffect } from './verified-effect.ts';
import { waitingNow } from './waiting-now.ts';

/** Whether coaching takes place and behaviour changes, for directors; beside it what was won. Groups of five or more, no people. */
export const coachingAndQuotaImpact: Board = {
  file: 'coaching-and-quota-impact.json',
  isForTeams: true,
  build(settings) {
    return boardFor(settings, { title: 'Coaching and quota impact', uid: 'stepup-coaching' })
      .description(
        'Coverage and rhythm of coaching, whether behaviour changed, what the verification of plans says that it did, and how much of the quotas was sold meanwhile. That lines rise together shows nothing: only verification compares with colleagues who were not coached.',
      )
      .tags(['stepup', 'directors', 'generated'])
      .readonly()
      .timezone('utc')
      .weekStart('monday')
      .time({ from: 'now-1y/M', to: 'now' })
      .refresh('30m')
      .variables(boardVariables(settings, ['pipeline', 'coached', 'segment']))
      .annotation(processChanges())
      .annotation(plansBegun())
      .link(consoleLink('Console', plansPath))
      .withRow(new RowBuilder('Coaching').id(100))
      .withPanel(rhythmByMonth())
      .withPanel(waitingNow())
      .withPanel(behaviourByBasis())
      .withPanel(verifiedEffect())
      .withRow(new RowBuilder('What was won meanwhile').id(101))
      .withPanel(quotaAttainmentByMonth())
      .withPanel(wonDealsByMonth())
      .withPanel(winRateByMonth())
      .build();
  },
};
