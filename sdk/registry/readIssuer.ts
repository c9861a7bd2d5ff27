import type { Node } from "../network/Node.ts";
import { describeIssuer } from "./describeIssuer.ts";
import { readAboutOne } from "./readAboutOne.ts";
import { readAccreditationAt } from "./readAccreditationAt.ts";

import type { Interval, Issuer, ReadBlock } from "./Standing.ts";

/** An organization as it stands, and, if a time was named, as it stood then. */
export interface IssuerReading {
  readonly issuer: Issuer;
  /** Absent if no time was named. */
  readonly at?: {
    /** Unix seconds. */
    readonly time: number;
    /** Absent if the organization had not applied by then. */
    readonly accreditation?: Interval;
  };
  readonly block: ReadBlock;
}

/**
 * Reads what the registry says about an organization.
 *
 * @param options.time - Unix seconds: also tells what held then.
 * @param options.now - the reader's clock, Unix seconds.
 * @returns the issuer as it stands, and as it stood.
 * @throws ERR_ISSUER_UNKNOWN if it never applied; ERR_ARGUMENT for a time to come; ERR_NODE_* whenever the node gives
 * cause for doubt.
 * @example
 * const { issuer } = await readIssuer(openNode(chain), organization, { now });
 * console.log(issuer.name, issuer.standing.status);
 */
export async function readIssuer(
  node: Node,
  organization: string,
  options: { readonly time?: number | undefined; readonly now: number },
): Promise<IssuerReading> {
  const { time, now } = options;
  const { chain } = node;
  return readAboutOne(node, organization, async (answer, atBlock, block) => {
    const issuer = describeIssuer(chain.chainId, organization, answer);
    if (time === undefined) return { issuer };
    const accreditation = await readAccreditationAt(chain, organization, { time, now, block }, atBlock);
    return { issuer, at: { time, ...(accreditation && { accreditation }) } };
  });
}
