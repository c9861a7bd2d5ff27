import { StatusReason } from "../../../../sdk/generated/enums.ts";
import type { PreparedRecord } from "../../../../sdk/issuing/prepareRecord.ts";
import type { BenchReport, Cell } from "../harness/Benchmark.ts";
import type { Call } from "../harness/sendInFew.ts";
import { send } from "../harness/sendInFew.ts";
import { SIZES } from "../subject/documents.ts";
import { prepare } from "../subject/prepare.ts";
import type { GasLab, Specimen } from "./GasLab.ts";

/** What happens to a record later, beside EAS' revoke; and amending beside attesting anew. */
export async function measureActs(lab: GasLab): Promise<BenchReport> {
  const rows: Cell[][] = [];
  const figures: Record<string, number> = {};
  for (const size of SIZES) {
    const [specimen] = lab.specimens[size] as [Specimen];
    const { ours, theirs } = { ours: await measureOurs(lab, specimen), theirs: await measureEas(lab, specimen) };
    const acts: [string, number, number | undefined][] = [
      ["revoke", ours.revoke, theirs.revoke],
      ["suspend", ours.suspend, undefined],
      ["reinstate", ours.reinstate, undefined],
      ["amend, profile 2", ours.amend, theirs.revoke + theirs.attest],
    ];
    for (const [act, gas, other] of acts) rows.push([other && gas / other, act, size, gas, other]);
    figures[`gas.revoke.${size}`] = ours.revoke / theirs.revoke;
  }
  return {
    tables: [
      {
        title: "Changing one record",
        columns: [
          { header: "vs EAS", unit: "ratio" },
          { header: "act", unit: "text" },
          { header: "JSON", unit: "text" },
          { header: "gas", unit: "count" },
          { header: "EAS gas", unit: "count" },
        ],
        rows,
        notes: ["EAS can neither suspend nor amend; amending stands beside its revoke and attest."],
      },
    ],
    figures,
  };
}

async function measureOurs(lab: GasLab, { holder, document, records }: Specimen) {
  const { stage, ours } = lab;
  const gasOf = async (call: Call): Promise<number> => Number((await send(stage.university.issuer, call)).gasUsed);
  const record: PreparedRecord = records[2];
  const { record: ref } = record.item;
  return lab.aside(async () => {
    await gasOf(ours.single(record));
    const suspend = await gasOf(ours.changeStatus("suspend", ref, StatusReason.UnderReview));
    const reinstate = await gasOf(ours.changeStatus("reinstate", ref, StatusReason.ReviewClosed));
    const revoke = await gasOf(ours.changeStatus("revoke", ref, StatusReason.IssuedInError));
    const award = "amended";
    const first = await prepare(stage, holder, document, { profile: 2, award });
    await gasOf(ours.single(first));
    const amended = await prepare(stage, holder, document, { profile: 2, award, sequence: 2 });
    return { suspend, reinstate, revoke, amend: await gasOf(ours.single(amended)) };
  });
}

async function measureEas({ aside, eas, stage }: GasLab, { holder, json }: Specimen) {
  const { issuer } = stage.university;
  return aside(async () => {
    const receipt = await send(issuer, eas.attest({ recipient: holder.account.address, data: json }));
    const [uid = ""] = eas.uidsOf(receipt);
    const revoked = await send(issuer, eas.revoke(uid));
    return { attest: Number(receipt.gasUsed), revoke: Number(revoked.gasUsed) };
  });
}
