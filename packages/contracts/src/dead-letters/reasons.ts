/** Where on its way a message could not go on. */
export const deadLetterSteps = ['decode', 'validate', 'store', 'keep'] as const;

export type DeadLetterStep = (typeof deadLetterSteps)[number];

/** Why a message can never be stored as it is, with the step that found it. The closed list. */
export const stepOfReason = {
  /** The key is no JSON array of tenant and subject. */
  key_invalid: 'decode',
  /** Larger than any event. */
  value_too_large: 'decode',
  not_utf8: 'decode',
  not_json: 'decode',
  received_at_missing: 'decode',
  /** The event names another tenant than the key: whose it is cannot be told. */
  tenant_mismatch: 'validate',
  /** A type or version that a later release may know: kept without expiry until it is understood. */
  type_from_future: 'validate',
  event_refused: 'validate',
  /** The engine refuses this one event for good. */
  store_refused: 'store',
  /** A message of the dead-letter topic that is no dead letter. */
  letter_unreadable: 'keep',
} as const satisfies Record<string, DeadLetterStep>;

export type DeadLetterReason = keyof typeof stepOfReason;

export const deadLetterReasons = [
  'key_invalid',
  'value_too_large',
  'not_utf8',
  'not_json',
  'received_at_missing',
  'tenant_mismatch',
  'type_from_future',
  'event_refused',
  'store_refused',
  'letter_unreadable',
] as const satisfies readonly DeadLetterReason[];

/** For so many days a letter is kept after its message last failed; those from the future without end. */
export const deadLetterKeptDays = 30;

/** True where a letter waits for a release that understands it. */
export function isKeptUntilUnderstood(reason: DeadLetterReason): boolean {
  return reason === 'type_from_future';
}
