import {
  contentKinds,
  contentSwitch,
  contentSwitchesAnswer,
  contentSwitchRequest,
  instantOfDate,
} from '@stepup/contracts';
import { readContentState } from '@stepup/warehouse';
import * as z from 'zod';
import { defineWrite } from '../endpoint/define-write.ts';
import { defineEndpoint } from '../endpoint/endpoint.ts';
import { publishOwnEvent } from '../own-records/publish-own-event.ts';

/** `GET /v1/content-switches`. */
export const contentSwitchesEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/content-switches',
  operationId: 'listContentSwitches',
  summary: 'What is looked at of messages and conversations',
  description:
    'Everything is off until it is switched on, on an agreement with those concerned; who did so, when, and the agreement are ' +
    'shown to everybody who may read.',
  access: 'catalogue.read',
  query: z.strictObject({}),
  answer: contentSwitchesAnswer,
  problems: [],
  async handle({ ports, viewer }) {
    const items = await readContentState(ports.warehouse, viewer.tenant);
    return { kind: 'answer', body: { items, next_cursor: null } };
  },
});

/** `PUT /v1/content-switches/{kind}`. */
export const setContentSwitchEndpoint = defineWrite({
  method: 'put',
  path: '/v1/content-switches/:kind',
  operationId: 'setContentSwitch',
  summary: 'Switch one way of looking at contents on or off',
  description:
    'From now on and never for what is past; to switch on needs the text of the agreement and its date. By a person, whose name ' +
    'stands beside it. The answer is how it will read; in a deployment the list shows it when ingest has it.',
  access: 'switches.write',
  body: contentSwitchRequest,
  status: 200,
  needsVersion: false,
  answer: contentSwitch,
  problems: [],
  async handle({ ports, viewer, body, pathParameters }) {
    const kind = contentKinds.find((name) => name === pathParameters['kind']);
    if (kind === undefined) {
      return { kind: 'problem', code: 'not_found', detail: `There are ${contentKinds.join(', ')}.` };
    }
    const switchedBy = viewer.personId;
    if (switchedBy === undefined)
      return { kind: 'problem', code: 'forbidden', detail: 'A person answers for this.' };
    const at = instantOfDate(ports.clock.now());
    const agreed = body.is_on ? { agreement: body.agreement, agreed_on: body.agreed_on } : {};
    const told = await publishOwnEvent(ports, {
      tenant: viewer.tenant,
      type: 'sales.content.switched.v1',
      at,
      data: { kind, is_on: body.is_on, switched_by: switchedBy, ...agreed },
    });
    if (told === 'unavailable') {
      return {
        kind: 'problem',
        code: 'unavailable',
        detail: 'Events are not taken at the moment; ask again.',
      };
    }
    const none = { agreement: null, agreed_on: null };
    return {
      kind: 'answer',
      body: { kind, is_on: body.is_on, since: at, switched_by: switchedBy, ...none, ...agreed },
    };
  },
});
