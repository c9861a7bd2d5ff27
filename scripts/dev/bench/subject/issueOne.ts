import type { PreparedRecord } from "../../../../sdk/issuing/prepareRecord.ts";
import type { OpenedRecord } from "../../../../sdk/wallet/openRecords.ts";
import { openRecords } from "../../../../sdk/wallet/openRecords.ts";
import type { Profile } from "../../../../sdk/wallet/WalletRef.ts";
import type { Stage } from "../../demo/Stage.ts";
import { sendInFew } from "../harness/sendInFew.ts";
import type { Document } from "./Document.ts";
import { issueCalls } from "./issueCalls.ts";
import type { Holder } from "./makeHolders.ts";
import { prepare } from "./prepare.ts";

/** A record on chain, as issuer and holder have it. */
export interface Issued {
  readonly holder: Holder;
  readonly record: PreparedRecord;
  readonly opened: OpenedRecord;
  /** The wallet's address. */
  readonly wallet: string;
}

/** Issues one document and opens it as its holder. */
export async function issueOne(
  stage: Stage,
  holder: Holder,
  document: Document,
  options: { readonly profile: Profile; readonly award: string },
): Promise<Issued> {
  const record = await prepare(stage, holder, document, options);
  const ours = issueCalls(stage);
  ours.requireNoRefusal(await sendInFew(stage.university.issuer, [record], ours.batch));
  const { wallet, recordId } = record.claimFile;
  const { decryptionKey } = holder;
  const { opened, unopened } = await openRecords(stage.chain, wallet, {
    decryptionKey,
    claimFiles: [record.claimFile],
  });
  const found = opened.find(({ credential }) => credential.recordId === recordId);
  if (found === undefined)
    throw unopened.find((one) => one.recordId === recordId)?.error ?? new Error("It is not there.");
  return { holder, record, opened: found, wallet };
}
