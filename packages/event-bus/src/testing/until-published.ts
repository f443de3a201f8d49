/** Publishes until it is acknowledged. Nothing is waited for between attempts: each ends when the broker, or its time, says so. */
export async function untilPublished(publish: () => Promise<void>): Promise<void> {
  for (;;) {
    const isPublished = await publish().then(
      () => true,
      () => false,
    );
    if (isPublished) return;
  }
}
