// Indexes and relays in a process of its own, as the service's jobs do, until it is killed.
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Wallet } from "ethers";
import { openRelayer } from "../../../oracle-service/governance/relayer.ts";
import { openIndexer } from "../../../oracle-service/indexer/Indexer.ts";
import { nodePool } from "../../../oracle-service/nodes/NodePool.ts";
import { poolProvider } from "../../../oracle-service/nodes/poolProvider.ts";
import { httpNode } from "../../../oracle-service/nodes/RpcNode.ts";
import { openStore } from "../../../oracle-service/store/openStore.ts";
import { connectChain } from "../../../sdk/network/connectChain.ts";
import { parseNetworkFile } from "../../../sdk/network/parseNetworkFile.ts";

const [file = "", networkFile = "", url = "", time = "0"] = process.argv.slice(2);
const network = parseNetworkFile(readFileSync(networkFile, "utf8"));
const store = await openStore({ kind: "sqlite", file });
const pool = nodePool(network, [httpNode("node 1", url, { timeoutMs: 5_000, answerBytes: 10_000_000 })]);
const chain = connectChain(network, poolProvider(pool));
// Anybody may know this key: it pays on a chain of the tests.
const account = new Wallet(`0x${"7e".repeat(32)}`);
const relayer = openRelayer({ chain, store, account, maxGasPrice: 500n * 10n ** 9n, now: () => Number(time) });
const indexer = openIndexer(store, pool, { range: 5, window: 3 });

process.stdout.write("ready\n");
for (;;) {
  await indexer.step();
  await relayer.step();
  process.stdout.write("turn\n");
  await sleep(5);
}
