import type { Admin, Kafka } from 'kafkajs';

/** Connects an administrative client for the time of one task. */
export async function withAdmin<Result>(
  kafka: Kafka,
  task: (admin: Admin) => Promise<Result>,
): Promise<Result> {
  const admin = kafka.admin();
  try {
    await admin.connect();
    return await task(admin);
  } finally {
    await admin.disconnect();
  }
}
