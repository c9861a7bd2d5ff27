import { ZeroHash } from "ethers";
import { renumber } from "../gas/GasLab.ts";
import { sendInFew } from "../harness/sendInFew.ts";
import { issueCalls } from "../subject/issueCalls.ts";
import type { Grown } from "./grow.ts";

/** Gas of issuing one more record into the wallet. */
export async function issueGas({ stage, issued }: Grown): Promise<number> {
  const ours = issueCalls(stage);
  const sent = await sendInFew(stage.university.issuer, [renumber(issued.record, "one more")], ours.batch);
  ours.requireNoRefusal(sent);
  return Number(sent.gas);
}

/** Gas that the lens call of one verification uses on its node. */
export async function readGas({ stage, issued }: Grown): Promise<number> {
  const { lens } = stage.chain;
  const { issuer, wallet, accessKey } = issued.opened.credential;
  const query = {
    issuer: issuer.address,
    wallet,
    accessKey,
    presenters: [issued.holder.account.address],
    grantId: ZeroHash,
  };
  return Number(await lens.read.estimateGas([query]));
}
