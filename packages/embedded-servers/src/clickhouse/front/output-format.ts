/**
 * Formats whose pieces may simply be joined: no header, no trailer, nothing counted over the whole answer.
 * The engine writes header and trailer once for each piece of a streamed answer (`JSON` would end with the row
 * count of the last piece), so every other format is answered in one piece or by way of a file.
 */
const JOINABLE = new Set(
  [
    'CSV',
    'JSONEachRow',
    'JSONLines',
    'NDJSON',
    'JSONStringsEachRow',
    'JSONCompactEachRow',
    'JSONCompactStringsEachRow',
    'TSV',
    'TSVRaw',
    'TabSeparated',
    'TabSeparatedRaw',
    'LineAsString',
    'RawBLOB',
    'RowBinary',
    'Native',
  ].map((name) => name.toLowerCase()),
);

export function isJoinable(format: string): boolean {
  return JOINABLE.has(format.toLowerCase());
}

/**
 * Formats of files: a header, a trailer or groups of rows, and nothing but rows between. The engine writes them to a file of any length
 * while it reads.
 */
const OF_FILES = new Set(
  [
    'Parquet',
    'ORC',
    'Arrow',
    'ArrowStream',
    'Avro',
    'CSVWithNames',
    'CSVWithNamesAndTypes',
    'TSVWithNames',
    'TSVWithNamesAndTypes',
    'TabSeparatedWithNames',
    'TabSeparatedWithNamesAndTypes',
  ].map((name) => name.toLowerCase()),
);

export function isOfFiles(format: string): boolean {
  return OF_FILES.has(format.toLowerCase());
}

/** Media type ClickHouse gives for an output format. */
export function contentTypeOf(format: string): string {
  const name = format.toLowerCase();
  if (/^json.*eachrow|^jsonlines$|^ndjson$/.test(name)) return 'application/x-ndjson; charset=UTF-8';
  if (name.startsWith('json')) return 'application/json; charset=UTF-8';
  if (name.startsWith('csv')) return 'text/csv; charset=UTF-8; header=absent';
  if (/^(tsv|tabseparated)/.test(name)) return 'text/tab-separated-values; charset=UTF-8';
  if (name === 'xml') return 'application/xml; charset=UTF-8';
  if (/^(native|rowbinary|parquet|arrow|orc|avro|rawblob)/.test(name)) return 'application/octet-stream';
  return 'text/plain; charset=UTF-8';
}
