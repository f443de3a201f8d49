import { type LocalZone, findZone } from '../times/local-zone.ts';
import { compileTimeFormat, type TimeFormat } from '../times/time-format.ts';
import { TimeReader } from '../times/time-reader.ts';
import type { Mapping } from './compiled-mapping.ts';
import { checkActivityRules, checkDealHistory, checkEventFields, checkPeople } from './check-mapping.ts';
import { compilePipelines } from './compile-pipelines.ts';
import type { MappingFault } from './mapping-fault.ts';
import type { MappingFile } from './mapping-schema.ts';

/** Prepares a mapping file for use, or says everything in it that does not fit together. */
export function compileMapping(
  file: MappingFile,
):
  | { readonly kind: 'ok'; readonly mapping: Mapping }
  | { readonly kind: 'invalid'; readonly faults: readonly MappingFault[] } {
  const faults: MappingFault[] = [];
  const zone = compileZone(file, faults);
  const formats = compileFormats(file, zone, faults);
  const pipelines = compilePipelines(file, faults);
  const definitionsFrom = readOwnTime(file.definitions_from, zone, ['definitions_from'], faults);
  const snapshotText = file.format === 'deal_rows' ? file.snapshot : undefined;
  const snapshot =
    snapshotText === undefined ? undefined : readOwnTime(snapshotText, zone, ['snapshot'], faults);
  checkPeople(file, faults);
  if (file.format === 'deal_rows') {
    checkDealHistory(file, faults);
  } else {
    checkEventFields(file, faults);
    checkActivityRules(file, faults);
  }
  if (faults.length > 0) return { kind: 'invalid', faults };
  const compiled = {
    times: new TimeReader(formats, zone),
    machines: new Set(file.machines),
    emptyValues: new Set(file.empty_values),
    pipelines,
    definitionsFrom,
  };
  return {
    kind: 'ok',
    mapping:
      file.format === 'deal_rows'
        ? { ...compiled, format: 'deal_rows', file, snapshot }
        : { ...compiled, format: 'event_rows', file, snapshot: undefined },
  };
}

function compileZone(file: MappingFile, faults: MappingFault[]): LocalZone | undefined {
  const tenantZone = file.tenant?.time_zone;
  if (tenantZone !== undefined && findZone(tenantZone) === undefined) {
    faults.push({ path: ['tenant', 'time_zone'], message: unknownZone(tenantZone) });
  }
  const name = file.times.zone;
  if (name === undefined) return undefined;
  const zone = findZone(name);
  if (zone === undefined) faults.push({ path: ['times', 'zone'], message: unknownZone(name) });
  return zone;
}

function unknownZone(name: string): string {
  return `${JSON.stringify(name)} is no time zone; write its IANA name, like Europe/Amsterdam or UTC`;
}

function compileFormats(
  file: MappingFile,
  zone: LocalZone | undefined,
  faults: MappingFault[],
): TimeFormat[] {
  const formats: TimeFormat[] = [];
  for (const [index, pattern] of file.times.formats.entries()) {
    const compiled = compileTimeFormat(pattern);
    if (compiled.kind === 'invalid') {
      faults.push({ path: ['times', 'formats', index], message: compiled.message });
      continue;
    }
    formats.push(compiled.format);
    if (!compiled.format.hasOffset && zone === undefined && file.times.zone === undefined) {
      faults.push({
        path: ['times', 'formats', index],
        message: `times in the format ${JSON.stringify(pattern)} need not say their offset: state the zone they are in (times: zone: Europe/Amsterdam)`,
      });
    }
  }
  return formats;
}

/** A time that stands in the mapping file itself: a date (its local midnight) or RFC 3339. '' after a fault. */
function readOwnTime(
  text: string,
  zone: LocalZone | undefined,
  path: readonly string[],
  faults: MappingFault[],
): string {
  const iso = compileTimeFormat('iso8601');
  if (iso.kind === 'invalid') throw new Error(iso.message);
  const reading = new TimeReader([iso.format], zone).readInstant(text);
  if (reading.kind === 'instant') return reading.instant;
  faults.push({
    path,
    message: `must be a date (2017-12-31, in the zone that "times" states) or a time with offset (2017-12-31T00:00:00+01:00); ${JSON.stringify(text)} ${reading.finding}`,
  });
  return '';
}
