import { createInProcessBus } from '@stepup/event-bus';
import { expect, it } from 'vitest';
import { tellOfStored } from './tell-of-stored.ts';

const messageOf = (tenant: string, type: string) => ({
  key: JSON.stringify([tenant, 'subject']),
  value: JSON.stringify({ type }),
  headers: {},
});
const [deal, person] = ['sales.deal.changed.v1', 'sales.person.changed.v1'];

async function tellingBus(handle: (tenants: readonly string[]) => Promise<void>) {
  const told: string[] = [];
  const bus = tellOfStored(createInProcessBus({ partitionCount: 1 }), {
    onAnything: (tenant) => void told.push(tenant),
    onPeople: (tenant) => void told.push(`people of ${tenant}`),
  });
  const producer = await bus.openProducer();
  const consumer = bus.createConsumer();
  await consumer.run({
    topics: ['t'],
    group: 'g',
    handleBatch: (batch) => handle(batch.map(({ key }) => key.slice(2, 6))),
  });
  return {
    send: async (...messages: ReturnType<typeof messageOf>[]): Promise<readonly string[]> => {
      told.length = 0;
      await producer.publish('t', messages).catch(() => undefined);
      return [...told];
    },
    close: () => consumer.close(),
  };
}

it('tells of what was stored once it is, and of people where it may be about them', async () => {
  const bus = await tellingBus(async () => {});
  expect(await bus.send(messageOf('acme', deal))).toEqual(['acme']);
  expect(await bus.send(messageOf('acme', deal), messageOf('acme', person))).toEqual([
    'acme',
    'people of acme',
  ]);
  expect(await bus.send({ ...messageOf('acme', person), key: 'no key of ours' })).toEqual([]);
  await bus.close();
});

it('tells of what broke off again after every batch, until one has succeeded', async () => {
  let failing = true;
  const bus = await tellingBus(async (tenants) => {
    if (failing || tenants.includes('acme')) throw new Error('the engine is away');
  });
  expect(await bus.send(messageOf('acme', person))).toEqual(['acme', 'people of acme']);
  expect(await bus.send(messageOf('else', deal))).toEqual(['acme', 'people of acme', 'else']);
  failing = false;
  expect(await bus.send(messageOf('else', deal))).toEqual(['acme', 'people of acme', 'else']);
  expect(await bus.send(messageOf('else', deal))).toEqual(['else']);
  await bus.close();
});
