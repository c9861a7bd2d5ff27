import { ZeroAddress } from "ethers";
import { encodeHex } from "../bytes/hex.ts";
import { recordIdOf } from "../credential/accessKey.ts";
import type { RecordTypeName } from "../credential/recordTypes.ts";
import { signCredential } from "../credential/signCredential.ts";
import { didOf } from "../did/didOf.ts";
import { compact } from "../seal/compact.ts";
import { memoryTokenSigner } from "../token/TokenSigner.ts";

/** Any key and any bytes: what is made of them is replaced by marks. */
const SOME = new Uint8Array(32).fill(1);

/**
 * What every credential of a type says before its claims, as the sealed text has it: names, chain and schema, with marks for
 * whatever differs, up to the award date.
 *
 * @param digests - how many claims are not sealed.
 */
export async function frameOf(recordType: RecordTypeName, chainId: bigint, digests: number): Promise<string> {
  const accessKey = encodeHex(SOME);
  const digest = "A".repeat(43);
  const places = { issuer: ZeroAddress, holder: encodeHex(SOME.slice(12)), wallet: encodeHex(SOME.slice(12).fill(2)) };
  const uuid = "01010101-0101-4101-8101-010101010101";
  const token = await signCredential(
    {
      ...places,
      chainId,
      accessKey,
      sequence: 1,
      recordType,
      uuid,
      validFrom: 0,
      visible: {},
      digests: Array.from({ length: digests }, () => digest),
    },
    { signer: memoryTokenSigner(SOME), number: 1 },
  );
  const parties = {
    issuer: didOf(chainId, places.issuer),
    holder: didOf(chainId, places.holder),
    wallet: didOf(chainId, places.wallet),
    recordId: recordIdOf(accessKey),
  };
  const [, payload = ""] = compact({ token, disclosures: [], seed: SOME.slice(16), parties }).text.split("\n");
  return payload.slice(0, payload.indexOf('"nbf":') + '"nbf":'.length);
}
