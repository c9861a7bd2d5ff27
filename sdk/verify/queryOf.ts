import { ZeroHash } from "ethers";
import type { QueryInput } from "../generated/structs.ts";
import type { DecodedPresentation } from "../presentation/decodePresentation.ts";

/** What the lens is asked about a presentation. */
export function queryOf(
  { credential, keyBinding }: DecodedPresentation,
  presenters: readonly string[],
): QueryInput & { readonly presenters: readonly string[] } {
  const { grant, nonce } = keyBinding.claims;
  const isGrantId = grant !== undefined && /^0x[0-9a-f]{64}$/.test(nonce);
  return {
    issuer: credential.issuer.address,
    wallet: credential.wallet,
    accessKey: credential.accessKey,
    presenters,
    grantId: isGrantId ? nonce : ZeroHash,
  };
}
