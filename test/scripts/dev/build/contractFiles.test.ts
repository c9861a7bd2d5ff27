import { describe, expect, it } from "vitest";
import { contractFiles } from "../../../../scripts/dev/build/contractFiles.ts";
import type { AbiEntry, AbiParameter, CompiledContract } from "../../../../scripts/dev/build/readArtifacts.ts";

const CATEGORY: AbiParameter = { name: "category", type: "uint8", internalType: "enum IShelf.Category" };
const ID: AbiParameter = { name: "id", type: "bytes32" };
const OWNER: AbiParameter = { name: "owner", type: "address" };
const book = (internalType: string, type = "tuple"): AbiParameter => ({
  name: "book",
  type,
  internalType,
  components: [ID, OWNER, CATEGORY],
});
const reads = (name: string, inputs: AbiParameter[], outputs: AbiParameter[]): AbiEntry => ({
  type: "function",
  name,
  inputs,
  outputs,
  stateMutability: "view",
});
const writes = (name: string, inputs: AbiParameter[], outputs: AbiParameter[] = []): AbiEntry => ({
  ...reads(name, inputs, outputs),
  stateMutability: "nonpayable",
});
const shelf = (abi: AbiEntry[], kind: CompiledContract["kind"] = "contract", name = "Shelf"): CompiledContract => ({
  name,
  kind,
  abi,
  bytecode: "0x6000",
  deployedBytecode: "0x00",
});
const fileOf = (abi: AbiEntry[]): string => contractFiles([shelf(abi)], []).get("Shelf.ts") ?? "";

describe("contractFiles", () => {
  it("types methods by what they take and give", () => {
    const text = fileOf([
      reads("get", [ID], [book("struct IShelf.Book")]),
      reads("list", [{ name: "", type: "uint256[2]" }], [book("struct IShelf.Book[]", "tuple[]")]),
      reads("find", [ID], [{ name: "found", type: "bool" }, OWNER]),
      writes("put", [book("struct IShelf.Book"), { name: "note", type: "string" }]),
    ]);
    expect(text).toContain("readonly get: ReadMethod<[id: BytesLike], structs.Book>;");
    expect(text).toContain("readonly list: ReadMethod<[arg0: readonly BigNumberish[]], readonly structs.Book[]>;");
    expect(text).toContain(
      "readonly find: ReadMethod<[id: BytesLike], readonly [found: boolean, owner: string] & " +
        "{ readonly found: boolean; readonly owner: string; }>;",
    );
    expect(text).toContain("readonly put: WriteMethod<[book: structs.BookInput, note: string], void>;");
  });

  it("reaches overloads, and names that ethers takes for itself, by their signature", () => {
    const text = fileOf([
      reads("owner", [ID], [OWNER]),
      reads("owner", [book("struct IShelf.Book")], [OWNER]),
      reads("target", [], [OWNER]),
      reads("getAddress", [], [OWNER]),
    ]);
    for (const key of ["owner(bytes32)", "owner((bytes32,address,uint8))", "target()", "getAddress()"]) {
      expect(text).toContain(`readonly "${key}": ReadMethod<`);
    }
  });

  it("writes a struct once, with a form for arguments, and tells namesakes apart", () => {
    const contracts = [
      shelf([
        reads("a", [], [book("struct IShelf.Book")]),
        reads("b", [], [book("struct IShelf.Book[3][]", "tuple[3][]")]),
      ]),
      shelf([reads("c", [], [book("struct IOther.Box")])], "interface", "IOther"),
    ];
    const text = contractFiles(contracts, []).get("structs.ts") ?? "";
    expect(text.match(/export interface \w+/g)).toEqual([
      "export interface Box",
      "export interface BoxInput",
      "export interface Book",
      "export interface BookInput",
    ]);
    expect(text).toContain(
      "export interface Book {\n  readonly id: string;\n  readonly owner: string;\n  readonly category: bigint;",
    );
    expect(text).toContain("readonly owner: AddressLike;\n  readonly category: BigNumberish;");
    const namesakes = [shelf([reads("a", [], [book("struct A.Book")]), reads("b", [], [book("struct B.Book")])])];
    expect(contractFiles(namesakes, []).get("structs.ts")).toMatch(/interface ABook .*interface BBook /s);
  });

  it("writes enums as constants", () => {
    const text = contractFiles([], [{ name: "IShelf.Category", members: ["None", "Secondary"] }]).get("enums.ts");
    expect(text).toContain("export const Category = {\n  None: 0,\n  Secondary: 1,\n} as const;");
  });

  it("merges the errors of all contracts, abstract ones and libraries too", () => {
    const error = (name: string): AbiEntry => ({ type: "error", name, inputs: [OWNER] });
    const contracts = [
      shelf([error("ShelfFull")], "library"),
      shelf([error("ShelfFull"), error("ShelfBad")], "abstract"),
    ];
    const files = contractFiles(contracts, []);
    expect(files.get("errors.ts")?.match(/"name":"Shelf\w+"/g)).toEqual(['"name":"ShelfBad"', '"name":"ShelfFull"']);
    expect([...files.keys()]).toEqual(["structs.ts", "enums.ts", "errors.ts"]);
  });

  it("gives bytecode to what can be deployed only", () => {
    const abi = [reads("a", [], [OWNER]), { type: "constructor", inputs: [OWNER] }];
    const files = contractFiles([shelf(abi), shelf(abi, "interface", "IShelf")], []);
    expect(files.get("bytecode/Shelf.ts")).toContain("...args: ContractMethodArgs<[owner: AddressLike]>");
    expect(files.has("bytecode/IShelf.ts")).toBe(false);
  });

  it("gives the same text every time", () => {
    const contracts = [shelf([reads("get", [ID], [book("struct IShelf.Book")])])];
    expect(contractFiles(contracts, [])).toEqual(contractFiles(structuredClone(contracts), []));
  });

  it.each([
    [
      "a struct's field",
      [
        reads(
          "a",
          [],
          [{ name: "x", type: "tuple", internalType: "struct X", components: [{ name: "at", type: "bool" }] }],
        ),
      ],
    ],
    ["a result", [reads("a", [], [{ name: "length", type: "bool" }, OWNER])]],
  ])("refuses the name of %s that an array's own member would hide", (_, abi) => {
    expect(() => fileOf(abi)).toThrow(/Rename the field/);
  });

  it("refuses an indexed value of which a log keeps only the hash", () => {
    const event = { type: "event", name: "Moved", inputs: [{ name: "note", type: "string", indexed: true }] };
    expect(() => fileOf([reads("a", [], [OWNER]), event])).toThrow(/Do not index "note"/);
  });
});
