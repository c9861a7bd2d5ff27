import { toUtf8Bytes } from "ethers";
import type { Stage } from "../../demo/Stage.ts";
import { sendEstimated, sendInFew } from "../harness/sendInFew.ts";
import type { Attestation } from "../rivals/eas.ts";
import { deployEas } from "../rivals/eas.ts";
import { openJson } from "../subject/credentialJson.ts";
import type { Holder } from "../subject/makeHolders.ts";
import { readClass } from "../subject/readClass.ts";
import type { Progress } from "./Progress.ts";
import { watch } from "./Progress.ts";

/** Reads the same file and attests every row of it, in multiAttests as large as a transaction may be. */
export async function attestClass(stage: Stage, file: Uint8Array, holders: readonly Holder[]): Promise<Progress> {
  const { chain, local, university } = stage;
  const eas = await deployEas(university.issuer);
  const attestations = (): Attestation[] =>
    readClass(file).map(({ document }, index) => {
      const recipient = holders[index]?.account.address ?? "";
      const place = { chainId: chain.chainId, issuer: university.address, holder: recipient };
      return { recipient, data: toUtf8Bytes(openJson(document, place)) };
    });

  const goBack = await local.snapshot();
  const sample = attestations().slice(0, 60);
  const { receipts } = await sendInFew(university.issuer, sample, eas.multiAttest);
  const size = Math.ceil(sample.length / receipts.length);
  await goBack();

  const { done, progress } = watch(holders.length);
  const all = attestations();
  for (let from = 0; from < all.length; from += size) {
    const part = all.slice(from, from + size);
    const { gasUsed } = await sendEstimated(university.issuer, eas.multiAttest(part));
    done(part.length, gasUsed);
  }
  return progress;
}
