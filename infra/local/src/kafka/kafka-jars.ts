import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { localConfig } from '../config.ts';
import { runProgram } from '../process/run-program.ts';

export const KAFKA_VERSION = '4.3.1';
// Kafka logs through slf4j and brings no backend; with this one it logs to standard error.
const SLF4J_VERSION = '1.7.36';

const dependency = (group: string, artifact: string, version: string): string =>
  `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;

const project = `<project xmlns="http://maven.apache.org/POM/4.0.0">
<modelVersion>4.0.0</modelVersion>
<groupId>stepup</groupId><artifactId>kafka-jars</artifactId><version>1</version><packaging>pom</packaging>
<dependencies>
${dependency('org.apache.kafka', 'kafka_2.13', KAFKA_VERSION)}
${dependency('org.apache.kafka', 'kafka-tools', KAFKA_VERSION)}
${dependency('org.slf4j', 'slf4j-simple', SLF4J_VERSION)}
</dependencies>
</project>
`;

const jarsDirectory = (): string => join(localConfig.cacheDirectory, `kafka-${KAFKA_VERSION}`);

export async function hasKafkaJars(): Promise<boolean> {
  return (await stat(jarsDirectory()).catch(() => undefined)) !== undefined;
}

/** The folder with Kafka's jars (54 MB), downloaded by Maven the first time; complete or not there at all. */
export async function provideKafkaJars(): Promise<string> {
  const jars = jarsDirectory();
  if (await hasKafkaJars()) return jars;
  await mkdir(localConfig.cacheDirectory, { recursive: true });
  const unfinished = `${jars}.${randomUUID()}`;
  await mkdir(unfinished);
  try {
    const pom = join(unfinished, 'pom.xml');
    await writeFile(pom, project);
    const output = join(unfinished, 'libs');
    await runProgram('mvn', [
      '--batch-mode',
      '--quiet',
      '--file',
      pom,
      'dependency:copy-dependencies',
      `-DoutputDirectory=${output}`,
    ]);
    // Of two downloads at once the second finds the name taken, by the same files.
    await rename(output, jars).catch(async (error: unknown) => {
      if (!(await hasKafkaJars())) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return jars;
}
