import { decodeHex } from "../../../../sdk/bytes/hex.ts";
import { answerRequest } from "../../../../sdk/presentation/answerRequest.ts";
import { createRequest } from "../../../../sdk/presentation/createRequest.ts";
import { open } from "../../../../sdk/seal/open.ts";
import { openRecords } from "../../../../sdk/wallet/openRecords.ts";
import { randomBytes } from "../../demo/Stage.ts";
import type { Candidate } from "../harness/interleave.ts";
import { openOtherSeals } from "../rivals/otherSeals.ts";
import { REFERENCE_DIPLOMA } from "../subject/documents.ts";
import { WANTED } from "../subject/verifyAgain.ts";
import type { TimeLab } from "./TimeLab.ts";

/** Opening what was sealed. The first is what the others are compared with. */
export async function openingCandidates({ stage, issued }: TimeLab): Promise<Candidate[]> {
  const { chain, university } = stage;
  const { holder, record, opened, wallet } = issued;
  const seals = await openOtherSeals();
  const sdJwt = `${[opened.token, ...opened.disclosures].join("~")}~`;
  const [openEthCrypto, openJwe] = [await seals.openerOfEthCrypto(sdJwt), await seals.openerOfJwe(sdJwt)];
  const input = {
    sealed: record.sealedPayload,
    context: {
      chainId: chain.chainId,
      wallet,
      recordId: decodeHex(record.claimFile.recordId, 16),
      payloadSequence: 1,
      sealingKeyNumber: university.context.sealing.number,
    },
    issuer: university.address,
    holder: holder.account.address,
    issuerSealingKey: university.context.sealing.key.publicKey,
    decryptionKey: holder.decryptionKey,
    shredHalf: decodeHex(String(record.item.shredHalf), 12),
    payloadHash: String(record.item.payloadHash),
    ...(university.context.curve && { curve: university.context.curve }),
  };
  const options = {
    decryptionKey: holder.decryptionKey,
    claimFiles: [record.claimFile],
    ...(input.curve && { curve: input.curve }),
  };
  return [
    { name: "eth-crypto, opened twice", run: openEthCrypto },
    { name: "JWE in JWE, opened twice (P-256, native)", run: openJwe },
    { name: "CSCSS ME open, sealed payload at hand", run: () => open(input) },
    {
      name: "CSCSS ME openRecords, from the chain, with the signature",
      run: () => openRecords(chain, wallet, options),
    },
  ];
}

/** Presenting two claims. The first is what the others are compared with. */
export async function presentingCandidates({ sdJwt, issued, now }: TimeLab): Promise<Candidate[]> {
  const issuedByOther = await sdJwt.issue(REFERENCE_DIPLOMA.claims);
  const request = createRequest(
    { audience: "verifier", purpose: "-", claims: WANTED, expires: now + 3600 },
    randomBytes,
  );
  const answer = { credential: issued.opened, signer: issued.holder.signer, now };
  return [
    { name: "@sd-jwt/core present, with key binding", run: () => sdJwt.present(issuedByOther, WANTED, now) },
    { name: "CSCSS ME answerRequest", run: () => answerRequest(request, answer) },
  ];
}
