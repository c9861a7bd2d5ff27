import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { ROOT } from "../solidity/contractSources.ts";

const TESTS = "test/contracts";

/** These read sources and artifacts, or notice any change by its gas: that would be no merit. */
const NOT_TESTS_OF_BEHAVIOUR = /^(bytecode|completeness|gasSnapshot)\./;

/** Which tests know a part that has none of its own name. */
const KNOWN_BY: Readonly<Record<string, readonly string[]>> = {
  AccreditationQuestions: ["OracleRegistry"],
  BoundedCall: ["OrganizationBatches"],
  CredentialWallet: ["WalletActs"],
  DataContract: ["VerificationLens"],
  GovernanceManager: ["Council"],
  HeaderWallet: ["WalletRecords"],
  IdentityWallet: ["WalletRecords"],
  Organization: ["OrganizationFactory", "OrganizationMembers"],
  OrganizationRoles: ["OrganizationMembers"],
  PackedRecord: ["WalletRecords"],
  PseudonymousWallet: ["WalletRecords"],
  RecordRules: ["WalletRecords"],
  SignatureCheck: ["WalletActs", "WalletFactory"],
  StandingWord: ["OracleRegistry"],
  TypeHashes: ["typeHashes"],
  WalletBase: ["WalletActs"],
  WalletClone: ["WalletFactory"],
};

/** The test files in the order in which they will most likely notice a change of a source: its own, then all others. */
export function testsOf(file: string): { readonly own: readonly string[]; readonly others: readonly string[] } {
  const name = basename(file, ".sol");
  const all = readdirSync(join(ROOT, TESTS)).filter((test) => test.endsWith(".test.ts"));
  const named = [name, ...(KNOWN_BY[name] ?? [])];
  const own = all.filter((test) => named.includes(basename(test, ".test.ts")));
  const folder = basename(dirname(file)).replace(/s$/, "");
  const rest = all.filter((test) => !own.includes(test) && !NOT_TESTS_OF_BEHAVIOUR.test(test));
  const others = rest.sort((a, b) => Number(isOf(b, folder)) - Number(isOf(a, folder)) || (a < b ? -1 : 1));
  return { own: own.map(path), others: others.map(path) };
}

function isOf(test: string, folder: string): boolean {
  return test.toLowerCase().startsWith(folder);
}

function path(test: string): string {
  return `${TESTS}/${test}`;
}
