import type { Chain } from "@cscss-me/sdk";
import { fromRevert } from "@cscss-me/sdk";
import { connectCouncil, councilInterface } from "@cscss-me/sdk/contracts";
import type { Approval, Decision } from "@cscss-me/sdk/registry";

/** A decision as the Council's contract takes it now, or why it does not. */
export type Enactment =
  | { readonly data: string; readonly gas: bigint }
  /** Too few of the approvals hold. */
  | { readonly problem: string };

/**
 * Chooses approvals of current members that the contract itself accepts. A contract account may have agreed and agree no
 * more (ERC-1271): its approval is left out, so that it cannot spoil those of others.
 *
 * @param from - who will send it.
 * @throws ERR_REVERTED if the contract refuses the decision for another reason; ERR_NODE_*
 */
export async function planEnactment(
  { chain, from }: { readonly chain: Chain; readonly from: string },
  decision: Decision,
  given: readonly Approval[],
): Promise<Enactment> {
  const { provider, generation } = chain;
  const to = generation.governance.council;
  const council = connectCouncil(to, provider);
  const [threshold, members] = [Number(await council.threshold()), new Set(await council.members())];
  let standing = await plainFirst(
    chain,
    given.filter(({ member }) => members.has(member)),
  );
  const left: string[] = [];
  while (standing.length >= threshold) {
    // No more than are needed: another one could only spoil it.
    const approvals = standing.slice(0, threshold).sort(byMember);
    const data = councilInterface.encodeFunctionData("enact", [decision, approvals]);
    try {
      return { data, gas: await provider.estimateGas({ from, to, data }) };
    } catch (error) {
      const reason = fromRevert(error);
      const { error: name, args } = reason.details as { readonly error?: string; readonly args?: readonly string[] };
      const rest = standing.filter(({ member }) => member !== args?.[0]);
      if (name !== "CouncilBadSignature" || rest.length === standing.length) throw reason;
      left.push(...standing.filter((approval) => !rest.includes(approval)).map(({ member }) => member));
      standing = rest;
    }
  }
  const who = left.length === 0 ? "" : ` The account ${left.join(", ")} does not agree any more.`;
  return { problem: `${standing.length} approvals hold, ${threshold} are needed.${who}` };
}

/** What a key signed stays signed; what a contract agrees to may change until it is mined. */
async function plainFirst({ provider }: Chain, approvals: readonly Approval[]): Promise<readonly Approval[]> {
  const codes = await Promise.all(approvals.map(({ member }) => provider.getCode(member)));
  const isPlain = approvals.map((_, index) => codes[index] === "0x");
  return [...approvals.filter((_, index) => isPlain[index]), ...approvals.filter((_, index) => !isPlain[index])];
}

/** In the contract's order. */
const byMember = (one: Approval, other: Approval): number => (BigInt(one.member) < BigInt(other.member) ? -1 : 1);
