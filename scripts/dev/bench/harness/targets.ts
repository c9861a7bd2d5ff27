import type { BenchTable, Cell } from "./Benchmark.ts";

/** One line of DESIGN 11. */
interface Target {
  readonly what: string;
  readonly against: string;
  /** A ratio: at most, or at least. */
  readonly limit: number;
  readonly atLeast?: boolean;
  /** Names of the figures; the worst of them counts. */
  readonly figures: readonly string[];
}

const GROWTH = ["records in the wallet.1000", "records in the wallet.10000", "organizations in the registry.1000"]
  .concat("organizations in the registry.10000", "keys of the organization.100")
  .flatMap((grown) => ["issue", "read", "verify"].map((act) => `growth.${grown}.${act}`));

/** What DESIGN 11 asks for. */
export const TARGETS: readonly Target[] = [
  {
    what: "gas, 1.5 KB diploma, profile 2, batch of 50",
    against: "EAS multiAttest of 50, the JSON as data",
    limit: 0.24,
    figures: ["gas.profile2.1.5 KB.50"],
  },
  {
    what: "gas, profile 1, batch of 50",
    against: "EAS multiAttest of 50 hashes",
    limit: 0.6,
    figures: ["gas.profile1.1.5 KB.50"],
  },
  {
    what: "sealed bytes of the reference diploma",
    against: "its compact JWT",
    limit: 0.5,
    figures: ["bytes.profile2.reference", "bytes.profile3.reference"],
  },
  {
    what: "verify, warm, whole check table",
    against: "did-jwt-vc verifyCredential, document in memory",
    limit: 1.3,
    figures: ["time.verify.warm"],
  },
  {
    what: "bulk verify of 1,000, two cores",
    against: "did-jwt-vc verifyCredential of the same, one thread",
    limit: 0.25,
    figures: ["bulk.verify"],
  },
  {
    what: "prepare (sign, pack, seal) 1,000, two cores",
    against: "did-jwt-vc create of the same, one thread",
    limit: 7,
    figures: ["bulk.prepare"],
  },
  {
    what: "the same with a faster backend that writes what eth-crypto opens",
    against: "did-jwt-vc create of the same, one thread",
    limit: 2,
    figures: ["bulk.prepare"],
  },
  {
    what: "wallet creation",
    against: "OpenZeppelin clone + initialize",
    limit: 0.75,
    figures: ["gas.wallet"],
  },
  {
    what: "revoke",
    against: "EAS revoke of 1,500 bytes",
    limit: 0.3,
    figures: ["gas.revoke.1.5 KB"],
  },
  {
    what: "diplomas in a block of 30 M gas, profile 2",
    against: "EAS multiAttest",
    limit: 4.5,
    atLeast: true,
    figures: ["gas.block"],
  },
  {
    what: "issue, read, verify with much of everything",
    against: "with little",
    limit: 1.1,
    figures: GROWTH,
  },
];

/** Sets what was measured beside what was asked for. A target without a figure in this run says so. */
export function judgeTargets(figures: Readonly<Record<string, number>>): BenchTable {
  return {
    title: "The figures of DESIGN 11",
    columns: [
      { header: "measured", unit: "ratio" },
      { header: "reach", unit: "text" },
      { header: "", unit: "text" },
      { header: "what", unit: "text" },
      { header: "against", unit: "text" },
    ],
    rows: TARGETS.map((target): Cell[] => {
      const measured = worstOf(target, figures);
      const { limit, atLeast = false, what, against } = target;
      const reached = measured !== undefined && (atLeast ? measured >= limit : measured <= limit);
      const verdict = measured === undefined ? "not measured" : reached ? "reached" : "not reached";
      return [measured, `${atLeast ? "≥" : "≤"} ${limit}×`, verdict, what, against];
    }),
    notes: ["p99 of the service's queries over 10 million rows is not measured here."],
  };
}

function worstOf(
  { figures: names, atLeast = false }: Target,
  figures: Readonly<Record<string, number>>,
): number | undefined {
  const found = names.flatMap((name) => figures[name] ?? []);
  if (found.length === 0) return undefined;
  return atLeast ? Math.min(...found) : Math.max(...found);
}
