import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectNode } from "../../../sdk/network/connectNode.ts";
import { freePort } from "../../cli/setup/freePort.ts";
import { startAnvil } from "../../cli/setup/startAnvil.ts";
import type { LocalChain } from "./LocalChain.ts";
import { localChainOver } from "./LocalChain.ts";

const CHAIN_ID = 31_337;

/** Opens a fresh chain in a process of its own, which ends with close. @param startsAt - time of the first block, Unix seconds. */
export async function openAnvilChain(startsAt: number): Promise<LocalChain> {
  const folder = mkdtempSync(join(tmpdir(), "cscss-anvil-"));
  const node = await startAnvil({ folder, port: await freePort(), chainId: CHAIN_ID, genesisTime: startsAt });
  const provider = connectNode(node.url, CHAIN_ID, "free");
  return localChainOver(provider, {
    network: "berlin",
    async close() {
      provider.destroy();
      await node.stop();
      rmSync(folder, { recursive: true });
    },
  });
}
