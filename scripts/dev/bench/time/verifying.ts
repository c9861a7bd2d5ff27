import { toQuantity, ZeroHash } from "ethers";
import { encodeUtf8 } from "../../../../sdk/bytes/utf8.ts";
import { nobleSecp256k1 } from "../../../../sdk/crypto/nobleSecp256k1.ts";
import { decodeLensRead, encodeLensRead } from "../../../../sdk/network/lensRead.ts";
import { openNode } from "../../../../sdk/network/Node.ts";
import { payloadHash } from "../../../../sdk/token/payloadHash.ts";
import type { Candidate } from "../harness/interleave.ts";
import { openWasm } from "../subject/backends.ts";
import { REFERENCE_DIPLOMA } from "../subject/documents.ts";
import { verifyAgain, WANTED } from "../subject/verifyAgain.ts";
import type { TimeLab } from "./TimeLab.ts";

/** Verifying. The first is what the others are compared with. */
export async function verifyingCandidates(lab: TimeLab): Promise<Candidate[]> {
  const { stage, issued, didJwtVc, sdJwt, native, now } = lab;
  const { chain, local } = stage;
  const { curve = nobleSecp256k1 } = stage.university.context;
  const { claims } = REFERENCE_DIPLOMA;
  const token = await didJwtVc.create(claims);
  const theirs = await sdJwt.present(await sdJwt.issue(claims), WANTED, now);
  const { warm, cold } = await verifyAgain(stage, issued);
  const wasm = await verifyAgain(stage, issued, await openWasm());
  const plain = await verifyAgain(stage, issued, nobleSecp256k1);

  const { credential } = issued.opened;
  const presenters = [issued.holder.account.address];
  const { wallet, accessKey } = credential;
  const query = { issuer: credential.issuer.address, wallet, accessKey, presenters, grantId: ZeroHash };
  const { signature, signingInput } = credential.token;
  const message = encodeUtf8(signingInput);
  const block = await openNode(chain).newestBlock();
  const data = encodeLensRead([query]);
  const call = [{ to: chain.generation.lens, data }, toQuantity(block.number)];
  const told = String(await local.provider.send("eth_call", call));
  const { publicKey } = stage.university.context.signing.signer;
  const nativeSignature = native.sign(message);
  return [
    { name: "did-jwt-vc verifyCredential, document in memory", run: () => didJwtVc.verify(token, now) },
    { name: "@sd-jwt/core verify, with key binding", run: () => sdJwt.verify(theirs, now) },
    { name: "CSCSS ME verify, warm: 15 checks", figure: "time.verify.warm", run: warm },
    { name: "CSCSS ME verify, warm, WebAssembly", run: wasm.warm },
    { name: "CSCSS ME verify, warm, noble", run: plain.warm },
    { name: "CSCSS ME verify, cold: new verifier", run: cold },
    { name: "  of it: the lens' eth_call", run: () => local.provider.send("eth_call", call) },
    {
      name: "  of it: call written and answer read",
      run: () => [encodeLensRead([query]), decodeLensRead(told, { block, chainId: chain.chainId, count: 1 })],
    },
    { name: "  of it: newest block", run: () => chain.provider.getBlock("latest") },
    { name: "  of it: one of the presenter's keys recovered", run: () => curve.recoverOne(signature, message, 0) },
    { name: "  of it: keccak256 of the signing input", run: () => payloadHash(issued.opened.token) },
    { name: "  ethers' Contract for the same call", run: () => chain.lens.read([query]) },
    {
      name: "floor: block, eth_call, one signature check, one recovery",
      async run() {
        await local.provider.send("eth_getBlockByNumber", ["latest", false]);
        await local.provider.send("eth_call", call);
        return [curve.verify(signature, message, publicKey), curve.recoverOne(signature, message, 0)];
      },
    },
    { name: "floor: one signature check, libsecp256k1", run: () => curve.verify(signature, message, publicKey) },
    { name: "floor: one signature check, node:crypto", run: () => native.verify(message, nativeSignature) },
  ];
}
