// A graduate answers the link the university sent: consents to a wallet and to records in it. Costs nothing.
//
//   HOLDER_KEY=0x… node answer-a-claim-link.ts network.json http://127.0.0.1:8545 LINK consent.json
//
// "@cscss-me/sdk/interim" is replaced with the next generation of contracts; everything else here is public.

import { readFileSync, writeFileSync } from "node:fs";
import { connectChain, connectNode, parseNetworkFile } from "@cscss-me/sdk";
import { claimToken, parseClaimLink, signHolderConsent } from "@cscss-me/sdk/interim";
import { random } from "@cscss-me/sdk/node";
import { getBytes, Wallet } from "ethers";

const [networkFile = "", rpcUrl = "", linkText = "", consentFile = ""] = process.argv.slice(2);
const network = parseNetworkFile(readFileSync(networkFile, "utf8"));
const node = connectNode(rpcUrl, network.chainId, "auto");
const chain = connectChain(network, node);
const holder = new Wallet(process.env.HOLDER_KEY ?? "", node);

const link = parseClaimLink(linkText);
if (link.chainId !== network.chainId)
  throw new Error(`The link is for chain ${link.chainId}, not for ${network.name}.`);

const consent = await signHolderConsent(chain, holder, {
  // Shows that whoever consents had the link; it is good for this account alone.
  studentId: claimToken(link, holder.address),
  organization: link.organization,
  profile: 2,
  index: 0,
  encryptionKey: getBytes(holder.signingKey.compressedPublicKey),
  deadline: Math.floor(Date.now() / 1000) + 30 * 86_400,
  random,
});
writeFileSync(consentFile, JSON.stringify(consent));
console.log(`consented as ${holder.address}`);
node.destroy();
