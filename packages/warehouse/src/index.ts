export { exportLots, listStoredTenants } from './backup/export-lots.ts';
export { derivedTables, keptTables, type KeptTable } from './backup/kept-tables.ts';
export { countWaitingLetters } from './dead-letters/count-waiting-letters.ts';
export { findReplayableLetters } from './dead-letters/find-replayable-letters.ts';
export { insertDeadLetters } from './dead-letters/insert-dead-letters.ts';
export { type LetterPlace, type LetterTenants, listDeadLetters } from './dead-letters/list-dead-letters.ts';
export { markLettersReplayed } from './dead-letters/mark-replayed.ts';
export { readDeadLetters } from './dead-letters/read-dead-letters.ts';
export { readContentState } from './content/read-content-state.ts';
export { readDataQuality, readDataQualityRecords } from './data-quality/read-data-quality.ts';
export { findDamage } from './engine/find-damage.ts';
export {
  migrateWarehouse,
  type MigrationOutcome,
  readAppliedVersion,
  readMigrationsFor,
  readWarehouseVersion,
} from './engine/migrate-warehouse.ts';
export { prepareWarehouse, type PreparedWarehouse } from './engine/prepare-warehouse.ts';
export { openWarehouse, type Warehouse, type WarehouseAddress } from './engine/open-warehouse.ts';
export { lastLookMoment, listLookMoments } from './episodes/look-moments.ts';
export { type EpisodePeople, type PipelineEpisodes, readEpisodes } from './episodes/read-episodes.ts';
export { type EpisodeExtract, extractEpisodes } from './episodes/extract-episodes.ts';
export type { StepEpisode } from './episodes/step-episode.ts';
export { type EarlyDeal, type EarlyScope, readEarlyDeals } from './episodes/read-early-deals.ts';
export { readFirstEntry } from './episodes/read-first-entry.ts';
export { readInputWatermark } from './episodes/read-input-watermark.ts';
export { readRepRecords, type StepRepRecord } from './episodes/read-rep-records.ts';
export { readRoster, type RosterPerson } from './episodes/read-roster.ts';
export { readWonDeals, type TeamWonDeal } from './episodes/read-won-deals.ts';
export { teamKey, teamOf, type TeamRef } from './episodes/team-ref.ts';
export { toWarehouseAddress } from './engine/to-warehouse-address.ts';
export { isRefusal } from './engine/is-refusal.ts';
export { countExport, openExport } from './exports/open-export.ts';
export { deriveBatches, type Writers } from './facts/derive-facts.ts';
export { countOpenBatches, readOldestOpenSeconds } from './facts/count-open-batches.ts';
export { deriveOpenBatches, type FinishedBatches } from './facts/derive-open-batches.ts';
export { forgetBatches } from './facts/forget-batches.ts';
export { findIdentities, identityKey, type EventIdentity } from './raw-events/find-identities.ts';
export { type AcceptedEvent, PreparedEvent } from './raw-events/prepare-event.ts';
export { createEventPacker, packEvents, type PackedEvents } from './raw-events/pack-events.ts';
export { appendBatches, type AppendedBatch, storeBatch } from './raw-events/store-batch.ts';
export { bodyVersion, rawEventColumns } from './raw-events/to-raw-event.ts';
export { estimateHorizons, fallbackHorizon, type StepHorizon } from './funnel/estimate-horizons.ts';
export { readFunnel, type FunnelRow } from './funnel/read-funnel.ts';
export { presetCatalogue } from './presets/preset-catalogue.ts';
export { readPreset } from './presets/read-preset.ts';
export { rebuildFacts, type RebuildProgress } from './rebuild/rebuild-facts.ts';
export {
  type Membership,
  membershipsOf,
  type PersonVersion,
  readPersonVersions,
} from './reads/read-membership.ts';
export { type KnownPerson, readPeople, type Person } from './reads/read-people.ts';
export {
  readCurrency,
  readNewestEventTime,
  readPipelines,
  readTenantProfile,
  type PipelineProfile,
  type PipelineStep,
  type TenantProfile,
} from './reads/read-tenant-profile.ts';
export type { StepScope, VisibleReps } from './reads/step-scope.ts';
export {
  findIndicator,
  findIndicatorInForce,
  indicatorCatalogue,
  readIndicator,
} from './indicators/catalogue.ts';
export type { Indicator, IndicatorRow, IndicatorScope } from './indicators/indicator.ts';
export type { BehindScope } from './indicators/read-behind.ts';
export {
  type ActivitiesPage,
  type ActivitiesScope,
  readActivities,
  readActivitiesBehind,
} from './lists/read-activities.ts';
export {
  type DealsPage,
  type DealsScope,
  readDeals,
  readDealsBehind,
  readDealsOfPreset,
} from './lists/read-deals.ts';
export { findActivity, type KnownActivity, readCallsAround } from './reads/find-activity.ts';
export { insertCoachingPseudonyms } from './coaching/insert-coaching-pseudonyms.ts';
export { countMissingCoachingEvents } from './coaching/count-missing-coaching-events.ts';
export { insertCoachingEvents } from './coaching/insert-coaching-events.ts';
export { type CoachingIndicatorRow, readCoachingIndicators } from './coaching/read-coaching-indicators.ts';
export { type ShownFinding, tellShownFindings } from './coaching/shown-findings.ts';
export { readCompletedTrainings } from './coaching/read-completed-trainings.ts';
export { readAddresses } from './reads/read-addresses.ts';
export { forgetPseudonymsOf } from './facts/give-pseudonyms.ts';
export { readErasedPeople } from './reads/read-erased-people.ts';
export { readPersonPseudonyms } from './reads/read-person-pseudonyms.ts';
export { readBusinessHours } from './reads/read-business-hours.ts';
export { type AttainmentOfMonth, readAttainmentByMonth } from './quotas/read-attainment-by-month.ts';
