import type { Chain } from "../../sdk/network/connectChain.ts";
import { openNode } from "../../sdk/verify/Node.ts";
import type { IssuerService } from "./issuers.ts";
import { issuerService } from "./issuers.ts";
import type { Readiness } from "./readiness.ts";
import { nodeReadiness } from "./readiness.ts";
import { memoryRequestStore } from "./requestStore.ts";
import type { VerificationService } from "./verification.ts";
import { verificationService } from "./verification.ts";

/** All that the routes call. */
export interface Services {
  readonly issuers: IssuerService;
  readonly verification: VerificationService;
  readonly readiness: Readiness;
}

/** Opens the services on one chain. */
export function openServices(chain: Chain, options: { now: () => number; requestCapacity: number }): Services {
  const { now, requestCapacity } = options;
  const node = openNode(chain);
  const requests = memoryRequestStore({ now, capacity: requestCapacity });
  return {
    issuers: issuerService(node, now),
    verification: verificationService(chain, requests, now),
    readiness: nodeReadiness(node),
  };
}
