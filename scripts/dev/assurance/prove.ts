// npm run prove: proves the rules in test/proofs with the compiler's model checker and Z3, and that flags which never go back
// cannot. Exits 1 if something is not proved, or if a changed rule still is; 3 where Z3 cannot be had.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CscssError } from "../../../sdk/errors/CscssError.ts";
import { mutantsOf, mutate } from "./mutation/mutantsOf.ts";
import { clearingsOf, FLAGS } from "./proofs/oneWay.ts";
import { proveProperties } from "./proofs/proveProperties.ts";
import { NOT_RUN, pythonTool } from "./pythonTools.ts";
import { contractSources, ROOT } from "./solidity/contractSources.ts";
import { parseSource } from "./solidity/syntaxTree.ts";

/** The rules that the proofs are about: of each, any change has to break a proof. */
const RULES = "contracts/libraries/RecordRules.sol";

const solver = pythonTool("z3");
if (solver === undefined) {
  process.stdout.write("Nothing was proved: Z3 is not installed here, and could not be.\n");
  process.exitCode = NOT_RUN;
} else {
  const proofs = readdirSync(join(ROOT, "test", "proofs"))
    .filter((file) => file.endsWith(".sol"))
    .map((file) => `test/proofs/${file}`);
  const verdicts = [...proveRules(proofs, solver), ...proveFlags(), ...refuteChangedRules(proofs, solver)];
  const failed = verdicts.filter((ok) => !ok).length;
  process.stdout.write(`${verdicts.length - failed} as wanted, ${failed} not\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}

function proveRules(proofs: readonly string[], z3: string): boolean[] {
  return proofs
    .flatMap((proof) => proveProperties(proof, z3))
    .map(({ words, proved }) => tell(proved, proved ? "proved" : "NOT PROVED", words));
}

function proveFlags(): boolean[] {
  const trees = Object.entries(contractSources()).map(([file, { content }]) => parseSource(file, content));
  return FLAGS.map((flag) => {
    const clearings = clearingsOf(flag, trees);
    const [reason] = clearings;
    return tell(reason === undefined, reason === undefined ? "proved" : `NOT PROVED (${reason})`, flag.words);
  });
}

/** The negative control: a proof that holds whatever the rule says would prove nothing. */
function refuteChangedRules(proofs: readonly string[], z3: string): boolean[] {
  const source = readFileSync(join(ROOT, RULES), "utf8");
  return mutantsOf(RULES, source).map((mutant) => {
    const changed = { [RULES]: mutate(source, mutant) };
    const refuted = proofs.some((proof) => !holds(proof, z3, changed));
    const what = `${mutant.line}: ${mutant.before} → ${mutant.after}`;
    return tell(refuted, refuted ? "refuted, as it must be" : "STILL PROVED, though changed", what);
  });
}

/** Whether every property is still proved; what does not compile proves nothing. */
function holds(proof: string, z3: string, changed: Readonly<Record<string, string>>): boolean {
  try {
    return proveProperties(proof, z3, changed).every(({ proved }) => proved);
  } catch (error) {
    if (error instanceof CscssError && error.code === "ERR_BUILD") return false;
    throw error;
  }
}

function tell(ok: boolean, verdict: string, words: string): boolean {
  process.stdout.write(`${verdict}: ${words}\n`);
  return ok;
}
