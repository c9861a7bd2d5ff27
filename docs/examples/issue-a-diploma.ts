// A university makes the wallet its graduate consented to, and issues a diploma into it.
//
//   ORGANIZATION=0x… STAFF_KEY=0x… SIGNING_KEY=0x… SEALING_KEY=0x… RECORD_SECRET=0x… \
//   node issue-a-diploma.ts network.json http://127.0.0.1:8545 LINK consent.json claim.json
//
// STAFF_KEY has the roles of registrar and issuer. In earnest keys come from a keystore or a hardware module.

import { readFileSync, writeFileSync } from "node:fs";
import { connectChain, connectNode, decodeHex, memoryTokenSigner, parseNetworkFile } from "@cscss-me/sdk";
import { claimToken, parseClaimLink, parseHolderConsent } from "@cscss-me/sdk/interim";
import { enrolHolder, findKeyNumber, issueBatch, memorySealingKey, prepareRecord, readKeys } from "@cscss-me/sdk/issue";
import { random } from "@cscss-me/sdk/node";
import { createWallet, readEncryptionKey } from "@cscss-me/sdk/wallet";
import { Wallet } from "ethers";

const [networkFile = "", rpcUrl = "", linkText = "", consentFile = "", claimFile = ""] = process.argv.slice(2);
const {
  ORGANIZATION: organization = "",
  STAFF_KEY = "",
  SIGNING_KEY = "",
  SEALING_KEY = "",
  RECORD_SECRET = "",
} = process.env;
const network = parseNetworkFile(readFileSync(networkFile, "utf8"));
const node = connectNode(rpcUrl, network.chainId, "auto");
const chain = connectChain(network, node);
const staff = new Wallet(STAFF_KEY, node);

// A consent counts if it was made with the link that this student, and nobody else, was sent.
const consent = parseHolderConsent(readFileSync(consentFile, "utf8"));
if (consent.studentId !== claimToken(parseClaimLink(linkText), consent.wallet.owner)) {
  throw new Error("The consent was not made with the link of this student.");
}
const wallet = await createWallet(chain, staff, consent.creation);
await enrolHolder(staff, consent.enrolment);

const signer = memoryTokenSigner(decodeHex(SIGNING_KEY, 32));
const sealingKey = memorySealingKey(decodeHex(SEALING_KEY, 32));
const keys = await readKeys(node, organization);
const [signing, sealing] = [findKeyNumber(keys, signer.publicKey), findKeyNumber(keys, sealingKey.publicKey)];
if (signing === undefined || sealing === undefined) throw new Error("The organization has not published these keys.");

const record = await prepareRecord(
  {
    chainId: chain.chainId,
    generation: chain.generation,
    organization,
    signing: { signer, number: signing.number },
    sealing: { key: sealingKey, number: sealing.number },
    recordSecret: decodeHex(RECORD_SECRET, 32),
    random,
  },
  {
    wallet: consent.wallet,
    encryptionKey: await readEncryptionKey(chain, wallet),
    award: "2026/1",
    category: "higher_education",
    recordType: "degree",
    claims: { givenName: "Ana", awardTitle: "Master of Science", awardDate: "2026-07-01", finalGrade: "110" },
    validFrom: Date.UTC(2026, 6, 1) / 1000,
  },
);
const { refused } = await issueBatch(staff, organization, { batch: 1n, keyNumber: signing.number, records: [record] });
if (refused.size > 0) throw new Error("The wallet refused the record.");

// What is not on chain goes to the graduate, and to nobody else.
writeFileSync(claimFile, JSON.stringify(record.claimFile), { mode: 0o600 });
console.log(`issued ${record.claimFile.recordId} into ${wallet}`);
node.destroy();
