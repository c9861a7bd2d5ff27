import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";

/**
 * What is mutated together, and the tests that judge it, the quickest first. Mutated code is run thousands of times: each part
 * has its own tests only, and those need no chain where that is possible.
 */
const PARTS = {
  seal: {
    code: ["sdk/seal/*.ts"],
    tests: ["mapDigests", "marks", "sealAad", "form", "seal", "pack", "vectors", "open", "wrapOver"].map(
      (name) => `test/sdk/seal/${name}.test.ts`,
    ),
  },
  /** What judges a presentation by what the chain says. */
  judging: {
    code: [
      "sdk/verify/checks/*.ts",
      "sdk/verify/{examine,judgeAll,judgement,queryOf,report,Facts,Verification}.ts",
      "sdk/words/chainWords.ts",
    ],
    tests: [
      ...["judgement", "queryOf", "checks", "signatures", "verifyChunk"].map(
        (name) => `test/sdk/verify/${name}.test.ts`,
      ),
      "test/vectors/reports.test.ts",
    ],
  },
  /** What asks the node, once and for many, and remembers nonces. */
  asking: {
    code: [
      "sdk/verify/{NonceStore,openVerifier,useNonce,verifyChunk,verifyMany}.ts",
      "sdk/network/{Node,lensRead,nodeDoubt}.ts",
    ],
    tests: [
      "verify/memoryNonceStore",
      "network/nodeDoubt",
      "verify/verifyChunk",
      "verify/openVerifier",
      "verify/nonces",
      "verify/node",
      "verify/chain",
      "verify/verifyMany",
    ].map((name) => `test/sdk/${name}.test.ts`),
  },
  /** What of issuing decides over values: which category, what is approved, what goes into a transaction. */
  issuing: {
    code: [
      "sdk/issuing/{arrangeItems,batchHash,batchLimits,categoryFor,encodeBlobs,encodeIssueBatch,mostGas,planFile,prepareRows,reviewBatch}.ts",
    ],
    tests: [
      "categoryFor",
      "encodeBlobs",
      "encodeIssueBatch",
      "batchLimits",
      "planFile",
      "prepareRows",
      "reviewBatch",
    ].map((name) => `test/sdk/issuing/${name}.test.ts`),
  },
  /** Claim links, and what holders sign for an organization; not what sends it, or asks the chain. */
  consent: {
    code: [
      "sdk/consent/{chooseConsents,claimLink,consentSchemas,hashDocuments}.ts",
      "sdk/consent/{parse,sign}{HolderConsent,RecordRequest}.ts",
    ],
    tests: ["claimLink", "chooseConsents", "hashDocuments", "parseHolderConsent", "parseRecordRequest", "signing"].map(
      (name) => `test/sdk/consent/${name}.test.ts`,
    ),
  },
  /** Files of awards from elsewhere. */
  inputs: {
    code: ["sdk/inputs/*.ts"],
    tests: [
      "spreadsheetCell",
      "templateCsv",
      "readCell",
      "suggestColumn",
      "findImplausible",
      "decodeText",
      "awardColumns",
      "splitCsv",
      "pickers",
      "readAwards",
      "columnMapping",
      "readGraduates",
      "readXml",
      "readElmo",
      "readBadge",
      "reportedCases",
      "readXlsx",
    ].map((name) => `test/sdk/inputs/${name}.test.ts`),
  },
  /** What every command of cscss stands on: its line, its settings, its session, its errors. */
  frame: {
    code: ["scripts/cli/frame/*.ts"],
    tests: [
      "times",
      "arguments",
      "commandLine",
      "completionScript",
      "helpText",
      "exitCodes",
      "readSettings",
      "reportError",
      "session",
      "runCli",
    ].map((name) => `test/scripts/cli/frame/${name}.test.ts`),
  },
};

/** The part that CSCSS_MUTATE names, or the first. @throws if it names none of them */
export function chosenPart(): { name: string; code: string[]; tests: string[] } {
  const name = process.env.CSCSS_MUTATE ?? "seal";
  const part = Object.entries(PARTS).find(([known]) => known === name);
  if (part === undefined) throw new Error(`Set CSCSS_MUTATE to one of ${Object.keys(PARTS).join(", ")}.`);
  return { name, ...part[1] };
}

/**
 * A random share of the lines of some code, always the same one, as Stryker takes it. Mutants of more than one line, which tests
 * notice soonest, are not among them.
 */
export function sampleOf(code: readonly string[], share: number): string[] {
  const lines = globSync(code)
    .sort()
    .flatMap((file) =>
      readFileSync(file, "utf8")
        .split("\n")
        .map((_, index) => `${file}:${index + 1}-${index + 1}`),
    );
  return lines.filter((line) => createHash("sha256").update(line).digest().readUInt32BE() < share * 2 ** 32);
}
