import { describe, expect, it } from "vitest";
import { CATEGORIES } from "../../../sdk/credential/recordTypes.ts";
import { AccreditationStatus, Authority, WithdrawalReason } from "../../../sdk/generated/enums.ts";
import { describeStanding } from "../../../sdk/registry/describeStanding.ts";
import { parseIssuer } from "../../../sdk/registry/parseIssuer.ts";
import {
  ACCREDITATION_STATUSES,
  AUTHORITIES,
  categoriesIn,
  nameIn,
  WITHDRAWAL_REASONS,
} from "../../../sdk/registry/registryNames.ts";

const ADDRESS = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

describe("the registry's names", () => {
  it("cover every number of the contracts but None", () => {
    const tables = [
      [ACCREDITATION_STATUSES, AccreditationStatus],
      [AUTHORITIES, Authority],
      [WITHDRAWAL_REASONS, WithdrawalReason],
    ] as const;
    for (const [names, numbers] of tables) {
      expect(Object.values(names).sort()).toEqual(Object.values(numbers).filter((number) => number !== 0));
    }
  });

  it("doubt the node for a number there is none for", () => {
    expect(nameIn(AUTHORITIES, 2n)).toBe("cross");
    for (const number of [0n, 3n, -1n]) {
      expect(() => nameIn(AUTHORITIES, number)).toThrow(expect.objectContaining({ code: "ERR_NODE_UNREACHABLE" }));
    }
  });

  it("read a mask of categories", () => {
    expect(categoriesIn(0n)).toEqual([]);
    expect(categoriesIn(0b1111110n)).toEqual(Object.keys(CATEGORIES));
    expect(categoriesIn(0b100100n)).toEqual(["higher_education", "company"]);
  });
});

describe("describeStanding", () => {
  it("leaves out what is not there", () => {
    const fields = { status: 2n, authority: 1n, categories: 4n, reason: 0n, from: 10n, until: 0n };
    const plain = { status: "accredited", authority: "direct", categories: ["higher_education"], from: 10 };
    expect(describeStanding(fields)).toEqual(plain);
    expect(describeStanding({ ...fields, reason: 2n, until: 20n })).toEqual({ ...plain, reason: "lapsed", until: 20 });
  });
});

describe("parseIssuer", () => {
  it("takes a DID of this chain, or an address", () => {
    for (const text of [ADDRESS, ADDRESS.toLowerCase(), `did:ethr:0x7a69:${ADDRESS}`]) {
      expect(parseIssuer(31337n, text)).toBe(ADDRESS);
    }
  });

  it("refuses everything else", () => {
    const refused = {
      ERR_CHAIN: [`did:ethr:0x1:${ADDRESS}`],
      ERR_DID: ["did:", `did:ethr:${ADDRESS}`, `did:ethr:0x7A69:${ADDRESS}`, `did:ethr:0x7a69:${ADDRESS}#x`],
      ERR_ARGUMENT: ["", "0x", ADDRESS.replace("C5", "c5"), `${ADDRESS} `, `DID:ethr:0x7a69:${ADDRESS}`],
    };
    for (const [code, texts] of Object.entries(refused)) {
      for (const text of texts) expect(() => parseIssuer(31337n, text)).toThrow(expect.objectContaining({ code }));
    }
  });
});
