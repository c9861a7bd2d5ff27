/**
 * Who may issue: the registry's answers, and the Council's decisions about it.
 *
 * @module
 */

export { councilDelay } from "./governance/councilDelay.ts";
export type { Approval, Decision } from "./governance/decide.ts";
export { approveDecision, enactDecision, executeScheduled, makeDecision, scheduleCall } from "./governance/decide.ts";
export type { Proposal, Quorum } from "./governance/proposals.ts";
export { approveProposal, isScheduling, proposeCall, readQuorum } from "./governance/proposals.ts";
export { scheduledFor } from "./governance/scheduledFor.ts";
export type { AccreditationAct } from "./registry/accreditationCall.ts";
export { accreditationCall, authorityNumber, categoryMask } from "./registry/accreditationCall.ts";
export { allPages } from "./registry/allPages.ts";
export { describeDecision } from "./registry/describeDecision.ts";
export type { StandingFields } from "./registry/describeStanding.ts";
export { describeStanding } from "./registry/describeStanding.ts";
export type { IssuerList } from "./registry/listIssuers.ts";
export { listIssuers } from "./registry/listIssuers.ts";
export type { Page } from "./registry/Page.ts";
export { parseIssuer } from "./registry/parseIssuer.ts";
export type { Authorization, AuthorizationQuestion } from "./registry/readAuthorization.ts";
export { readAuthorization } from "./registry/readAuthorization.ts";
export type { HistoryReading } from "./registry/readHistory.ts";
export { readHistory } from "./registry/readHistory.ts";
export type { IssuerReading } from "./registry/readIssuer.ts";
export { readIssuer } from "./registry/readIssuer.ts";
export type { OrganizationsReading } from "./registry/readOrganizations.ts";
export { readOrganizations } from "./registry/readOrganizations.ts";
export { readRegistryActs } from "./registry/readRegistryActs.ts";
export { ACCREDITATION_STATUSES, AUTHORITIES, WITHDRAWAL_REASONS } from "./registry/registryNames.ts";
export type { Interval, Issuer, OrganizationSummary, ReadBlock, Standing } from "./registry/Standing.ts";
export { scopeInWords, standingInWords } from "./registry/standingInWords.ts";
