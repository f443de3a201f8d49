/** What a tenant's people agreed to. Every kind is off until it is switched on. */
export const contentKinds = ['message_content', 'transcripts', 'individual_response', 'talk_share'] as const;

export type ContentKind = (typeof contentKinds)[number];

/** The kinds that are on. */
export type Permissions = ReadonlySet<ContentKind>;
