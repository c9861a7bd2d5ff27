import type { Wallet } from "ethers";
import { openRelayer } from "../../../oracle-service/governance/relayer.ts";
import type { Store } from "../../../oracle-service/store/openStore.ts";
import { openStore } from "../../../oracle-service/store/openStore.ts";
import { connectCouncil } from "../../../sdk/generated/Council.ts";
import type { Chain } from "../../../sdk/network/connectChain.ts";
import { throughNode } from "../../fixtures/lyingNode.ts";
import type { World } from "../../fixtures/world.ts";
import { DAY } from "../../fixtures/world.ts";
import type { Answered } from "./ask.ts";
import { ask, post } from "./ask.ts";
import { propose, signDraft } from "./council.ts";
import { openService } from "./openService.ts";

/** A decision that members agreed to, in a store of its own. */
export interface Agreed {
  readonly store: Store;
  // biome-ignore lint/suspicious/noExplicitAny: as the service answered it
  readonly draft: any;
  /** Another member signs, or a contract account with these bytes. */
  approve(member: Wallet, signature?: string): Promise<Answered>;
  // biome-ignore lint/suspicious/noExplicitAny: as the service answers it
  relays(): Promise<any>;
  /** What the audit log tells, without the decision's own beginning. */
  relayed(): Promise<readonly string[]>;
}

/** Lets members agree to an act. */
export async function agree(
  world: World,
  { issuer, act }: { readonly issuer: string; readonly act: object },
  [first, ...others]: readonly Wallet[],
): Promise<Agreed> {
  const store = await openStore({ kind: "sqlite", file: ":memory:" });
  const service = await openService(world, { store });
  const proposal = { issuer, act, deadline: (await world.local.now()) + 3 * DAY };
  const { draft, answer } = await propose(service, proposal, first as Wallet);
  if (answer.status !== 201) throw new Error(answer.body.detail);
  const approve = async (member: Wallet, signature?: string) => {
    const signed = signature === undefined ? await signDraft(member, draft) : { member: member.address, signature };
    return post(service, `/v1/decisions/${draft.id}/approvals`, signed);
  };
  for (const member of others) await approve(member);
  return {
    store,
    draft,
    approve,
    relays: async () => (await ask(service, `/v1/decisions/${draft.id}`)).body.relays,
    async relayed() {
      const rows = await store.selectFrom("audit").select("kind").orderBy("sequence").execute();
      return rows.map(({ kind }) => kind).filter((kind) => kind.startsWith("relay_"));
    },
  };
}

const GWEI = 10n ** 9n;

/** A relayer whose machine's clock is that of the chain. @param maxGasPrice - in wei. */
export function relayerOn(
  world: World,
  store: Store,
  account: Wallet,
  chain: Chain = world.chain,
  maxGasPrice = 500n * GWEI,
) {
  return {
    async step(): Promise<void> {
      const time = await world.local.now();
      await openRelayer({ chain, store, account, maxGasPrice, now: () => time }).step();
    },
  };
}

/** A node that is asked so many times, and then nobody asks any more. @param late - whether the last question arrives. */
export function dyingChain(world: World, most: number, late: boolean) {
  let asked = 0;
  const chain = throughNode(world, async (_call, truth) => {
    asked++;
    if (asked < most) return truth();
    if (asked === most && late) await truth();
    throw new Error("dead");
  });
  return { chain, died: () => asked >= most };
}

/** How many decisions the Council has enacted. */
export async function enacted({ chain }: World): Promise<number> {
  const council = connectCouncil(chain.generation.governance.council, chain.provider);
  return (await council.queryFilter(council.filters.DecisionEnacted(), 0)).length;
}
