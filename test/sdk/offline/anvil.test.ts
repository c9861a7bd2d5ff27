import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Wallet } from "ethers";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { RunningNode } from "../../../scripts/cli/setup/startAnvil.ts";
import { startAnvil } from "../../../scripts/cli/setup/startAnvil.ts";
import { deploySystem } from "../../../sdk/deploy/deploySystem.ts";
import { callView } from "../../../sdk/evm/callView.ts";
import { connectChain } from "../../../sdk/network/connectChain.ts";
import type { NodeProvider } from "../../../sdk/network/connectNode.ts";
import { connectNode } from "../../../sdk/network/connectNode.ts";
import { recordReads } from "../../../sdk/offline/recordReads.ts";
import { decodeBlockHeader, encodeBlockHeader } from "../../../sdk/proof/blockHeader.ts";
import { byHash } from "../../../sdk/proof/lookUpInTrie.ts";
import { provenState } from "../../../sdk/proof/provenState.ts";
import { fixedBytes } from "../../fixtures/makeCredential.ts";
import { ownPort } from "../../fixtures/ownPort.ts";

let node: RunningNode;
let provider: NodeProvider;
const folder = mkdtempSync(join(tmpdir(), "cscss-bundle-"));
beforeAll(async () => {
  node = await startAnvil({ folder, port: await ownPort(), chainId: 31337, genesisTime: 1_790_000_000 });
  provider = connectNode(node.url, 31337, "free");
});
afterAll(async () => {
  provider.destroy();
  await node.stop();
  rmSync(folder, { recursive: true });
});

it("anvil's headers and proofs serve too: a client of another make than the one the other tests prove against", async () => {
  const signer = new Wallet(`0x${Buffer.from(fixedBytes("relayer", 32)).toString("hex")}`, provider);
  const council = { members: [signer.address], threshold: 1 };
  const file = await deploySystem({
    signer,
    name: "anvil",
    confirmations: 0,
    council,
    admissionDelay: 1,
    adminDelay: 1,
  });
  const chain = connectChain(file, provider);
  const told = await provider.send("eth_getBlockByNumber", ["latest", false]);
  const header = decodeBlockHeader(encodeBlockHeader(told));
  const live = recordReads(provider, header.number);
  const query = {
    issuer: signer.address,
    wallet: signer.address,
    accessKey: told.hash,
    presenters: [],
    grantId: told.hash,
  };
  const data = Buffer.from(chain.lens.interface.encodeFunctionData("read", [[query]]).slice(2), "hex");
  const block = { chainId: 31337n, number: BigInt(header.number), time: BigInt(header.time) };
  const call = { to: chain.generation.lens, data };
  const seen = await callView({ state: live, block }, call);
  const { nodes, codes } = await live.prove();
  const proven = provenState(header.stateRoot, byHash(nodes), byHash(codes));
  expect(await callView({ state: proven, block }, call)).toEqual(seen);
  for (const index of nodes.keys()) {
    const lacking = provenState(header.stateRoot, byHash(nodes.toSpliced(index, 1)), byHash(codes));
    await expect(callView({ state: lacking, block }, call)).rejects.toMatchObject({ code: "ERR_PROOF" });
  }
});
