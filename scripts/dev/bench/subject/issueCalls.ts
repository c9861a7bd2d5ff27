import { CATEGORIES } from "../../../../sdk/credential/recordTypes.ts";
import { organizationInterface } from "../../../../sdk/generated/Organization.ts";
import type { RecordRefInput } from "../../../../sdk/generated/structs.ts";
import { arrangeItems } from "../../../../sdk/issuing/arrangeItems.ts";
import type { StatusAct } from "../../../../sdk/issuing/changeStatus.ts";
import { encodeIssueBatch } from "../../../../sdk/issuing/encodeIssueBatch.ts";
import type { PreparedRecord } from "../../../../sdk/issuing/prepareRecord.ts";
import { readRefusals } from "../../../../sdk/issuing/readRefusals.ts";
import type { Stage } from "../../demo/Stage.ts";
import type { Call, Sent } from "../harness/sendInFew.ts";

/** The university's calls, unsent. */
export function issueCalls({ university, nextBatch }: Pick<Stage, "university" | "nextBatch">) {
  const to = university.address;
  const keyNumber = university.context.signing.number;
  return {
    batch: (records: readonly PreparedRecord[]): Call => {
      const args = encodeIssueBatch({ records, batch: nextBatch(), keyNumber });
      return { to, data: organizationInterface.encodeFunctionData("issueBatch", args) };
    },
    single: (record: PreparedRecord): Call => {
      const { items, blobs } = arrangeItems([record]);
      const args = [nextBatch(), CATEGORIES[record.category], keyNumber, items[0], blobs[0] ?? "0x"];
      return { to, data: organizationInterface.encodeFunctionData("issue", args) };
    },
    changeStatus: (act: StatusAct, record: RecordRefInput, reason: number): Call => {
      return { to, data: organizationInterface.encodeFunctionData(act, [record, reason]) };
    },
    /** @throws if a wallet refused a record: its gas would be no gas of an issue. */
    requireNoRefusal: ({ receipts }: Sent): void => {
      for (const { logs } of receipts) {
        const [refusal] = readRefusals(to, logs).values();
        if (refusal !== undefined) throw new Error(`A wallet refused a record: ${refusal.name}.`);
      }
    },
  };
}
