import type { Admin } from 'kafkajs';

/** A place in every partition: before an offset, or before the first message of a time or later. */
export type RangePoint = { offsets: Readonly<Record<number, string>> } | { time: Date };

export interface TopicRange {
  /** Where to begin; the beginning when not given, also for partitions that `offsets` does not name. */
  from?: RangePoint;
  /** Where to end, exclusive; never beyond what the topic had when the reading began. */
  to?: RangePoint;
  /** Only these partitions. */
  partitions?: readonly number[];
}

export interface PartitionRange {
  partition: number;
  next: bigint;
  end: bigint;
}

/** The range in offsets, partitions without a message in it left out. */
export async function resolveRange(
  admin: Admin,
  topic: string,
  range: TopicRange,
): Promise<PartitionRange[]> {
  const bounds = await admin.fetchTopicOffsets(topic);
  const from = await offsetsOf(admin, topic, range.from);
  const to = await offsetsOf(admin, topic, range.to);
  return bounds
    .filter(({ partition }) => range.partitions?.includes(partition) ?? true)
    .map(({ partition, low, high }) => {
      const [lowest, highest] = [BigInt(low), BigInt(high)];
      const next = BigInt(from[partition] ?? low);
      const end = BigInt(to[partition] ?? high);
      return { partition, next: next < lowest ? lowest : next, end: end > highest ? highest : end };
    })
    .filter(({ next, end }) => next < end);
}

async function offsetsOf(
  admin: Admin,
  topic: string,
  point: RangePoint | undefined,
): Promise<Readonly<Record<number, string>>> {
  if (point === undefined) return {};
  if ('offsets' in point) return point.offsets;
  const found = await admin.fetchTopicOffsetsByTimestamp(topic, point.time.getTime());
  return Object.fromEntries(found.map(({ partition, offset }) => [partition, offset]));
}
