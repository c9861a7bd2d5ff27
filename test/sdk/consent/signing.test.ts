import { hexlify, JsonRpcProvider, verifyTypedData, Wallet } from "ethers";
import { describe, expect, it } from "vitest";
import { documentHash, documentsHash } from "../../../sdk/consent/hashDocuments.ts";
import { parseHolderConsent } from "../../../sdk/consent/parseHolderConsent.ts";
import { parseRecordRequest } from "../../../sdk/consent/parseRecordRequest.ts";
import { signHolderConsent } from "../../../sdk/consent/signHolderConsent.ts";
import { signRecordRequest } from "../../../sdk/consent/signRecordRequest.ts";
import { eip712Domain } from "../../../sdk/eip712/signMessage.ts";
import type { Eip712Type } from "../../../sdk/eip712/types.ts";
import { EIP712_TYPES } from "../../../sdk/eip712/types.ts";
import { RecordType } from "../../../sdk/generated/enums.ts";
import { connectChain } from "../../../sdk/network/connectChain.ts";
import { fixedAddress, fixedBytes, fixedRandom } from "../../fixtures/makeCredential.ts";

const HASH = `0x${"ab".repeat(32)}`;
const [organization, wallets] = [fixedAddress("university"), fixedAddress("wallets")];
const at = fixedAddress("contract");
// Nobody asks the node: what a holder signs needs none.
const chain = connectChain(
  {
    type: "CscssMeNetwork",
    version: 1,
    name: "test",
    chainId: 31_337,
    genesisHash: HASH,
    confirmations: 0,
    generations: [
      {
        fromBlock: 0,
        registry: at,
        factories: { organizations: at, wallets },
        walletCode: { 1: at, 2: at, 3: at },
        lens: at,
        didRegistry: at,
        governance: { manager: at, council: at },
        codeHashes: { registry: HASH, organizations: HASH, wallets: HASH, lens: HASH, didRegistry: HASH },
      },
    ],
  },
  new JsonRpcProvider("http://127.0.0.1:1", 31_337, { staticNetwork: true }),
);
const holder = new Wallet(hexlify(fixedBytes("graduate", 32)));
const encryptionKey = Buffer.from(holder.signingKey.compressedPublicKey.slice(2), "hex");
const deadline = 2_000_000_000;
const terms = { organization, encryptionKey, deadline };

/** Who signed a message for a contract. */
function signerOf(contract: string, type: Eip712Type, message: object, signature: string): string {
  const domain = eip712Domain({ chainId: 31_337n, contract });
  return verifyTypedData(domain, { [type]: [...EIP712_TYPES[type]] }, message, signature);
}

describe("a consent", () => {
  it("asks for a wallet and an enrolment in one profile, is signed by the holder, and is read back", async () => {
    const wish = { ...terms, studentId: "S1", profile: 2, index: 5 } as const;
    const consent = await signHolderConsent(chain, holder, { ...wish, random: fixedRandom("consent") });
    expect(parseHolderConsent(JSON.stringify(consent))).toEqual(consent);
    const wallet = { owner: holder.address, profile: 2, index: 5 };
    const nonce = BigInt(hexlify(fixedBytes("consent/0", 32)));
    expect(consent).toMatchObject({ chainId: 31_337, studentId: "S1", wallet });
    const { creation, enrolment } = consent;
    expect(enrolment).toMatchObject({
      organization,
      enrolment: { holder: holder.address, profiles: 0b100, nonce: String(nonce), deadline },
    });
    const message = { ...enrolment.enrolment, organization };
    expect(signerOf(organization, "Enrol", message, enrolment.signature)).toBe(holder.address);
    const made = { ...wallet, encryptionKey: creation.encryptionKey, deadline };
    expect(signerOf(wallets, "CreateWallet", made, String(creation.consent.signature))).toBe(holder.address);
  });

  it("is for the owner's wallet where the key was rotated", async () => {
    const wish = { ...terms, studentId: "S1", profile: 1, index: 0, owner: fixedAddress("owner") } as const;
    const { wallet, enrolment } = await signHolderConsent(chain, holder, { ...wish, random: fixedRandom("rotated") });
    expect(wallet.owner).toBe(wish.owner);
    expect(enrolment.enrolment.holder).toBe(wish.owner);
    const message = { ...enrolment.enrolment, organization };
    expect(signerOf(organization, "Enrol", message, enrolment.signature)).toBe(holder.address);
  });
});

describe("a request", () => {
  it("names the papers by hashes with a salt each, is signed by the holder, and is read back", async () => {
    const wallet = { owner: holder.address, profile: 3, index: 1 } as const;
    const papers = ["one", "two"].map((name) => ({ name: `${name}.pdf`, content: Buffer.from(name) }));
    const request = await signRecordRequest(chain, holder, {
      ...terms,
      recordType: "recognition_statement",
      message: "Please.",
      documents: papers,
      wallet,
      random: fixedRandom("request"),
    });
    expect(parseRecordRequest(JSON.stringify(request))).toEqual(request);
    const salts = [0, 1].map((call) => hexlify(fixedBytes(`request/${call}`, 32)));
    expect(request).toMatchObject({ organization, message: "Please.", wallet, chainId: 31_337 });
    expect(request.documents).toEqual(
      papers.map(({ name, content }, index) => {
        const salt = salts[index] ?? "";
        return { name, salt, hash: documentHash(salt, content) };
      }),
    );
    const { signature, ...signed } = request.consent;
    expect(signed).toEqual({
      documents: documentsHash(request.documents),
      nonce: String(BigInt(hexlify(fixedBytes("request/2", 32)))),
      deadline,
    });
    const message = {
      holder: holder.address,
      organization,
      profile: 3,
      walletIndex: 1,
      recordType: RecordType.RecognitionStatement,
      ...signed,
    };
    expect(signerOf(organization, "RequestRecord", message, signature)).toBe(holder.address);
    expect(request.creation.consent.deadline).toBe(deadline);
  });
});
