import { createEventPacker, type PackedEvents } from '@stepup/warehouse';
import { move, transferableSymbol, valueSymbol } from 'piscina';
import { type DecodedBatch, decodeInto } from './decode-batch.ts';
import { type PackedMessages, unpackMessages } from './pack-messages.ts';

/** What a thread of the decoding pool does: messages in, lines of tables out, whose bytes change hands without a copy. */
export async function decodePacked(messages: PackedMessages): Promise<unknown> {
  const packer = createEventPacker();
  const besides = await decodeInto(unpackMessages(messages), (event) => packer.add(event));
  const events = packer.pack();
  const answer: DecodedBatch<PackedEvents> = { ...besides, events, eventCount: events.eventCount };
  return move({
    [transferableSymbol]: [events.rawEvents.buffer, events.texts.buffer, events.touched.buffer],
    [valueSymbol]: answer,
  });
}
