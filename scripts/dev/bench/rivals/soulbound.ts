import type { Wallet } from "ethers";
import type { Call } from "../harness/sendInFew.ts";
import { compileSolidity } from "./compileSolidity.ts";
import { deploy } from "./deploy.ts";

/** A token that cannot move, with the hash of a document. */
export interface Token {
  readonly holder: string;
  readonly hash: string;
}

/** An ERC-721/5192 contract over OpenZeppelin's, as lean as its standard allows. */
export async function deploySoulbound(
  signer: Wallet,
): Promise<{ issue(tokens: readonly Token[]): Call; revoke(hash: string): Call }> {
  const { SoulboundDiploma } = compileSolidity("SoulboundDiploma.sol");
  if (SoulboundDiploma === undefined) throw new RangeError("The file has no such contract.");
  const token = await deploy(signer, SoulboundDiploma, [signer.address]);
  return {
    issue: (tokens) => {
      const hashes = tokens.map(({ hash }) => hash);
      return token.call("issue", [tokens.map(({ holder }) => holder), hashes, hashes]);
    },
    revoke: (hash) => token.call("revoke", [hash]),
  };
}
