import { describe, expect, it } from "vitest";
import { findLicences } from "../../../../scripts/dev/ci/findLicences.ts";

const refusedOf = (path: string, license?: string) =>
  findLicences({ packages: { [path]: license === undefined ? {} : { license } } }).refused;

describe("findLicences", () => {
  it.each(["MIT", "(MIT OR GPL-3.0)", "MIT AND Zlib", "(Apache-2.0 AND MIT)"])("takes %s", (license) => {
    expect(refusedOf("node_modules/some", license)).toEqual([]);
  });

  it.each([
    "GPL-3.0-or-later",
    "(MIT AND GPL-3.0)",
    "GPL-2.0 OR AGPL-3.0",
    "GPL-3.0 AND (MIT OR MIT OR ISC)",
    "SEE LICENSE IN LICENSE",
    "UNLICENSED",
    "mit-like",
    undefined,
  ])("refuses %s", (license) => {
    expect(refusedOf("node_modules/one/node_modules/@some/thing", license)).toHaveLength(1);
  });

  it("takes an exception for the package it was made for, with the licence it was made for, alone", () => {
    expect(refusedOf("node_modules/a/node_modules/@ethereumjs/rlp", "MPL-2.0")).toEqual([]);
    expect(refusedOf("node_modules/@ethereumjs/rlp", "GPL-3.0")).toHaveLength(1);
    expect(refusedOf("node_modules/other", "MPL-2.0")).toEqual(["node_modules/other: MPL-2.0"]);
    expect(refusedOf("node_modules/dejavu-fonts-ttf-2", "SEE LICENSE IN README.md AND LICENSE")).toHaveLength(1);
  });

  it("counts licences, leaves our own packages out, and tells exceptions that nothing needs", () => {
    const packages = { "": {}, sdk: {}, "node_modules/sdk": { link: true }, "node_modules/a": { license: "MIT" } };
    const { counts, refused, idle } = findLicences({ packages });
    expect([...counts]).toEqual([["MIT", 1]]);
    expect(refused).toEqual([]);
    expect(idle).toContain("argparse");
  });
});
