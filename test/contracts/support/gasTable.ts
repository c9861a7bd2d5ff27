/** A line of the table in docs/CONTRACTS.md: its figures by their names in the snapshot, and what the design asks for. */
interface Row {
  readonly act: string;
  readonly figures: readonly string[];
  readonly target?: number;
}

const ROWS: readonly Row[] = [
  { act: "create a wallet", figures: ["create a wallet"], target: 88_000 },
  { act: "enrol a holder", figures: ["enrol"] },
  ...[1, 2, 3].map((profile): Row => {
    const target = { 1: 100_000, 2: 293_000 }[profile];
    return {
      act: `profile ${profile}, one of 50 in a batch, first record of its wallet / second / later`,
      figures: ["fresh wallets", "second records", "later records"].map(
        (which) => `profile ${profile}, batch of 50, ${which}`,
      ),
      ...(target === undefined ? {} : { target }),
    };
  }),
  { act: "amend, profile 1 / 2 / 3", figures: [1, 2, 3].map((profile) => `profile ${profile}, amend`) },
  { act: "suspend / reinstate", figures: ["suspend", "reinstate"] },
  { act: "revoke", figures: ["revoke"], target: 50_000 },
  { act: "suspend / revoke, one of 50 in a batch", figures: ["suspend, batch of 50", "revoke, batch of 50"] },
];

/** Where the table stands in docs/CONTRACTS.md. */
export const GAS_TABLE = /(?<=<!-- gas: npm run gas:snapshot -->\n\n).*?(?=\n\n<!-- end of gas -->)/s;

/** The table of docs/CONTRACTS.md for a snapshot. @throws RangeError if the snapshot lacks a figure. */
export function gasTable(snapshot: Readonly<Record<string, number>>): string {
  const lines = ROWS.map(({ act, figures, target }) => {
    const numbers = figures.map((name) => {
      const gas = snapshot[name];
      if (gas === undefined) throw new RangeError(`The snapshot has no "${name}".`);
      return gas.toLocaleString("en");
    });
    return `| ${act} | ${numbers.join(" / ")} | ${target?.toLocaleString("en") ?? "–"} |`;
  });
  return ["| act | gas | wanted at most |", "|---|---|---|", ...lines].join("\n");
}
