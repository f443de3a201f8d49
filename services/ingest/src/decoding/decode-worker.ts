import { packEvents, type PackedEvents } from '@stepup/warehouse';
import { move, transferableSymbol, valueSymbol } from 'piscina';
import { decodeBatch, type DecodedBatch } from './decode-batch.ts';
import { type PackedMessages, unpackMessages } from './pack-messages.ts';

/** What a thread of the decoding pool does: messages in, lines of tables out, whose bytes change hands without a copy. */
export async function decodePacked(messages: PackedMessages): Promise<unknown> {
  const decoded = await decodeBatch(unpackMessages(messages));
  const events = packEvents(decoded.events);
  const answer: DecodedBatch<PackedEvents> = { ...decoded, events };
  return move({
    [transferableSymbol]: [events.rawEvents.buffer, events.texts.buffer, events.touched.buffer],
    [valueSymbol]: answer,
  });
}
