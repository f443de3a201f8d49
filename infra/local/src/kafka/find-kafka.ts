import type { Availability } from '../availability.ts';
import { hasDocker } from '../docker/has-docker.ts';
import { hasProgram } from '../process/has-program.ts';
import { hasKafkaJars } from './kafka-jars.ts';

/** How Kafka can be had here: Docker where it works, else Java with jars from Maven Central. */
export async function findKafka(): Promise<Availability> {
  if (await hasDocker()) return { kind: 'docker' };
  const [java, maven, jars] = await Promise.all([
    hasProgram('java', ['-version']),
    hasProgram('mvn', ['--version']),
    hasKafkaJars(),
  ]);
  if (java && (maven || jars)) return { kind: 'process' };
  const missing = [...(java ? [] : ['a Java runtime (17 or later)']), ...(maven || jars ? [] : ['Maven'])];
  return {
    kind: 'unavailable',
    reason: `Kafka needs Docker, or Java with Maven; no Docker engine answers, and ${missing.join(' and ')} is missing`,
  };
}
