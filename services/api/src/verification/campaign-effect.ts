import { recordKinds } from '@stepup/coaching';
import { campaignEffectAnswer, instantOfDate, recordSchemas } from '@stepup/contracts';
import { listCampaignEffects, recordReads, withTenant } from '@stepup/store';
import * as z from 'zod';
import { defineEndpoint } from '../endpoint/endpoint.ts';
import { findRecord } from '../records/find-record.ts';
import { toRead } from '../records/to-read.ts';

const campaign = { kind: recordKinds.campaign, schemas: recordSchemas.campaign };

/** `GET /v1/campaigns/{id}/effect`. */
export const campaignEffectEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/campaigns/:id/effect',
  operationId: 'readCampaignEffect',
  summary: 'Did the campaign work?',
  description:
    'Where a lot fell, those who started against those who waited, told once, on the day the wait ends: until then `too_early` with that ' +
    'day. Everybody counts where they were drawn. Without a lot, against colleagues who are not in the campaign; with all coached at once there is no ' +
    'comparison, which is said. Whoever is in it sees the verdict, not what was counted. Made anew every week; what reads otherwise later is a new version with its day.',
  access: 'records.read',
  query: z.strictObject({}),
  answer: campaignEffectAnswer,
  problems: [],
  async handle(call) {
    const { ports, viewer } = call;
    return withTenant(ports.pool, viewer.tenant, async (tx) => {
      const found = await findRecord(tx, campaign, call);
      if (found.kind === 'problem') return found;
      const { record, personId, side } = found;
      await recordReads(tx, toRead([record], personId, instantOfDate(ports.clock.now())));
      const said = await listCampaignEffects(tx, record.id);
      const head = { campaign_id: record.id, interval_level: 0.9 as const };
      const [latest] = said;
      if (latest === undefined) {
        const reason_if_null =
          record.content.started === null ? ('not_started' as const) : ('not_computed' as const);
        return { kind: 'answer', body: { ...head, current: null, reason_if_null, versions: [] } };
      }
      const versions = said.map(({ version, madeAt: made_at, asOf: as_of, content: { verdict } }) => ({
        version,
        made_at,
        as_of,
        verdict,
      }));
      // Of two people who are in it, either would learn the other one's numbers by taking away their own.
      if (side === 'reader') {
        return {
          kind: 'answer',
          body: { ...head, current: null, reason_if_null: 'for_those_who_lead_it' as const, versions },
        };
      }
      const { version, madeAt: made_at, asOf: as_of, content } = latest;
      return {
        kind: 'answer',
        body: { ...head, current: { ...content, version, made_at, as_of }, versions },
      };
    });
  },
});
