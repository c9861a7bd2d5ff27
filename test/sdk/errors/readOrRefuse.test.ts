import { JsonRpcProvider, VoidSigner, ZeroHash } from "ethers";
import { afterAll, describe, expect, it } from "vitest";
import { findDictionary, holdsDictionary } from "../../../sdk/dictionary/findDictionary.ts";
import { councilDelay } from "../../../sdk/governance/councilDelay.ts";
import { scheduledFor } from "../../../sdk/governance/scheduledFor.ts";
import { connectChain } from "../../../sdk/network/connectChain.ts";
import { readApprovals } from "../../../sdk/organization/approvals.ts";
import { readKeys } from "../../../sdk/organization/readKeys.ts";
import { readStaff } from "../../../sdk/organization/readStaff.ts";
import { readWallet } from "../../../sdk/wallet/readWallet.ts";
import { signWalletAct } from "../../../sdk/wallet/walletActs.ts";
import { GENERATION } from "../../fixtures/offlineIssuer.ts";

// Nobody listens there.
const provider = new JsonRpcProvider("http://127.0.0.1:9", 31337, { staticNetwork: true });
afterAll(() => provider.destroy());
const network = { type: "CscssMeNetwork", version: 1, name: "none", chainId: 31337, confirmations: 0 } as const;
const chain = connectChain({ ...network, genesisHash: ZeroHash, generations: [GENERATION] }, provider);
const address = GENERATION.registry;
const call = { target: address, data: "0x12345678" };

const READINGS: Readonly<Record<string, () => Promise<unknown>>> = {
  readWallet: () => readWallet(chain, address),
  readKeys: () => readKeys(provider, address),
  readStaff: () => readStaff(chain, address),
  readApprovals: () => readApprovals(chain, address, ZeroHash),
  councilDelay: () => councilDelay(chain, call),
  scheduledFor: () => scheduledFor(chain, call),
  findDictionary: () => findDictionary(chain, address, Uint8Array.of(1), 0),
  holdsDictionary: () => holdsDictionary(chain, address, 1, Uint8Array.of(1)),
  signWalletAct: () =>
    signWalletAct(chain, new VoidSigner(address, provider), address, { act: "deactivate" }, { deadline: 1 }),
};

describe("Where the node does not answer", () => {
  it.each(Object.entries(READINGS))("%s says so with our code", async (_, read) => {
    await expect(read()).rejects.toMatchObject({ name: "CscssError", code: "ERR_NODE_UNREACHABLE" });
  });
});
