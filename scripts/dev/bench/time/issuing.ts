import { hexlify } from "ethers";
import { decodeHex } from "../../../../sdk/bytes/hex.ts";
import { signCredential } from "../../../../sdk/credential/signCredential.ts";
import { nobleSecp256k1 } from "../../../../sdk/crypto/nobleSecp256k1.ts";
import type { Secp256k1 } from "../../../../sdk/crypto/Secp256k1.ts";
import type { IssuerContext } from "../../../../sdk/issuing/prepareRecord.ts";
import { wrapWithEthCrypto } from "../../../../sdk/seal/ethCrypto.ts";
import { memorySealingKey } from "../../../../sdk/seal/memorySealingKey.ts";
import { pack } from "../../../../sdk/seal/pack.ts";
import { partiesOf } from "../../../../sdk/seal/partiesOf.ts";
import { seal } from "../../../../sdk/seal/seal.ts";
import { wrapOver } from "../../../../sdk/seal/wrapOver.ts";
import { memoryTokenSigner } from "../../../../sdk/token/TokenSigner.ts";
import { randomBytes } from "../../demo/Stage.ts";
import type { Candidate } from "../harness/interleave.ts";
import { openWasm } from "../subject/backends.ts";
import { REFERENCE_DIPLOMA } from "../subject/documents.ts";
import { prepare } from "../subject/prepare.ts";
import type { TimeLab } from "./TimeLab.ts";

/** Making a credential ready to be sent, ours whole and in parts. The first is what the others are compared with. */
export async function issuingCandidates(lab: TimeLab): Promise<Candidate[]> {
  const { stage, issued, didJwtVc, sdJwt, native } = lab;
  const { university, chain } = stage;
  const { claims } = REFERENCE_DIPLOMA;
  const { holder, record, opened } = issued;
  const { wallet, recordId } = record.claimFile;
  const { accessKey, recordType, validFrom, token } = opened.credential;
  const digests = (token.payload.vc as unknown as { credentialSubject: { _sd: string[] } }).credentialSubject._sd;
  const context = {
    chainId: chain.chainId,
    wallet,
    recordId: decodeHex(recordId, 16),
    payloadSequence: 1,
    sealingKeyNumber: university.context.sealing.number,
  };
  const owner = holder.account.address;
  const sealed = opened.disclosures.filter((disclosure) => !record.claimFile.disclosures.includes(disclosure));
  const { seed, issuer } = { seed: randomBytes(16), issuer: university.address };
  const sealing = { token: opened.token, disclosures: sealed, seed, issuer, holder: owner };
  const signing = {
    chainId: chain.chainId,
    issuer: university.address,
    holder: owner,
    wallet,
    accessKey,
    sequence: 1,
    recordType,
    uuid: "9714a9eb-e99e-41b5-8089-bff91f07d875",
    validFrom,
    visible: {},
    digests,
  };
  const message = randomBytes(1500);
  const { context: fast, keys } = university;
  const { curve = nobleSecp256k1, ...rest } = fast;
  const over = (backend?: Secp256k1): IssuerContext => ({
    ...rest,
    signing: { ...fast.signing, signer: memoryTokenSigner(keys.signing, backend) },
    sealing: { ...fast.sealing, key: memorySealingKey(keys.sealing, backend) },
    ...(backend && { curve: backend }),
  });
  const [wasm, plain] = [over(await openWasm()), over()];
  const ours =
    (profile: 1 | 2 | 3, issuer = fast) =>
    () =>
      prepare({ university: { context: issuer } }, holder, REFERENCE_DIPLOMA, {
        profile,
        award: hexlify(randomBytes(8)),
      });
  const wrapping = () => ({
    text: "x".repeat(43),
    publicKey: holder.encryptionKey,
    iv: randomBytes(16),
    ephemeralPrivateKey: randomBytes(32),
  });
  return [
    { name: "did-jwt-vc create", run: () => didJwtVc.create(claims) },
    { name: "@sd-jwt/core issue, every claim disclosable", run: () => sdJwt.issue(claims) },
    { name: "CSCSS ME prepareRecord, profile 1 (sign)", run: ours(1) },
    { name: "CSCSS ME prepareRecord, profile 2 (sign, pack, seal)", run: ours(2) },
    { name: "CSCSS ME prepareRecord, profile 3", run: ours(3) },
    { name: "CSCSS ME prepareRecord, profile 2, WebAssembly", run: ours(2, wasm) },
    { name: "CSCSS ME prepareRecord, profile 2, noble and eth-crypto", run: ours(2, plain) },
    { name: "  of it: signCredential", run: () => signCredential(signing, university.context.signing) },
    { name: "  of it: pack", run: () => pack({ ...sealing, parties: partiesOf({ context, issuer, holder: owner }) }) },
    {
      name: "  of it: seal, with packing",
      run: () =>
        seal({
          ...sealing,
          context,
          sealingKey: university.context.sealing.key,
          holderPublicKey: holder.encryptionKey,
          shredHalf: randomBytes(12),
          random: randomBytes,
          curve,
          wrap: wrapOver(curve),
        }),
    },
    { name: "  of it: wrap", run: () => wrapOver(curve)(wrapping()) },
    { name: "  eth-crypto's wrap", run: () => wrapWithEthCrypto(wrapping()) },
    { name: "floor: one signature, libsecp256k1", run: () => curve.sign(message, keys.signing) },
    { name: "floor: one ECDH, libsecp256k1", run: () => curve.sharedX(keys.sealing, holder.encryptionKey) },
    { name: "floor: one signature, node:crypto", run: () => native.sign(message) },
    { name: "floor: one ECDH, node:crypto", run: () => native.sharedX(holder.encryptionKey) },
  ];
}
