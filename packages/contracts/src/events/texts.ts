import { fromJsonPointer, toJsonPointer } from '../json-pointer.ts';
import { type FieldPrivacy, privateFields } from './private-fields.ts';
import type { SalesEvent } from './sales-event.ts';

/** The personal texts of one event: JSON Pointer into the event → value. */
export type EventTexts = Record<string, unknown>;

/**
 * Takes the personal texts (names, addresses, message bodies, what was said) out of an event, so that they can be
 * kept apart and erased. `texts` is null where there are none. The event that is left is valid. Changes no argument.
 */
export function splitTexts<Event extends SalesEvent>(
  event: Event,
): { event: Event; texts: EventTexts | null } {
  const privacy = privateFields[event.type];
  if (!mayHoldTexts(event.data, privacy)) return { event, texts: null };
  const texts: EventTexts = {};
  const data = takeTexts(event.data, privacy, ['data'], texts);
  if (Object.keys(texts).length === 0) return { event, texts: null };
  return { event: { ...event, data }, texts };
}

/**
 * Puts texts back where {@link splitTexts} took them from. Texts whose place is gone are left out. Changes no
 * argument.
 */
export function joinTexts<Event extends object>(event: Event, texts: EventTexts | null): Event {
  if (texts === null) return event;
  const joined = structuredCopy(event);
  for (const [pointer, value] of Object.entries(texts)) putAt(joined, fromJsonPointer(pointer), value);
  return joined;
}

/** False for nearly every event: none of its fields is a text or has some below. */
function mayHoldTexts(data: object, privacy: FieldPrivacy): boolean {
  return Object.keys(data).some((key) => isText(key, privacy) || Object.hasOwn(privacy.inside, key));
}

function takeTexts(
  value: unknown,
  privacy: FieldPrivacy,
  path: readonly (string | number)[],
  texts: EventTexts,
): unknown {
  if (Array.isArray(value)) {
    return value.map((member: unknown, index) => takeTexts(member, privacy, [...path, index], texts));
  }
  if (typeof value !== 'object' || value === null) return value;
  const left: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) {
    const inner = Object.hasOwn(privacy.inside, key) ? privacy.inside[key] : undefined;
    if (inner !== undefined) left[key] = takeTexts(member, inner, [...path, key], texts);
    else if (isText(key, privacy)) texts[toJsonPointer([...path, key])] = member;
    else left[key] = member;
  }
  return left;
}

function isText(key: string, privacy: FieldPrivacy): boolean {
  if (privacy.text.includes(key)) return true;
  return privacy.others === 'text' && !privacy.plain.includes(key);
}

function putAt(root: object, path: readonly string[], value: unknown): void {
  let place: object = root;
  for (const step of path.slice(0, -1)) {
    const next: unknown = Object.hasOwn(place, step) ? Reflect.get(place, step) : undefined;
    if (typeof next !== 'object' || next === null) return;
    place = next;
  }
  const last = path.at(-1);
  if (last !== undefined) Reflect.set(place, last, value);
}

// Events are JSON, so copying lists and objects copies everything.
function structuredCopy<Value>(value: Value): Value;
function structuredCopy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((member: unknown) => structuredCopy(member));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, structuredCopy(member)]));
}
