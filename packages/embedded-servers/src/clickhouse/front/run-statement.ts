import { rm } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import type { Engine } from './engine.ts';
import { type ServerException, exception, toServerException } from './exception.ts';
import type { Lane } from './lane.ts';
import { sendException } from './response.ts';
import { nameSpoolFile } from './spool-file.ts';
import { type RunnableRequest, StatementRun } from './statement-run.ts';
import type { Statement } from './statement/analyze-statement.ts';
import { quoteString } from './statement/quote.ts';

/** Rows of one INSERT beyond this are refused; they are held on disk, not in memory. */
const MAX_INSERT_BYTES = 1024 * 1024 * 1024;

type InsertData = Extract<Statement, { kind: 'insert_data' }>;

/** Runs statements in two lanes, so that reads go on while a long write runs. */
export class StatementRunner {
  readonly #engine: Engine;
  readonly #lanes: { readonly read: Lane; readonly write: Lane };
  readonly #spoolDirectory: string;
  #started = 0;

  constructor(engine: Engine, lanes: { readonly read: Lane; readonly write: Lane }, spoolDirectory: string) {
    this.#engine = engine;
    this.#lanes = lanes;
    this.#spoolDirectory = spoolDirectory;
  }

  /** Answers on `response`; `gone` fires when the client closes the connection before that. */
  async run(request: RunnableRequest, response: ServerResponse, gone: AbortSignal): Promise<void> {
    const refusal = refusalOf(request);
    if (refusal !== undefined) {
      sendException(response, refusal, request.queryId);
      return;
    }
    const run = new StatementRun(
      this.#engine,
      request,
      response,
      gone,
      `statement-${String(++this.#started)}`,
      this.#spoolDirectory,
    );
    if (request.statement.kind === 'insert_data') await this.#insertRows(run, request, request.statement);
    else await this.#inLane(run, () => run.execute());
  }

  /**
   * Rows go to the engine by way of a file. Placed behind the statement they would be read as SQL from the first
   * blank line on (the engine takes the text as a script), which loses rows and runs what follows.
   */
  async #insertRows(run: StatementRun, request: RunnableRequest, statement: InsertData): Promise<void> {
    const file = nameSpoolFile(this.#spoolDirectory);
    try {
      const written = await request.body.writeRest(
        file,
        request.text.subarray(statement.dataStart),
        MAX_INSERT_BYTES,
      );
      if (written === 'too_large') {
        const failure = exception(
          223,
          'QUERY_IS_TOO_LARGE',
          `More than ${String(MAX_INSERT_BYTES)} bytes in one INSERT.`,
        );
        run.response.setHeader('Connection', 'close');
        sendException(run.response, failure, request.queryId);
        return;
      }
      const part = (from: number, to: number): string => request.text.subarray(from, to).toString('utf8');
      const source = ` FROM INFILE ${quoteString(file)} COMPRESSION 'none' `;
      const settings = part(statement.sourceAt, statement.formatAt);
      const sql = `${part(0, statement.sourceAt)}${source}${settings} FORMAT ${statement.format}`;
      await this.#inLane(run, () => run.insert(sql));
    } finally {
      await rm(file, { force: true });
    }
  }

  async #inLane(run: StatementRun, work: () => ReturnType<StatementRun['execute']>): Promise<void> {
    const ticket = await this.#lanes[run.scope.lane].enter(run.gone);
    if (ticket.kind === 'gone') return;
    if (ticket.kind === 'full') {
      const failure = exception(
        202,
        'TOO_MANY_SIMULTANEOUS_QUERIES',
        `${String(ticket.waiting)} statements are waiting already.`,
      );
      sendException(run.response, failure, run.request.queryId);
      return;
    }
    let rest: Awaited<ReturnType<typeof work>>;
    try {
      // It may have left in the moment between its place and now.
      if (!run.gone.aborted) rest = await work();
    } catch (error) {
      sendException(run.response, toServerException(error), run.request.queryId);
    } finally {
      ticket.leave();
    }
    // However slowly the client takes it: nobody waits for that.
    await rest?.().catch((error: unknown) =>
      sendException(run.response, toServerException(error), run.request.queryId),
    );
  }
}

function refusalOf({ statement, parameters }: RunnableRequest): ServerException | undefined {
  switch (statement.kind) {
    case 'empty':
      return exception(62, 'SYNTAX_ERROR', 'Syntax error: Empty query.');
    case 'multiple':
      return exception(
        62,
        'SYNTAX_ERROR',
        `Syntax error (Multi-statements are not allowed): the second one begins at position ${String(statement.secondAt + 1)}.`,
      );
    case 'local_file':
      return exception(48, 'NOT_IMPLEMENTED', 'INTO OUTFILE and FROM INFILE are not allowed over HTTP.');
    case 'read':
    case 'session_only':
      return undefined;
    case 'insert_data':
    case 'insert_select':
    case 'write':
      return parameters.readOnly
        ? exception(164, 'READONLY', 'Cannot execute query in readonly mode.')
        : undefined;
  }
}
