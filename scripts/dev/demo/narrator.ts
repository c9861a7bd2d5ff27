import type { Paint } from "../../cli/terminal/colors.ts";
import { colorsFor } from "../../cli/terminal/colors.ts";
import { startProgress } from "../../cli/terminal/progressBar.ts";
import { table } from "../../cli/terminal/table.ts";

/** Tells what happens, for a person; or says nothing, when a program reads. */
export interface Narrator {
  heading(text: string): void;
  say(text: string): void;
  table(rows: readonly (readonly string[])[]): void;
  /** Runs the work on each item with a progress bar on stderr. */
  each<Item>(label: string, unit: string, items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void>;
  readonly paint: Paint;
}

/** A narrator that writes to the terminal. */
export function terminalNarrator(): Narrator {
  const { stdout, stderr } = process;
  const paint = colorsFor(stdout, process.env);
  const line = (text: string): void => void stdout.write(`${text}\n`);
  return {
    paint,
    heading: (text) => line(`\n${paint("bold", text)}`),
    say: (text) => line(`  ${text}`),
    table: (rows) => line(table(rows, stdout.columns ?? 160)),
    async each(label, unit, items, work) {
      const clock = performance.now.bind(performance);
      const bar = startProgress({ label: `  ${label}`, total: items.length, unit, stream: stderr, clock });
      try {
        let done = 0;
        for (const item of items) {
          await work(item);
          bar.update(++done);
        }
      } finally {
        bar.finish();
      }
    },
  };
}

/** A narrator that keeps silent. */
export function silentNarrator(): Narrator {
  const nothing = (): void => undefined;
  return {
    paint: (_, text) => text,
    heading: nothing,
    say: nothing,
    table: nothing,
    async each(_label, _unit, items, work) {
      for (const item of items) await work(item);
    },
  };
}
