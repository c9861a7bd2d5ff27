import { describe, expect, it } from "vitest";
import { splitPresentation } from "../../../sdk/disclosure/splitPresentation.ts";

const refused = expect.objectContaining({ code: "ERR_DISCLOSURE_FORMAT" });

describe("splitPresentation", () => {
  it("gives token, disclosures in their order, and the key binding", () => {
    expect(splitPresentation("a.b.c~")).toEqual({ token: "a.b.c", disclosures: [] });
    expect(splitPresentation("a.b.c~Zz~Aa~")).toEqual({ token: "a.b.c", disclosures: ["Zz", "Aa"] });
    expect(splitPresentation("a.b.c~d.e.f")).toEqual({ token: "a.b.c", disclosures: [], keyBinding: "d.e.f" });
    expect(splitPresentation("a.b.c~Zz~d.e.f")).toEqual({ token: "a.b.c", disclosures: ["Zz"], keyBinding: "d.e.f" });
  });

  it.each([
    ["a bare token", "a.b.c"],
    ["a missing final ~ (S5)", "a.b.c~Zz"],
    ["an empty disclosure", "a.b.c~~"],
    ["an empty disclosure in between", "a.b.c~Zz~~Aa~"],
    ["no token", "~Zz~"],
    ["a token of two parts", "a.b~"],
    ["a token of four parts", "a.b.c.d~"],
    ["a key binding before a disclosure", "a.b.c~d.e.f~Zz~"],
    ["padding", "a.b.c~Zz==~"],
    ["white space", "a.b.c~Zz~\n"],
    ["white space in the token", " a.b.c~"],
    ["nothing", ""],
    ["only tildes", "~~~"],
  ])("refuses %s", (_what, text) => {
    expect(() => splitPresentation(text)).toThrow(refused);
  });

  it("refuses what is no string", () => {
    for (const odd of [null, undefined, 1, ["a.b.c~"], { jwt: "a.b.c", disclosures: [] }]) {
      expect(() => splitPresentation(odd as unknown as string)).toThrow(refused);
    }
  });

  it("takes 256 disclosures and 262,144 characters, and nothing beyond", () => {
    expect(splitPresentation(`a.b.c~${"Zz~".repeat(256)}`).disclosures).toHaveLength(256);
    expect(() => splitPresentation(`a.b.c~${"Zz~".repeat(257)}`)).toThrow(refused);
    expect(splitPresentation(`a.b.c~${"Z".repeat(262_137)}~`).disclosures).toHaveLength(1);
    expect(() => splitPresentation(`a.b.c~${"Z".repeat(262_138)}~`)).toThrow(refused);
  });
});
