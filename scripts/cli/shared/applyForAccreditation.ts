import type { CategoryName } from "@cscss-me/sdk";
import { connectOrganization, sendTransaction } from "@cscss-me/sdk/contracts";
import { authorityNumber, categoryMask } from "@cscss-me/sdk/registry";
import type { Signer } from "ethers";

/** What an organization asks to be accredited for. */
export interface Application {
  readonly authority: "direct" | "cross";
  readonly categories: readonly CategoryName[];
  /** Hash of the papers, 32 bytes in hex. */
  readonly evidence: string;
}

/** An organization's admin asks for accreditation. @throws ERR_REVERTED */
export async function applyForAccreditation(
  admin: Signer,
  organization: string,
  { authority, categories, evidence }: Application,
): Promise<void> {
  const contract = connectOrganization(organization, admin);
  await sendTransaction(() =>
    contract.applyForAccreditation(authorityNumber(authority), categoryMask(categories), evidence),
  );
}
