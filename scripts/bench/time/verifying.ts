import { ZeroHash } from "ethers";
import { encodeUtf8 } from "../../../sdk/bytes/utf8.ts";
import { nobleSecp256k1 } from "../../../sdk/crypto/nobleSecp256k1.ts";
import type { Candidate } from "../harness/interleave.ts";
import { REFERENCE_DIPLOMA } from "../subject/documents.ts";
import { verifyAgain, WANTED } from "../subject/verifyAgain.ts";
import type { TimeLab } from "./TimeLab.ts";

/** Verifying. The first is what the others are compared with. */
export async function verifyingCandidates(lab: TimeLab): Promise<Candidate[]> {
  const { stage, issued, didJwtVc, sdJwt, native, now } = lab;
  const { chain } = stage;
  const { claims } = REFERENCE_DIPLOMA;
  const token = await didJwtVc.create(claims);
  const theirs = await sdJwt.present(await sdJwt.issue(claims), WANTED, now);
  const { warm, cold } = await verifyAgain(stage, issued);

  const { credential } = issued.opened;
  const presenters = [issued.holder.account.address];
  const { wallet, accessKey } = credential;
  const query = { issuer: credential.issuer.address, wallet, accessKey, presenters, grantId: ZeroHash };
  const { signature, signingInput } = credential.token;
  const message = encodeUtf8(signingInput);
  const { publicKey } = stage.university.context.signing.signer;
  const nativeSignature = native.sign(message);
  return [
    { name: "did-jwt-vc verifyCredential, document in memory", run: () => didJwtVc.verify(token, now) },
    { name: "@sd-jwt/core verify, with key binding", run: () => sdJwt.verify(theirs, now) },
    { name: "CSCSS ME verify, warm: 15 checks", figure: "time.verify.warm", run: warm },
    { name: "CSCSS ME verify, cold: new verifier", run: cold },
    { name: "  of it: the lens' eth_call", run: () => chain.lens.read([query]) },
    { name: "  of it: newest block", run: () => chain.provider.getBlock("latest") },
    { name: "  of it: issuer's signature (noble)", run: () => nobleSecp256k1.verify(signature, message, publicKey) },
    { name: "  of it: presenter's keys recovered (noble)", run: () => nobleSecp256k1.recover(signature, message) },
    { name: "floor: one native signature check", run: () => native.verify(message, nativeSignature) },
    { name: "floor: one native ECDH", run: () => native.sharedX(publicKey) },
  ];
}
