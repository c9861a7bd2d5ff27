import { keccak256 } from "ethers";
import type { BenchReport, Cell } from "../harness/Benchmark.ts";
import type { Call } from "../harness/sendInFew.ts";
import { send, sendInFew } from "../harness/sendInFew.ts";
import { deployDocumentStores } from "../rivals/documentStore.ts";
import { deploySoulbound } from "../rivals/soulbound.ts";
import type { GasLab, Specimen } from "./GasLab.ts";
import { each } from "./GasLab.ts";

const COUNT = 50;

/** Everything that can be done with 50 diplomas of 1.5 KB, one by one and together. */
export async function measureHashes(lab: GasLab): Promise<BenchReport> {
  const { stage, eas, ours, specimens } = lab;
  const { issuer } = stage.university;
  const stores = await deployDocumentStores(issuer);
  const soulbound = await deploySoulbound(issuer);
  const anyone = stage.relayer.address;
  const some = specimens["1.5 KB"].slice(0, COUNT);
  const attestation = (what: "json" | "hash") => (specimen: Specimen) => ({
    recipient: specimen.holder.account.address,
    data: specimen[what],
  });
  const token = ({ holder, hash }: Specimen) => ({ holder: holder.account.address, hash });
  const json = (part: readonly Specimen[]): Call => {
    return { to: anyone, data: `0x${part.map((specimen) => Buffer.from(specimen.json).toString("hex")).join("")}` };
  };
  const one = ([specimen]: readonly Specimen[]) => specimen as Specimen;

  const rows: [string, (part: readonly Specimen[]) => Call, (part: readonly Specimen[]) => Call, string][] = [
    [
      "CSCSS ME profile 2",
      (p) => ours.single(one(p).records[2]),
      (p) => ours.batch(p.map(({ records }) => records[2])),
      "sealed payload, header",
    ],
    [
      "CSCSS ME profile 3",
      (p) => ours.single(one(p).records[3]),
      (p) => ours.batch(p.map(({ records }) => records[3])),
      "sealed payload with identity, header",
    ],
    [
      "CSCSS ME profile 1",
      (p) => ours.single(one(p).records[1]),
      (p) => ours.batch(p.map(({ records }) => records[1])),
      "header",
    ],
    [
      "EAS, JSON",
      (p) => eas.attest(attestation("json")(one(p))),
      (p) => eas.multiAttest(p.map(attestation("json"))),
      "the JSON for all to read, header",
    ],
    [
      "EAS, hash",
      (p) => eas.attest(attestation("hash")(one(p))),
      (p) => eas.multiAttest(p.map(attestation("hash"))),
      "hash, header",
    ],
    [
      "ERC-721/5192, ours",
      (p) => soulbound.issue([token(one(p))]),
      (p) => soulbound.issue(p.map(token)),
      "hash, owner, balance",
    ],
    ["raw calldata, JSON", json, json, "the JSON in blocks only: no contract can read it"],
    [
      "OpenAttestation, hash",
      (p) => stores.issue(one(p).hash),
      (p) => stores.issueMany(p.map(({ hash }) => hash)),
      "hash",
    ],
  ];
  const measured: { name: string; single: number; batch: number; what: string }[] = [];
  for (const [name, single, batch, what] of rows) {
    measured.push({
      name,
      single: await lab.aside(async () => Number((await send(issuer, single(some.slice(0, 1)))).gasUsed)),
      batch: await lab.aside(async () => each(await sendInFew(issuer, some, batch), COUNT)),
      what,
    });
  }
  const soulboundStore = await lab.aside(() =>
    send(issuer, stores.issueSoulbound(one(some).holder.account.address, one(some).hash)),
  );
  const root = keccak256(`0x${some.map(({ hash }) => hash.slice(2)).join("")}`);
  const merkle = await lab.aside(() => send(issuer, stores.issue(root)));
  const base = measured.find(({ name }) => name === "EAS, JSON")?.batch ?? Number.NaN;
  const table: Cell[][] = [
    ...measured.map(({ name, single, batch, what }) => [batch / base, name, single, batch, what]),
    [
      undefined,
      "OpenAttestation, soulbound",
      Number(soulboundStore.gasUsed),
      undefined,
      "hash, owner, balance; takes no batches",
    ],
    [
      Number(merkle.gasUsed) / COUNT / base,
      "OpenAttestation, Merkle root",
      undefined,
      Number(merkle.gasUsed) / COUNT,
      "one hash for all 50: nothing of a single one",
    ],
  ];
  return {
    tables: [
      {
        title: `${COUNT} diplomas of 1.5 KB, by every way to put them on chain; gas each`,
        columns: [
          { header: "vs EAS JSON", unit: "ratio" },
          { header: "way", unit: "text" },
          { header: "one by one", unit: "count" },
          { header: `batch of ${COUNT}`, unit: "count" },
          { header: "on chain afterwards", unit: "text" },
        ],
        rows: table,
        notes: [
          "Only CSCSS ME has the holder's consent, checks accreditation, and keeps each record where its holder can destroy it.",
          "OpenAttestation's document stores are those of @trustvc/document-store, from the bytecode in the package.",
        ],
      },
    ],
    figures: {},
  };
}
