// Anybody reads who may issue: all organizations that ever applied, where they stand, and one question answered.
//
//   node read-the-registry.ts network.json http://127.0.0.1:8545

import { readFileSync } from "node:fs";
import { actInWords, connectChain, connectNode, openNode, parseNetworkFile, timeInWords } from "@cscss-me/sdk";
import { allPages, listIssuers, readAuthorization, readRegistryActs, scopeInWords } from "@cscss-me/sdk/registry";

const [networkFile = "", rpcUrl = ""] = process.argv.slice(2);
const network = parseNetworkFile(readFileSync(networkFile, "utf8"));
const provider = connectNode(rpcUrl, network.chainId, "auto");
const chain = connectChain(network, provider);
// Checks that it serves the chain and the contracts which the network file pins.
const node = openNode(chain);

for (const { name, country, address, standing } of await allPages((page) => listIssuers(node, page))) {
  console.log(`${name} (${country}): ${scopeInWords(standing)}`);
  const now = Math.floor(Date.now() / 1000);
  const { authorized, reason } = await readAuthorization(node, { organization: address, category: "company", now });
  console.log(`  for companies' certificates: ${authorized ? "yes" : "no"}. ${reason.message}`);
}
for (const act of await readRegistryActs(chain)) {
  const words = actInWords(act);
  if (words !== undefined) console.log(`${timeInWords(act.time)}  ${words}`);
}
provider.destroy();
