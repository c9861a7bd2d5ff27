import type { Chain } from "@cscss-me/sdk";
import { openNode } from "@cscss-me/sdk";
import type { PapersLimits } from "../governance/applications.ts";
import type { GovernanceService } from "../governance/GovernanceService.ts";
import { governanceService } from "../governance/GovernanceService.ts";
import type { NodePool } from "../nodes/NodePool.ts";
import type { Store } from "../store/openStore.ts";
import type { Alerts } from "./alerts.ts";
import { storedAlerts } from "./alerts.ts";
import type { EbsiService } from "./ebsi.ts";
import { ebsiService } from "./ebsi.ts";
import type { IndexedIssuers } from "./indexedIssuers.ts";
import { indexedIssuers } from "./indexedIssuers.ts";
import type { IssuerService } from "./issuers.ts";
import { issuerService } from "./issuers.ts";
import type { Readiness } from "./readiness.ts";
import { nodeReadiness } from "./readiness.ts";
import { storedRequests } from "./requestStore.ts";
import type { StatisticsService } from "./statistics.ts";
import { statisticsService } from "./statistics.ts";
import type { TrqpService } from "./trqp.ts";
import { trqpService } from "./trqp.ts";
import type { VerificationService } from "./verification.ts";
import { verificationService } from "./verification.ts";
import type { VerifyMany } from "./verifyMany.ts";
import { verifyMany } from "./verifyMany.ts";

/** All that the routes call. */
export interface Services {
  readonly index: IndexedIssuers;
  readonly issuers: IssuerService;
  readonly ebsi: EbsiService;
  readonly trqp: TrqpService;
  readonly verification: VerificationService;
  readonly verifyMany: VerifyMany;
  readonly statistics: StatisticsService;
  readonly alerts: Alerts;
  readonly governance: GovernanceService;
  readonly readiness: Readiness;
}

/** What the services work with. */
export interface ServicesOptions {
  readonly limits: ServiceLimits;
  readonly store: Store;
  /** The nodes behind the chain, where there are several to tell about. */
  readonly pool?: NodePool | undefined;
  /** Unix seconds. */
  readonly now: () => number;
}

/** How much the services take on. */
export interface ServiceLimits extends PapersLimits {
  /** Presentation requests that may wait for their answers. */
  readonly waitingRequests: number;
  readonly waitingPerClient: number;
}

const LISTS_AT_ONCE = 4;

/** Opens the services on one chain. */
export function openServices(chain: Chain, options: ServicesOptions): Services {
  const { store, pool, now, limits } = options;
  const { network } = chain;
  const node = openNode(chain);
  const index = indexedIssuers(store, network);
  const issuers = issuerService(node, index, now);
  const requests = storedRequests(store, {
    now,
    capacity: limits.waitingRequests,
    perClient: limits.waitingPerClient,
  });
  const verification = verificationService(chain, requests, now);
  return {
    index,
    issuers,
    ebsi: ebsiService(issuers, network),
    trqp: trqpService(issuers, network),
    verification,
    verifyMany: verifyMany(verification, LISTS_AT_ONCE),
    statistics: statisticsService(store, index, pool, now),
    alerts: storedAlerts(store, now),
    governance: governanceService(node, store, now, limits),
    readiness: nodeReadiness(node, store),
  };
}
