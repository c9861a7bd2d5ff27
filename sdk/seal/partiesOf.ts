import { encodeHex } from "../bytes/hex.ts";
import { didOf } from "../did/didOf.ts";
import type { PackParties } from "./PackParties.ts";
import type { SealContext } from "./SealContext.ts";

/**
 * The names the packed form leaves out, written as our tokens write them: addresses with their checksum.
 *
 * @throws ERR_ARGUMENT if an address is none.
 */
export function partiesOf(input: { context: SealContext; issuer: string; holder: string }): PackParties {
  const { chainId, wallet, recordId } = input.context;
  return {
    issuer: didOf(chainId, input.issuer),
    holder: didOf(chainId, input.holder),
    wallet: didOf(chainId, wallet),
    recordId: encodeHex(recordId),
  };
}
