import { describe, expect, it } from "vitest";
import { entryPoints, publicNames } from "./publicSurface.ts";

const names = publicNames();

/** The list as it is committed: by entry point, values first, each in alphabetical order. `./interim` is left out. */
function listing(): string {
  return entryPoints()
    .map((entry) => {
      const own = names.filter((one) => one.entry === entry);
      const lines = (["value", "type"] as const).flatMap((kind) =>
        own
          .filter((one) => one.kind === kind)
          .map(({ name }) => `${kind} ${name}`)
          .sort(),
      );
      return [`@cscss-me/sdk${entry.slice(1)}`, ...lines].join("\n");
    })
    .join("\n\n")
    .concat("\n");
}

describe("the public names of the SDK", () => {
  it("are the ones in publicNames.txt: a change there is a change for everybody who builds on it", async () => {
    expect(names.length).toBeGreaterThan(300);
    await expect(listing()).toMatchFileSnapshot("publicNames.txt");
  });

  it("stand in one entry point each", () => {
    const twice = names.filter(({ name }) => names.filter((other) => other.name === name).length > 1);
    expect(twice).toEqual([]);
  });
});
