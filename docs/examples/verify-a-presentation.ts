// An employer asks for two claims, and checks the answer against the chain.
//
//   node verify-a-presentation.ts network.json http://127.0.0.1:8545 request.json                    (asks)
//   node verify-a-presentation.ts network.json http://127.0.0.1:8545 request.json presentation.txt   (checks)

import { readFileSync, writeFileSync } from "node:fs";
import { connectChain, connectNode, parseNetworkFile } from "@cscss-me/sdk";
import { fileNonceStore, random } from "@cscss-me/sdk/node";
import { createRequest, openVerifier, parseRequest } from "@cscss-me/sdk/verify";

const [networkFile = "", rpcUrl = "", requestFile = "", presentationFile] = process.argv.slice(2);

if (presentationFile === undefined) {
  const expires = Math.floor(Date.now() / 1000) + 7 * 86_400;
  const asked = { audience: "hr.example.com", purpose: "Application 17", claims: ["awardTitle", "awardDate"], expires };
  writeFileSync(requestFile, JSON.stringify(createRequest(asked, random)));
  console.log(`asked for ${asked.claims.join(" and ")}`);
} else {
  const network = parseNetworkFile(readFileSync(networkFile, "utf8"));
  const node = connectNode(rpcUrl, network.chainId, "auto");
  // An answer counts once: the store leaves a mark beside the request.
  const verifier = openVerifier(connectChain(network, node), { nonces: fileNonceStore(requestFile) });
  const request = parseRequest(readFileSync(requestFile, "utf8"));
  const answer = readFileSync(presentationFile, "utf8");
  const { verdict, reason, issuer, disclosed } = await verifier.verify(answer, { kind: "answer", request });

  console.log(verdict === "valid" ? `valid, issued by ${issuer?.name}: ${JSON.stringify(disclosed)}` : verdict);
  if (reason !== undefined) console.log(`${reason.code}: ${reason.message}`);
  node.destroy();
}
