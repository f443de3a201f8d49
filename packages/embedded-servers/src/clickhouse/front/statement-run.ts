import { randomBytes } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import type { Engine, StatementScope } from './engine.ts';
import { exception, toServerException } from './exception.ts';
import { isJoinable, isOfFiles } from './output-format.ts';
import type { StatementRequest } from './read-statement.ts';
import { type AnswerHead, type Summary, openPieces, sendException, sendFile, sendWhole } from './response.ts';
import { encodeServerHello, isServerHello } from './server-hello.ts';
import { hasRoomForAnswers, nameSpoolFile, watchRoom } from './spool-file.ts';
import type { Statement } from './statement/analyze-statement.ts';
import { quoteString } from './statement/quote.ts';

export interface RunnableRequest extends StatementRequest {
  readonly queryId: string;
}

/** What a statement leaves to be done once it has left its lane. */
type Rest = (() => Promise<void>) | undefined;

/**
 * An answer that is not streamed may be this large. The engine ignores `max_result_bytes`; what it allocates for a
 * larger one is bounded by `max_memory_usage`, and is not handed on.
 */
const MAX_WHOLE_ANSWER_BYTES = 64 * 1024 * 1024;

/** How often a statement is cancelled whose client has left, until it ends. */
const CANCEL_EVERY_MS = 100;

/** One statement on its way through the engine to its answer. */
export class StatementRun {
  readonly request: RunnableRequest;
  readonly response: ServerResponse;
  readonly gone: AbortSignal;
  readonly scope: StatementScope;
  readonly #engine: Engine;
  readonly #spoolDirectory: string;
  readonly #startedAt = process.hrtime.bigint();

  constructor(
    engine: Engine,
    request: RunnableRequest,
    response: ServerResponse,
    gone: AbortSignal,
    mark: string,
    spoolDirectory: string,
  ) {
    this.#engine = engine;
    this.#spoolDirectory = spoolDirectory;
    this.request = request;
    this.response = response;
    this.gone = gone;
    this.scope = {
      lane: request.statement.kind === 'read' || request.statement.kind === 'session_only' ? 'read' : 'write',
      database: request.parameters.database,
      settings: request.parameters.settings,
      parameters: request.parameters.parameters,
      mark,
    };
  }

  /** Runs a statement that carries everything it needs; what is left to do then needs the engine no more. */
  async execute(): Promise<Rest> {
    const { statement, parameters, text } = this.request;
    const sql = text.toString('utf8');
    if (statement.kind === 'insert_select') {
      return this.insert(sql);
    }
    const { clientRevision } = parameters;
    if (isServerHello(sql, parameters.defaultFormat, clientRevision)) {
      const hello = encodeServerHello(await this.#engine.version(), clientRevision);
      sendWhole(this.response, this.#head('Native', {}, parameters.gzip), hello);
      return undefined;
    }
    const ownFormat = statement.kind === 'read' || statement.kind === 'write' ? statement.format : undefined;
    const format = ownFormat ?? parameters.defaultFormat;
    const isOfAnyLength =
      statement.kind === 'read' && statement.streamable && !parameters.settings.has('extremes');
    const work =
      isOfAnyLength && isOfFiles(format)
        ? this.#answerFile(statement, format)
        : isOfAnyLength && isJoinable(format) && !parameters.waitForEnd
          ? this.#stream(sql, format)
          : this.#answerWhole(sql, format);
    // A write goes on when its client has left, as on a server: whether it took effect must not depend on the socket.
    return this.scope.lane === 'read' ? this.#cancelOn(this.gone, work) : work;
  }

  /** Cancels again and again, because a statement that is about to begin does not notice the first time. */
  async #cancelOn<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
    let repeat: NodeJS.Timeout | undefined;
    const cancel = (): void => {
      this.#engine.cancel(this.scope.mark).catch(() => undefined);
    };
    const begin = (): void => {
      cancel();
      repeat = setInterval(cancel, CANCEL_EVERY_MS);
    };
    if (signal.aborted) begin();
    else signal.addEventListener('abort', begin, { once: true });
    try {
      return await work;
    } finally {
      signal.removeEventListener('abort', begin);
      clearInterval(repeat);
    }
  }

  async insert(sql: string): Promise<undefined> {
    const written = await this.#engine.insert(sql, this.scope);
    sendWhole(
      this.response,
      this.#head(this.request.parameters.defaultFormat, written, false),
      new Uint8Array(),
    );
    return undefined;
  }

  async #answerWhole(sql: string, format: string): Promise<undefined> {
    const { bytes, readRows, readBytes } = await this.#engine.run(sql, format, this.scope);
    if (bytes.length > MAX_WHOLE_ANSWER_BYTES) {
      const failure = exception(
        396,
        'TOO_MANY_ROWS_OR_BYTES',
        `Limit for result exceeded: ${String(bytes.length)} bytes of ${format}, maximum ${String(MAX_WHOLE_ANSWER_BYTES)}. Formats like JSONEachRow are streamed without a limit.`,
      );
      sendException(this.response, failure, this.request.queryId);
      return undefined;
    }
    const head = this.#head(
      format,
      { readRows, readBytes, resultBytes: bytes.length },
      this.request.parameters.gzip,
    );
    sendWhole(this.response, head, bytes);
    return undefined;
  }

  /**
   * By way of a file, which the engine writes while it reads: neither has to hold the answer. What is left is to send it. The engine
   * tells nothing of a disk that is full under such a file, so the disk is watched.
   */
  async #answerFile(statement: Extract<Statement, { kind: 'read' }>, format: string): Promise<Rest> {
    const part = (from: number, to?: number): string => this.request.text.subarray(from, to).toString('utf8');
    if (!(await hasRoomForAnswers(this.#spoolDirectory))) return this.#answerWhole(part(0), format);
    const file = nameSpoolFile(this.#spoolDirectory);
    const room = watchRoom(this.#spoolDirectory);
    const remove = (): Promise<void> => rm(file, { force: true });
    try {
      const clause = statement.format === undefined ? `FORMAT ${format}` : part(statement.rowsEndAt);
      const sql = `${part(0, statement.rowsEndAt)} INTO OUTFILE ${quoteString(file)} COMPRESSION 'none' ${clause}`;
      const { readRows, readBytes } = await this.#cancelOn(
        room.full,
        this.#engine.run(sql, format, this.scope),
      );
      if (room.full.aborted || !(await hasRoomForAnswers(this.#spoolDirectory)))
        return await this.#sendNoRoom(remove);
      const { size } = await stat(file);
      const head = this.#head(
        format,
        { readRows, readBytes, resultBytes: size },
        this.request.parameters.gzip,
      );
      return async () => {
        try {
          await sendFile(this.response, head, { path: file, size }, this.gone);
        } finally {
          await remove();
        }
      };
    } catch (error) {
      if (room.full.aborted) return await this.#sendNoRoom(remove);
      await remove();
      throw error;
    } finally {
      room.stop();
    }
  }

  async #sendNoRoom(remove: () => Promise<void>): Promise<undefined> {
    await remove();
    const message = 'The disk has no room for this answer. Ask for less of it, or make room.';
    sendException(this.response, exception(243, 'NOT_ENOUGH_SPACE', message), this.request.queryId);
    return undefined;
  }

  /** The first piece is awaited before the status is sent, so that most failures still get their status. */
  async #stream(sql: string, format: string): Promise<undefined> {
    const pieces = this.#engine.stream(sql, format, this.scope);
    try {
      let step = await pieces.next();
      const second = step.done === true ? step : await pieces.next();
      const head = this.#head(format, pieceCounts(step), this.request.parameters.gzip);
      if (second.done === true) {
        sendWhole(this.response, head, step.done === true ? new Uint8Array() : step.value.bytes);
        return undefined;
      }
      const writer = openPieces(this.response, head, randomBytes(8).toString('hex'));
      try {
        if (step.done !== true) await writer.write(step.value.bytes, this.gone);
        for (step = second; step.done !== true; step = await pieces.next()) {
          await writer.write(step.value.bytes, this.gone);
        }
        writer.end();
      } catch (error) {
        if (this.gone.aborted) this.response.destroy();
        else writer.fail(toServerException(error));
      }
    } finally {
      await pieces.return(undefined);
    }
    return undefined;
  }

  #head(format: string, counts: Omit<Summary, 'elapsedNs'>, gzip: boolean): AnswerHead {
    const elapsedNs = process.hrtime.bigint() - this.#startedAt;
    return { queryId: this.request.queryId, format, gzip, summary: { ...counts, elapsedNs } };
  }
}

function pieceCounts(
  step: IteratorResult<{ readonly bytes: Uint8Array; readonly rows: number }, undefined>,
): Omit<Summary, 'elapsedNs'> {
  return step.done === true ? {} : { resultRows: step.value.rows, resultBytes: step.value.bytes.length };
}
