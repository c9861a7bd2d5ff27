import { describe, expect, it } from "vitest";
import { publishedManifest } from "../../../../scripts/dev/build/packages/publishedManifest.ts";

const root = { name: "root", version: "3.1.0", license: "Apache-2.0", engines: { node: ">=22.18.0" }, other: 1 };

describe("publishedManifest", () => {
  it("takes shared members from the root, and leaves sources and developing out", () => {
    const own = {
      name: "@cscss-me/some",
      private: true,
      type: "module",
      sideEffects: ["./a.ts", "./dist/a.js"],
      exports: { ".": { "cscss-source": "./index.ts", types: "./dist/index.d.ts", default: "./dist/index.js" } },
      dependencies: { "@cscss-me/sdk": "*", ethers: "6.16.0" },
      devDependencies: { vite: "8.3.8" },
    };
    expect(publishedManifest(own, root)).toEqual({
      name: "@cscss-me/some",
      version: "3.1.0",
      license: "Apache-2.0",
      engines: { node: ">=22.18.0" },
      type: "module",
      sideEffects: ["./dist/a.js"],
      exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } },
      dependencies: { "@cscss-me/sdk": "3.1.0", ethers: "6.16.0" },
    });
  });

  it("refuses what is written twice, or nowhere", () => {
    expect(() => publishedManifest({ name: "some", version: "1.0.0" }, root)).toThrow(
      'some: "version" stands in the root',
    );
    expect(() => publishedManifest({ name: "some" }, { ...root, engines: undefined })).toThrow('has no "engines"');
  });
});
