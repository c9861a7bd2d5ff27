import { encodePublishDictionary } from "../../../../sdk/dictionary/publishDictionary.ts";
import type { BenchReport, Cell } from "../harness/Benchmark.ts";
import { median } from "../harness/median.ts";
import { send, sendInFew } from "../harness/sendInFew.ts";
import { SIZES } from "../subject/documents.ts";
import { ownDictionary, YEAR_GROUP } from "../subject/ownDictionary.ts";
import { prepare } from "../subject/prepare.ts";
import type { GasLab } from "./GasLab.ts";
import { each, forHolder } from "./GasLab.ts";

const COUNT = 50;
/** So many are really sealed; the others are copies. */
const GENUINE = 10;

/** What an organization's own dictionary saves, what it costs, and when it has paid for itself. */
export async function measureDictionary(lab: GasLab): Promise<BenchReport> {
  const { stage, ours, eas, specimens } = lab;
  const { issuer, address, context } = stage.university;
  const rows: Cell[][] = [];
  const figures: Record<string, number> = {};
  for (const size of SIZES) {
    const some = specimens[size].slice(0, COUNT);
    const [first] = some;
    if (first === undefined) continue;
    const dictionary = await ownDictionary([first.document], stage.chain.chainId);
    const university = { context: { ...context, dictionary } };
    const genuine = await Promise.all(
      some.slice(0, GENUINE).map(({ holder, document }) => {
        return prepare({ university }, holder, document, { profile: 2, award: `${size}, with a dictionary` });
      }),
    );
    const shorter = some.map(({ holder }, index) => forHolder(genuine[index % GENUINE] ?? first.records[2], holder));
    const gasOf = (records: typeof shorter) =>
      lab.aside(async () => {
        const sent = await sendInFew(issuer, records, ours.batch);
        ours.requireNoRefusal(sent);
        return each(sent, COUNT);
      });
    const [without, by] = [await gasOf(some.map(({ records }) => records[2])), await gasOf(shorter)];
    const attestations = some.map(({ holder, json }) => ({ recipient: holder.account.address, data: json }));
    const theirs = await lab.aside(async () => each(await sendInFew(issuer, attestations, eas.multiAttest), COUNT));
    const input = {
      batch: stage.nextBatch(),
      category: "higher_education",
      keyNumber: context.signing.number,
    } as const;
    const data = encodePublishDictionary({ ...input, bytes: dictionary.bytes });
    const published = await lab.aside(async () => Number((await send(issuer, { to: address, data })).gasUsed));
    const bytesOf = (records: typeof shorter) => median(records.map(({ sealedPayload }) => sealedPayload.length));
    rows.push([
      by / theirs,
      size,
      bytesOf(some.map(({ records }) => records[2])),
      bytesOf(shorter),
      without,
      by,
      dictionary.bytes.length,
      published,
      Math.ceil(published / (without - by)),
    ]);
    figures[`gas.dictionary.${size}`] = by / theirs;
  }
  return {
    tables: [
      {
        title: `Profile 2 in a batch of ${COUNT}, with the organization's own dictionary`,
        columns: [
          { header: "vs EAS", unit: "ratio" },
          { header: "JSON", unit: "text" },
          { header: "sealed", unit: "count" },
          { header: "with it", unit: "count" },
          { header: "gas", unit: "count" },
          { header: "with it", unit: "count" },
          { header: "dictionary", unit: "count" },
          { header: "gas to publish it", unit: "count" },
          { header: "records until it has paid", unit: "count" },
        ],
        rows,
        notes: [`Made of ${YEAR_GROUP} graduates of one programme each, as cscss org dictionary make does.`],
      },
    ],
    figures,
  };
}
