import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findFreePort } from '../process/find-free-port.ts';
import { runProgram } from '../process/run-program.ts';
import { startRestartable } from '../process/restartable.ts';
import { type ServerProcess, startProcess } from '../process/start-process.ts';
import { openScratchDirectory } from '../scratch-directory.ts';
import { silentLog } from '../silent-log.ts';
import { brokerSettings } from './broker-settings.ts';
import { provideKafkaJars } from './kafka-jars.ts';
import type { KafkaOptions, KafkaServer } from './kafka-server.ts';

// Any base64 of 16 bytes; a fixed one, since the folder is nobody else's and a random one may begin with a dash.
const CLUSTER_ID = 'c3RlcHVwLWxvY2FsLTAwMQ';

const MEMORY = ['-Xms64m', '-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=4'];
const LOGGING = [
  '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
  // Says that the server has started.
  '-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info',
];

export async function startKafkaProcess(options: KafkaOptions): Promise<KafkaServer> {
  const classPath = join(await provideKafkaJars(), '*');
  const scratch = await openScratchDirectory('kafka', options.directory);
  const port = options.port ?? (await findFreePort());
  const advertisedPort = options.advertisedPort ?? port;
  const settingsFile = join(scratch.path, 'server.properties');
  const logDirectory = join(scratch.path, 'log');
  await mkdir(scratch.path, { recursive: true });

  const launch = async (): Promise<ServerProcess> => {
    // Nobody but this broker uses its controller's port, so that may change over restarts.
    const place = { port, advertisedPort, logDirectory, controllerPort: await findFreePort() };
    await writeFile(settingsFile, brokerSettings(place, options.settings));
    if ((await stat(join(logDirectory, 'meta.properties')).catch(() => undefined)) === undefined) {
      const format = ['format', '--standalone', '--cluster-id', CLUSTER_ID, '--config', settingsFile];
      await runProgram('java', [...MEMORY, '-cp', classPath, 'kafka.tools.StorageTool', ...format]);
    }
    return startProcess({
      name: 'kafka',
      program: 'java',
      options: [...MEMORY, ...LOGGING, '-cp', classPath, 'kafka.Kafka', settingsFile],
      ready: /Kafka Server started/,
      stopSignal: 'SIGTERM',
      log: options.log ?? silentLog,
    });
  };
  const server = await startRestartable('Kafka', launch);
  return {
    ...server,
    brokers: [`127.0.0.1:${advertisedPort}`],
    port,
    directory: scratch.path,
    close: async () => {
      await server.stop();
      await scratch.remove();
    },
  };
}
