// Somebody with a node puts a presentation together with everything a verifier reads; somebody without one checks it.
//
//   node verify-offline.ts network.json http://127.0.0.1:8545 request.json presentation.txt bundle.json   (with a node)
//   node verify-offline.ts network.json BLOCKHASH request.json bundle.json                                (without)
//
// BLOCKHASH comes from a source the verifier trusts, never from whoever made the bundle.

import { readFileSync, writeFileSync } from "node:fs";
import { connectChain, connectNode, parseNetworkFile } from "@cscss-me/sdk";
import { exportBundle, parseRequest, verifyOffline } from "@cscss-me/sdk/verify";

const [networkFile = "", source = "", requestFile = "", first = "", bundleFile] = process.argv.slice(2);
const network = parseNetworkFile(readFileSync(networkFile, "utf8"));

if (bundleFile !== undefined) {
  const node = connectNode(source, network.chainId, "auto");
  const bundle = await exportBundle(connectChain(network, node), readFileSync(first, "utf8"));
  writeFileSync(bundleFile, bundle);
  console.log(`bundle of ${bundle.length} characters`);
  node.destroy();
} else {
  const request = parseRequest(readFileSync(requestFile, "utf8"));
  const options = { network, expected: { kind: "answer", request }, trustedBlockHash: source } as const;
  const { verdict, reason, disclosed, block } = await verifyOffline(readFileSync(first, "utf8"), options);

  console.log(verdict === "valid" ? `valid at block ${block?.number}: ${JSON.stringify(disclosed)}` : verdict);
  if (reason !== undefined) console.log(`${reason.code}: ${reason.message}`);
}
