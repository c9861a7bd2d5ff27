import type { Node } from "@cscss-me/sdk";
import type { Store } from "../store/openStore.ts";
import type { ApplicationService, PapersLimits } from "./applications.ts";
import { applicationService } from "./applications.ts";
import type { AuditEntry } from "./auditLog.ts";
import { readAudit } from "./auditLog.ts";
import type { DecisionService } from "./decisions.ts";
import { decisionService } from "./decisions.ts";

/** The Council's work: applications, decisions, and the log of both. */
export interface GovernanceService {
  readonly applications: ApplicationService;
  readonly decisions: DecisionService;
  /** Entries behind a sequence number, oldest first. */
  audit(behind: number, limit: number): Promise<readonly AuditEntry[]>;
}

/** Opens it on one chain. @param now - Unix seconds. */
export function governanceService(
  node: Node,
  store: Store,
  now: () => number,
  limits: PapersLimits,
): GovernanceService {
  return {
    applications: applicationService(node, store, now, limits),
    decisions: decisionService(node.chain, store, now),
    audit: (behind, limit) => readAudit(store, behind, limit),
  };
}
