import { Session } from 'chdb';
import { connectionSettings, writeEngineConfig } from './engine-settings.ts';
import type { FrontConfig } from './front-config.ts';
import { type WrittenRows, loadRawInsert } from './raw-insert.ts';
import { quoteIdentifier, quoteString } from './statement/quote.ts';

/** What a statement runs under; all of it ends with the statement. */
export interface StatementScope {
  readonly lane: 'read' | 'write';
  readonly database: string | undefined;
  readonly settings: ReadonlyMap<string, string>;
  /** Values of `{name:Type}` placeholders in the escaping of TSV, as they arrive over HTTP. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Marks the statement in system.processes (as log_comment) so that it can be cancelled; a plain name. */
  readonly mark: string;
}

export interface BufferedResult {
  readonly bytes: Uint8Array;
  readonly readRows: number;
  readonly readBytes: number;
}

/**
 * The engine inside this process. Each statement gets a connection of its own: opening and closing one costs about
 * 0.1 ms, and a setting, parameter or USE cannot outlive its statement because the connection does not. One
 * connection stays open throughout, since the engine shuts down with the last one.
 */
export class Engine {
  readonly #directory: string;
  readonly #settings: readonly string[];
  readonly #anchor: Session;
  readonly #rawInsert: (connection: unknown, sql: string) => Promise<WrittenRows>;

  private constructor(directory: string, settings: readonly string[], anchor: Session) {
    this.#directory = directory;
    this.#settings = settings;
    this.#anchor = anchor;
    this.#rawInsert = loadRawInsert();
  }

  /** @throws when another process holds the directory or its contents cannot be read */
  static async open(directory: string, configDirectory: string, config: FrontConfig): Promise<Engine> {
    const configFile = await writeEngineConfig(configDirectory, config);
    const settings = connectionSettings(config);
    const anchor = new Session(directory, { connectionArgs: [`--config-file=${configFile}`, ...settings] });
    return new Engine(directory, settings, anchor);
  }

  async version(): Promise<string> {
    const result = await this.#anchor.queryAsync('SELECT version()', { format: 'TabSeparatedRaw' });
    return result.text().trim();
  }

  /** Runs a statement and returns its whole answer. */
  async run(sql: string, format: string, scope: StatementScope): Promise<BufferedResult> {
    return this.#withConnection(scope, async (connection) => {
      const result = await connection.queryAsync(sql, { format });
      return { bytes: result.bytes(), readRows: result.rowsRead, readBytes: result.bytesRead };
    });
  }

  /** Runs an INSERT that brings its rows along (SELECT or FROM INFILE). */
  async insert(sql: string, scope: StatementScope): Promise<WrittenRows> {
    return this.#withConnection(scope, (connection) => this.#rawInsert(connection.connection, sql));
  }

  /** Runs a SELECT and yields its answer in pieces of about 65 000 rows, each computed when asked for. */
  async *stream(
    sql: string,
    format: string,
    scope: StatementScope,
  ): AsyncGenerator<{ readonly bytes: Uint8Array; readonly rows: number }, undefined> {
    const connection = await this.#connect(scope);
    try {
      for await (const chunk of connection.queryStream(sql, { format }))
        yield { bytes: chunk.raw(), rows: chunk.numRows };
    } finally {
      connection.close();
    }
    return undefined;
  }

  /** Ends the statements with this mark; one that has not begun or has ended is left alone. */
  async cancel(mark: string): Promise<void> {
    const connection = new Session(this.#directory, { connectionArgs: this.#settings });
    try {
      await connection.queryAsync(`KILL QUERY WHERE Settings['log_comment'] = ${quoteString(mark)} ASYNC`);
    } finally {
      connection.close();
    }
  }

  close(): void {
    this.#anchor.close();
  }

  async #withConnection<Result>(
    scope: StatementScope,
    work: (connection: Session) => Promise<Result>,
  ): Promise<Result> {
    const connection = await this.#connect(scope);
    try {
      return await work(connection);
    } finally {
      connection.close();
    }
  }

  async #connect(scope: StatementScope): Promise<Session> {
    const access = scope.lane === 'read' ? ['--readonly=2'] : [];
    const connectionArgs = [...this.#settings, `--log_comment=${scope.mark}`, ...access];
    const connection = new Session(this.#directory, { connectionArgs });
    try {
      if (scope.database !== undefined) await connection.queryAsync(`USE ${quoteIdentifier(scope.database)}`);
      const parameters = [...scope.parameters].map(([name, value]) => [`param_${name}`, value] as const);
      const list = [...scope.settings, ...parameters].map(
        ([name, value]) => `${name} = ${quoteString(value)}`,
      );
      if (list.length > 0) await connection.queryAsync(`SET ${list.join(', ')}`);
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  }
}
