import type { DeadLetterReason } from './reasons.ts';

interface ReasonTexts {
  says: string;
  whatToDo: string;
  /** Whether sending such messages again can ever help, after an update or a correction. */
  replayMayHelp: boolean;
}

/** A reason as people read it, and what whoever looks after the letters can do. */
export const deadLetterReasonTexts: Readonly<Record<DeadLetterReason, ReasonTexts>> = {
  type_from_future: {
    says: 'A kind of event this version does not know yet',
    whatToDo: 'Update Stepup, then replay. It is kept until then.',
    replayMayHelp: true,
  },
  event_refused: {
    says: 'The event breaks a rule of the contract',
    whatToDo:
      'Correct it at its source and let that send it anew; replay after an update that changed the rule.',
    replayMayHelp: true,
  },
  tenant_mismatch: {
    says: 'The event names another tenant than its sender',
    whatToDo: 'Find out who sent it, and give that connection the token of its own tenant.',
    replayMayHelp: true,
  },
  not_json: {
    says: 'The message is not JSON',
    whatToDo: 'Find out what wrote it; replay cannot help.',
    replayMayHelp: false,
  },
  not_utf8: {
    says: 'The message is not text',
    whatToDo: 'Find out what wrote it; replay cannot help.',
    replayMayHelp: false,
  },
  key_invalid: {
    says: 'The message does not say whose it is',
    whatToDo: 'Find out what wrote it past the gateway; replay cannot help.',
    replayMayHelp: false,
  },
  received_at_missing: {
    says: 'The message does not say when it was received',
    whatToDo: 'Find out what wrote it past the gateway; replay cannot help.',
    replayMayHelp: false,
  },
  value_too_large: {
    says: 'The message is larger than any event may be',
    whatToDo: 'Let its source send less text. Only its beginning was kept.',
    replayMayHelp: false,
  },
  store_refused: {
    says: 'The warehouse refuses this event',
    whatToDo: 'This is a fault of Stepup: report it, update, then replay.',
    replayMayHelp: true,
  },
  letter_unreadable: {
    says: 'A record of a dead letter cannot be read',
    whatToDo: 'It was written by another version: update Stepup, and look for the message at its source.',
    replayMayHelp: false,
  },
};
