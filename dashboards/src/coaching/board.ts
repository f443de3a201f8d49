import { DashboardBuilder, RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Board } from '../board.ts';
import { consoleLink, plansPath } from '../console-links.ts';
import { boardVariables } from '../funnel-indicators/variables.ts';
import { winRateByMonth } from '../funnel-indicators/win-rate-by-month.ts';
import { wonDealsByMonth } from '../funnel-indicators/won-deals-by-month.ts';
import { behaviourByBasis } from './behaviour-by-basis.ts';
import { rhythmByMonth } from './rhythm-by-month.ts';
import { waitingNow } from './waiting-now.ts';

/** Whether coaching takes place and behaviour changes, for directors; beside it what was won. Whole organisation, no people. */
export const coachingAndQuotaImpact: Board = {
  file: 'coaching-and-quota-impact.json',
  build(settings) {
    return new DashboardBuilder('Coaching and quota impact')
      .uid('stepup-coaching')
      .description(
        'Coverage and rhythm of coaching, whether behaviour changed, and what was won meanwhile. What coaching caused is told by the verification of a plan, in the console: that lines rise together shows nothing.',
      )
      .tags(['stepup', 'directors', 'generated'])
      .readonly()
      .timezone('utc')
      .weekStart('monday')
      .time({ from: 'now-1y/M', to: 'now' })
      .refresh('30m')
      .variables(boardVariables(settings, ['pipeline', 'team', 'segment']))
      .link(consoleLink('Console', plansPath))
      .withRow(new RowBuilder('Coaching').id(100))
      .withPanel(rhythmByMonth())
      .withPanel(waitingNow())
      .withPanel(behaviourByBasis())
      .withRow(new RowBuilder('What was won meanwhile').id(101))
      .withPanel(wonDealsByMonth())
      .withPanel(winRateByMonth())
      .build();
  },
};
