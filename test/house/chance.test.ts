import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const TEST = join(import.meta.dirname, "..");

/**
 * Whatever gives another value in another run. Tests take fixedBytes, fixedRandom and fixedAddress, property tests the
 * fast-check of test/fixtures/fastCheck.ts, and servers of their own the ports of test/fixtures/ownPort.ts.
 */
const BY_CHANCE = [
  /\bMath\.random\b/,
  /\brandomBytes\b/,
  /\brandomUUID\b/,
  /\bgetRandomValues\b/,
  /\bcreateRandom\b/,
  /\bfreePort\b/,
  /"fast-check"/,
];

const EXCEPTIONS: Readonly<Record<string, string>> = {
  "fixtures/fastCheck.ts": "gives it its seed",
  "fixtures/ownPort.ts": "looks whether a port is free",
  "house/chance.test.ts": "names them",
  "oracle-service/measure/measureIndex.ts": "measures, and decides nothing",
  "sdk/browser/support/holderApp.ts": "is an application in a browser, and makes its nonces there",
};

it("no test depends on chance: randomness comes from labels", () => {
  const files = readdirSync(TEST, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  expect(files.length).toBeGreaterThan(200);
  const found = files.flatMap((file) => {
    const text = readFileSync(join(TEST, file), "utf8");
    return BY_CHANCE.some((one) => one.test(text)) ? [file] : [];
  });
  expect(found.sort()).toEqual(Object.keys(EXCEPTIONS));
});
