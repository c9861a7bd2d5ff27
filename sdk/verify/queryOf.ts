import { ZeroHash } from "ethers";
import type { QueryInput } from "../generated/structs.ts";
import { BYTES32 } from "../json/formParts.ts";
import type { DecodedPresentation } from "../presentation/decodePresentation.ts";

/** What the lens is asked about a presentation. */
export function queryOf(
  { credential, keyBinding }: DecodedPresentation,
  presenters: readonly string[],
): QueryInput & { readonly presenters: readonly string[] } {
  const { grant, nonce } = keyBinding.claims;
  const isGrantId = grant !== undefined && new RegExp(BYTES32.pattern).test(nonce);
  return {
    issuer: credential.issuer.address,
    wallet: credential.wallet,
    accessKey: credential.accessKey,
    presenters,
    grantId: isGrantId ? nonce : ZeroHash,
  };
}
