/** How the events lie in a body. `either`: an array is a batch, anything else one event. */
export type EventLayout = 'single' | 'batch' | 'either';

const layouts: Readonly<Record<string, EventLayout>> = {
  'application/cloudevents+json': 'single',
  'application/cloudevents-batch+json': 'batch',
  'application/json': 'either',
};

/** The layout a Content-Type stands for, or null for types and charsets that are not taken. */
export function readContentType(header: string | undefined): EventLayout | null {
  const [mediaType = '', ...parameters] = (header ?? '').split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  if (charset !== undefined && !/^charset="?utf-?8"?$/.test(charset)) return null;
  return Object.hasOwn(layouts, mediaType) ? (layouts[mediaType] ?? null) : null;
}
