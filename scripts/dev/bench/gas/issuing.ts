import type { PreparedRecord } from "../../../../sdk/issuing/prepareRecord.ts";
import type { Profile } from "../../../../sdk/wallet/WalletRef.ts";
import type { BenchReport, BenchTable, Cell, Column } from "../harness/Benchmark.ts";
import { median } from "../harness/median.ts";
import type { Sent } from "../harness/sendInFew.ts";
import { send, sendInFew } from "../harness/sendInFew.ts";
import type { Attestation } from "../rivals/eas.ts";
import type { Size } from "../subject/documents.ts";
import { SIZES } from "../subject/documents.ts";
import type { GasLab, Specimen } from "./GasLab.ts";
import { BATCHES, each, PROFILES, renumber } from "./GasLab.ts";

const COLUMNS: readonly Column[] = [
  { header: "vs EAS", unit: "ratio" },
  { header: "profile", unit: "text" },
  { header: "JSON", unit: "text" },
  { header: "batch", unit: "text" },
  { header: "gas, first record", unit: "count" },
  { header: "second", unit: "count" },
  { header: "third", unit: "count" },
  { header: "transactions", unit: "count" },
  { header: "EAS gas", unit: "count" },
  { header: "EAS transactions", unit: "count" },
];

/** Issuing, per profile, size and batch, beside EAS issuing the same. */
export async function measureIssuing(lab: GasLab): Promise<BenchReport> {
  const rows: Cell[][] = [];
  const figures: Record<string, number> = {};
  for (const profile of PROFILES) {
    // A header costs the same whatever it is the header of.
    for (const size of profile === 1 ? (["1.5 KB"] as const) : SIZES) {
      for (const batch of ["single", ...BATCHES] as const) {
        const specimens = lab.specimens[size].slice(0, batch === "single" ? 1 : batch);
        const ours = await measureOurs(lab, specimens, profile, batch === "single");
        const theirs = await measureEas(lab, specimens, profile === 1 ? "hash" : "json", batch === "single");
        const ratio = ours.first / theirs.gas;
        const kind = profile === 1 ? "32-byte hash" : size;
        rows.push([
          ratio,
          String(profile),
          kind,
          String(batch),
          ours.first,
          ours.second,
          ours.third,
          ours.transactions,
          theirs.gas,
          theirs.transactions,
        ]);
        figures[`gas.profile${profile}.${size}.${batch}`] = ratio;
      }
    }
  }
  return {
    tables: [
      sizesTable(lab),
      {
        title: "Gas for each record issued, against EAS attest (single) and multiAttest",
        columns: COLUMNS,
        rows,
        notes: NOTES,
      },
    ],
    figures,
  };
}

const NOTES = [
  "Profiles 2 and 3 against the same credential as JSON in the attestation's data, profile 1 against its hash there.",
  "A first record finds its wallet empty. EAS checks neither who may attest nor that the holder agreed, and hides nothing.",
];

async function measureOurs(
  { aside, ours, stage }: GasLab,
  specimens: readonly Specimen[],
  profile: Profile,
  single: boolean,
) {
  const { issuer } = stage.university;
  const issue = async (records: readonly PreparedRecord[]): Promise<Sent> => {
    const sent = single
      ? await sendInFew(issuer, records, ([record]) => ours.single(record as PreparedRecord))
      : await sendInFew(issuer, records, ours.batch);
    ours.requireNoRefusal(sent);
    return sent;
  };
  const records = specimens.map((specimen) => specimen.records[profile]);
  return aside(async () => {
    const first = await issue(records);
    const second = await issue(records.map((record) => renumber(record, "second")));
    const third = await issue(records.map((record) => renumber(record, "third")));
    const count = records.length;
    return {
      first: each(first, count),
      second: each(second, count),
      third: each(third, count),
      transactions: first.receipts.length,
    };
  });
}

async function measureEas(
  { aside, eas, stage }: GasLab,
  specimens: readonly Specimen[],
  what: "json" | "hash",
  single: boolean,
) {
  const attestations = specimens.map(
    (specimen): Attestation => ({ recipient: specimen.holder.account.address, data: specimen[what] }),
  );
  return aside(async () => {
    const { issuer } = stage.university;
    if (single) {
      const { gasUsed } = await send(issuer, eas.attest(attestations[0] as Attestation));
      return { gas: Number(gasUsed), transactions: 1 };
    }
    const sent = await sendInFew(issuer, attestations, eas.multiAttest);
    return { gas: each(sent, attestations.length), transactions: sent.receipts.length };
  });
}

function sizesTable({ specimens }: GasLab): BenchTable {
  const sizeOf = (size: Size, measure: (specimen: Specimen) => number) => median(specimens[size].map(measure));
  return {
    title: "What is put on chain, in bytes",
    columns: [
      { header: "JSON", unit: "text" },
      { header: "as JSON", unit: "count" },
      { header: "sealed, profile 2", unit: "count" },
      { header: "sealed, profile 3", unit: "count" },
    ],
    rows: SIZES.map((size) => [
      size,
      sizeOf(size, ({ json }) => json.length),
      sizeOf(size, ({ records }) => records[2].sealedPayload.length),
      sizeOf(size, ({ records }) => records[3].sealedPayload.length),
    ]),
    notes: ["The JSON is the W3C credential with its claims in the open, without digests, salts and signature."],
  };
}
