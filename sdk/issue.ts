/**
 * For organizations: keys and staff, preparing and issuing records, and changing them later.
 *
 * @module
 */

export type { OrganizationRole } from "./abi/organizationRoles.ts";
export { ORGANIZATION_ROLES } from "./abi/organizationRoles.ts";
export { enrolHolder } from "./consent/enrolment.ts";
export type { Piece } from "./dictionary/commonPieces.ts";
export { findDictionary, holdsDictionary } from "./dictionary/findDictionary.ts";
export type { DictionaryReader } from "./dictionary/openDictionaryReader.ts";
export { openDictionaryReader } from "./dictionary/openDictionaryReader.ts";
export type { DictionaryInput, PublishedDictionary } from "./dictionary/publishDictionary.ts";
export { encodePublishDictionary, publishDictionary } from "./dictionary/publishDictionary.ts";
export { readDictionary } from "./dictionary/readDictionary.ts";
export type { TrainedDictionary } from "./dictionary/trainDictionary.ts";
export { trainDictionary } from "./dictionary/trainDictionary.ts";
export { costInWords, mostPrice } from "./issuing/agreedFees.ts";
export type { Attempts, AwardInWallet } from "./issuing/attempts.ts";
export { findAttempt, nextAttempt } from "./issuing/attempts.ts";
export type { BatchInput } from "./issuing/BatchInput.ts";
export type { BatchJournal, KnownBatch } from "./issuing/BatchJournal.ts";
export { batchHashOf, hashBatch } from "./issuing/batchHash.ts";
export type { CategoryChoice } from "./issuing/categoryFor.ts";
export { categoryFor } from "./issuing/categoryFor.ts";
export type { RecordPlace, StatusAct, StatusReasonName } from "./issuing/changeStatus.ts";
export { changeStatus, changeStatuses, STATUS_REASONS } from "./issuing/changeStatus.ts";
export type { BatchResult } from "./issuing/issueBatch.ts";
export { issueBatch } from "./issuing/issueBatch.ts";
export type { IssueRowsOptions } from "./issuing/issueRows.ts";
export { cutBatches, estimateGasPerRecord, issuePrepared, issueRows, pendingRows } from "./issuing/issueRows.ts";
export type {
  BatchEntry,
  FailedEntry,
  JournalHead,
  JournalItem,
  MinedEntry,
  RefusedItem,
  ReplacementEntry,
} from "./issuing/journalEntries.ts";
export type { IssuingKeys, IssuingWorkers } from "./issuing/openIssuingWorkers.ts";
export { openIssuingWorkers } from "./issuing/openIssuingWorkers.ts";
export type { PreparedBatch } from "./issuing/PreparedBatch.ts";
export type { PlannedRow, RowOutcome, RowStatus } from "./issuing/planBatch.ts";
export { outcomesOf } from "./issuing/planBatch.ts";
export type { FilePlan } from "./issuing/planFile.ts";
export { planFile } from "./issuing/planFile.ts";
export type { PrepareManyOptions } from "./issuing/prepareMany.ts";
export { prepareMany } from "./issuing/prepareMany.ts";
export type { Award, IssuerContext, PreparedRecord } from "./issuing/prepareRecord.ts";
export { prepareRecord } from "./issuing/prepareRecord.ts";
export type { ReadyRow } from "./issuing/prepareRows.ts";
export { requireApproved } from "./issuing/requireApproved.ts";
export type { ReviewedRecord } from "./issuing/reviewBatch.ts";
export { reviewBatch } from "./issuing/reviewBatch.ts";
export type { Approvals } from "./organization/approvals.ts";
export {
  approveBatch,
  prepareBatch,
  readApprovals,
  requireApprovals,
  withdrawBatch,
} from "./organization/approvals.ts";
export type { OrganizationInput } from "./organization/createOrganization.ts";
export { createOrganization } from "./organization/createOrganization.ts";
export { findKeyNumber } from "./organization/findKeyNumber.ts";
export { publishKey } from "./organization/publishKey.ts";
export type { PublishedKey } from "./organization/readKeys.ts";
export { readKeys } from "./organization/readKeys.ts";
export { readOrganizationActs } from "./organization/readOrganizationActs.ts";
export type { StaffMember } from "./organization/readStaff.ts";
export { readStaff } from "./organization/readStaff.ts";
export type { Service } from "./organization/services.ts";
export { endService, publishService } from "./organization/services.ts";
export { memorySealingKey } from "./seal/memorySealingKey.ts";
export type { OwnDictionary } from "./seal/OwnDictionary.ts";
export type { SealingKey } from "./seal/SealingKey.ts";
