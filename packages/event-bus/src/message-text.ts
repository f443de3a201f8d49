const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The value of a message as text, or null when its bytes are no UTF-8. */
export function messageText(message: { value: Uint8Array | string }): string | null {
  if (typeof message.value === 'string') return message.value;
  try {
    return strictUtf8.decode(message.value);
  } catch {
    return null;
  }
}
