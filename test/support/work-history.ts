import { mix32 } from './mix32.ts';

/** Every text of these histories, and whether it names what happens next and when. */
export const workTexts: ReadonlyMap<string, boolean> = new Map([
  ['i will call you on thursday at ten with the numbers for your plant', true],
  ['we send the revised proposal on friday so that your board can decide', true],
  ['shall we meet next week to look at the pilot results together?', true],
  ['thank you for telling us how the night shift plans its maintenance today', false],
  ['our platform connects every machine without new cables or extra gateways', false],
  ['what would change for your team if downtime fell by a third?', false],
  ['how do you measure scrap today? who looks at these figures?', false],
  ['the maintenance plan worries our board because downtime costs us customers', false],
  ['please explain how extra gateways change the maintenance budget for every plant', false],
]);

const texts = [...workTexts.keys()];
const startMs = Date.parse('2026-01-05T00:00:00Z');
const minuteMs = 60_000;
const days = 120;

/**
 * A random history of deals with a lot of work on them: contacts with every outcome, texts and transcripts, plans, versions and
 * deletions, business hours, and switches that are turned on and off. Moments are whole minutes.
 */
export function tellWork(seed: number, size = { deals: 36, activities: 400 }) {
  const next = mix32(seed);
  const upTo = (count: number): number => next() % count;
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[upTo(items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  const chance = (percent: number): boolean => upTo(100) < percent;
  const moment = (): string => new Date(startMs + upTo(days * 24 * 60) * minuteMs).toISOString();
  let nth = 0;
  const event = (type: string, time: string, data: object) => {
    nth += 1;
    return { specversion: '1.0', id: `w${nth}`, source: 'work', type, time, data };
  };
  const dealIds = Array.from({ length: size.deals }, (_, index) => `lead-${index}`);
  const reps = ['r-1', 'r-2', 'r-3'];
  const stages = ['A', 'B', 'C'];
  const deals = dealIds.flatMap((dealId) => {
    const arrived = startMs + upTo((days - 30) * 24 * 60) * minuteMs;
    const path = [...stages.slice(0, 1 + upTo(3)), ...(chance(80) ? [pick(['won', 'won', 'lost'])] : [])];
    let at = arrived;
    return path.map((stage) => {
      const time = new Date(at).toISOString();
      at += (1 + upTo(12 * 24 * 60)) * minuteMs;
      return event('sales.deal.changed.v1', time, {
        deal_id: dealId,
        pipeline_id: 'work',
        stage_id: stage,
        owner_id: pick(reps),
        segment: pick(['small', 'large']),
      });
    });
  });
  const transcript = () => {
    let atTenths = 0;
    return Array.from({ length: 2 + upTo(8) }, () => {
      const begin = Math.max(0, atTenths + upTo(30) - 12);
      const end = begin + 5 + upTo(300);
      atTenths = end;
      return {
        side: pick(['rep', 'customer', 'customer', 'rep', 'manager']),
        start_s: begin / 10,
        end_s: end / 10,
        ...(chance(80) ? { text: pick(texts) } : {}),
      };
    });
  };
  const logged = (activityId: string, time: string) => {
    const kind = pick(['call', 'call', 'email', 'message', 'meeting', 'task']);
    const spoken = kind === 'call' || kind === 'meeting';
    return event('sales.activity.logged.v1', time, {
      activity_id: activityId,
      kind,
      direction: pick(['outbound', 'outbound', 'inbound']),
      ...(chance(90) ? { deal_id: pick([...dealIds, 'lead-alias']) } : {}),
      ...(chance(95) ? { rep_id: pick(reps) } : {}),
      ...(chance(40) ? { duration_s: upTo(180) } : {}),
      ...(chance(60)
        ? { outcome: pick(['connected', 'no_answer', 'voicemail', 'held', 'no_show', 'replied', 'bounced']) }
        : {}),
      ...(spoken && chance(40)
        ? {
            participants: [
              { side: 'rep', talk_s: upTo(90) },
              { side: 'customer', talk_s: 1 + upTo(90) },
            ],
          }
        : {}),
      ...(chance(70)
        ? { content: { text: pick(texts), ...(spoken && chance(80) ? { transcript: transcript() } : {}) } }
        : {}),
    });
  };
  const work = Array.from({ length: size.activities }, (_, index) => `act-${index}`).flatMap((activityId) => {
    const time = moment();
    const told = [logged(activityId, time)];
    if (chance(10)) told.push(logged(activityId, time));
    if (chance(15)) {
      told.push(
        event(
          'sales.activity.planned.v1',
          new Date(Date.parse(time) - upTo(3 * 24 * 60) * minuteMs).toISOString(),
          {
            activity_id: activityId,
            kind: pick(['call', 'meeting']),
            deal_id: pick(dealIds),
            starts_at: time,
          },
        ),
      );
    }
    if (chance(5)) told.push(event('sales.activity.deleted.v1', time, { activity_id: activityId }));
    return told;
  });
  const turns = ['message_content', 'transcripts', 'individual_response', 'talk_share'].flatMap((kind) => {
    const on = (time: string) =>
      event('sales.content.switched.v1', time, {
        kind,
        is_on: true,
        switched_by: 'ops-1',
        agreement: 'as agreed',
        agreed_on: '2026-01-01',
      });
    const off = (time: string) =>
      event('sales.content.switched.v1', time, { kind, is_on: false, switched_by: 'ops-1' });
    if (chance(15)) return [];
    const first = '2026-01-20T00:00:00Z';
    return chance(40)
      ? [on(first), off('2026-02-15T00:00:00Z'), ...(chance(80) ? [on('2026-02-25T00:00:00Z')] : [])]
      : [on(first)];
  });
  const setUp = [
    event('sales.tenant.configured.v1', '2026-01-01T00:00:00Z', {
      time_zone: pick(['Europe/Berlin', 'America/New_York', 'Asia/Kolkata']),
      business_hours: {
        mon: [
          { from: '09:00', to: '12:30' },
          { from: '13:30', to: '18:00' },
        ],
        tue: [
          { from: '08:00', to: '17:00' },
          { from: '16:00', to: '18:00' },
        ],
        wed: [{ from: '09:00', to: '17:00' }],
        thu: [{ from: '09:00', to: '17:00' }],
        fri: [{ from: '09:00', to: '14:00' }],
        sat: null,
      },
      holidays: ['2026-01-06', '2026-04-03', '2026-04-06'],
    }),
    event('sales.pipeline.defined.v1', '2026-01-01T00:00:00Z', {
      pipeline_id: 'work',
      name: 'Work',
      stages: [
        ...stages.map((stage, index) => ({ stage_id: stage, name: stage, position: index + 1 })),
        { stage_id: 'won', name: 'Won', position: 9, outcome: 'won' },
        { stage_id: 'lost', name: 'Lost', position: 9, outcome: 'lost' },
      ],
    }),
    event('sales.deal.merged.v1', '2026-03-01T00:00:00Z', { deal_id: 'lead-0', merged_ids: ['lead-alias'] }),
    event('sales.deal.deleted.v1', '2026-05-01T00:00:00Z', { deal_id: 'lead-2' }),
    ...reps.map((personId, index) =>
      event('sales.person.changed.v1', '2026-01-01T00:00:00Z', {
        person_id: personId,
        name: personId,
        role: 'rep',
        active: true,
        team: index === 0 ? 'north' : 'south',
      }),
    ),
  ];
  return { events: [...setUp, ...turns, ...deals, ...work], asOf: '2026-05-05T00:00:00.000000Z' };
}
