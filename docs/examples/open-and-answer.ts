// A wallet app: finds its holder's wallets, opens what is in them, and answers a request with the claims it names.
//
//   HOLDER_KEY=0x… node open-and-answer.ts network.json http://127.0.0.1:8545 claim.json request.json presentation.txt

import { readFileSync, writeFileSync } from "node:fs";
import { connectChain, connectNode, memoryTokenSigner, parseNetworkFile } from "@cscss-me/sdk";
import { parseRequest } from "@cscss-me/sdk/verify";
import { answerRequest, listWallets, memoryDecryptionKey, openRecords, parseClaimFile } from "@cscss-me/sdk/wallet";
import { computeAddress, getBytes } from "ethers";

const [networkFile = "", rpcUrl = "", claimFile = "", requestFile = "", presentationFile = ""] = process.argv.slice(2);
const privateKey = getBytes(process.env.HOLDER_KEY ?? "");
const network = parseNetworkFile(readFileSync(networkFile, "utf8"));
const node = connectNode(rpcUrl, network.chainId, "auto");
const chain = connectChain(network, node);

const decryptionKey = memoryDecryptionKey(privateKey);
const claimFiles = [parseClaimFile(readFileSync(claimFile, "utf8"))];
const request = parseRequest(readFileSync(requestFile, "utf8"));

for (const { address } of await listWallets(chain, computeAddress(process.env.HOLDER_KEY ?? ""))) {
  const { opened, unopened } = await openRecords(chain, address, { decryptionKey, claimFiles });
  for (const { recordId, error } of unopened) console.log(`${recordId} does not open: ${error.message}`);
  for (const credential of opened) {
    console.log(`opened ${credential.credential.recordType}: ${Object.keys(credential.claims).join(", ")}`);
    // Ask the holder here. What is not in the request stays closed.
    const now = Math.floor(Date.now() / 1000);
    const presentation = await answerRequest(request, { credential, signer: memoryTokenSigner(privateKey), now });
    writeFileSync(presentationFile, presentation, { mode: 0o600 });
  }
}
node.destroy();
