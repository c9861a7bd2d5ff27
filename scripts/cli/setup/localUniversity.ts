import type { CategoryName, Chain, NodeProvider } from "@cscss-me/sdk";
import { CscssError, nowInSeconds } from "@cscss-me/sdk";
import type { Wallet } from "ethers";
import { ZeroHash } from "ethers";
import { decideAlone } from "../governance/decideAlone.ts";
import { chainTime } from "../governance/executeWhenDue.ts";
import { findOrganization, missingSteps } from "../university/setUpOrganization.ts";
import { localAccount, localPassword } from "./localAccount.ts";
import type { LocalPlaces } from "./localPlaces.ts";

/** What it may issue: every kind of record that people get. */
const CATEGORIES: readonly CategoryName[] = ["secondary", "higher_education", "vocational", "professional"];
const KEYS_LIVE_FOR = 5 * 365 * 86_400;

/**
 * A university on a chain of one's own, whose staff is one account, admitted by the chain's governor. Does what is
 * missing, so that an interrupted run goes on.
 *
 * @param terms.country - ISO 3166-1 alpha-2.
 * @returns its address.
 * @throws ERR_ARGUMENT if the folder has another one already.
 */
export async function localUniversity(
  chain: Chain,
  places: LocalPlaces,
  terms: { readonly name: string; readonly country: string },
  options: {
    readonly node: NodeProvider;
    readonly governor: Wallet;
    readonly cost?: number;
    onStep(what: string): void;
  },
): Promise<string> {
  const { node, governor, onStep, ...cost } = options;
  const files = { keystore: places.staff, password: places.staffPassword };
  const staff = await localAccount(files, node, cost);
  const plan = {
    ...terms,
    ...cost,
    metadataHash: ZeroHash,
    issuerFile: places.issuer,
    password: localPassword(places.staffPassword),
    staff: (["registrar", "issuer"] as const).map((role) => ({ role, account: staff.address })),
    validity: KEYS_LIVE_FOR,
    authority: "direct",
    categories: CATEGORIES,
    evidence: ZeroHash,
  } as const;
  for (const step of await missingSteps(chain, staff, plan)) {
    onStep(step.what);
    await step.run();
  }
  const found = await findOrganization(chain, plan);
  if (found === undefined) throw new CscssError("ERR_NODE_UNREACHABLE", "The node hides what it was just told.");
  if (found.standing?.status === "applied") {
    onStep("Admitting it, as the governance body would");
    // The registry takes one change of an organization in a second.
    await untilAfter(chain, nowInSeconds());
    await decideAlone(chain, governor, found.address, { act: "admit", ...plan });
  }
  return found.address;
}

async function untilAfter(chain: Chain, time: number): Promise<void> {
  while ((await chainTime(chain)) <= time) await new Promise((resolve) => setTimeout(resolve, 200));
}
