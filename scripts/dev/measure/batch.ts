import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { getBytes, hexlify, Wallet, ZeroHash } from "ethers";
import { signHolderConsent } from "../../../sdk/consent/signHolderConsent.ts";
import { readGraduates } from "../../../sdk/inputs/readGraduates.ts";
import { enrolAll, findAllGaps } from "../../../sdk/issuing/enrolAll.ts";
import { issueRows } from "../../../sdk/issuing/issueRows.ts";
import { outcomesOf } from "../../../sdk/issuing/planBatch.ts";
import { planFile } from "../../../sdk/issuing/planFile.ts";
import { connectChain } from "../../../sdk/network/connectChain.ts";
import { connectNode } from "../../../sdk/network/connectNode.ts";
import { openJournal } from "../../../sdk/node/openJournal.ts";
import { random } from "../../../sdk/node/random.ts";
import { memorySealingKey } from "../../../sdk/seal/memorySealingKey.ts";
import { memoryTokenSigner } from "../../../sdk/token/TokenSigner.ts";
import { deployResumably } from "../../cli/setup/deployResumably.ts";
import { freePort } from "../../cli/setup/freePort.ts";
import { startAnvil } from "../../cli/setup/startAnvil.ts";
import { writeClaimFiles } from "../../cli/university/writeOutcome.ts";
import { makeApplicant, openGovernor, publishIssuerKeys } from "../chain/setUpUniversity.ts";

// How fast a large file is issued, and in how much memory: `npm run measure:batch -- --rows 10000`. The class is that of
// the demo, as often as it takes; the chain is the one of `cscss up`.

const { values } = parseArgs({ options: { rows: { type: "string", default: "10000" } } });
const ROWS = Number(values.rows);
if (!Number.isInteger(ROWS) || ROWS < 1 || ROWS > 100_000)
  throw new RangeError("--rows is no number from 1 to 100000.");
const STEP = Math.min(1000, Math.max(1, Math.floor(ROWS / 4)));
const CATEGORIES = ["higher_education", "vocational", "professional"] as const;
const CHAIN_ID = 31_337;
const FREE = 0n;
const now = async (): Promise<number> => Math.floor(Date.now() / 1000);
const write = (line: string): void => void process.stdout.write(`${line}\n`);

const folder = mkdtempSync(join(tmpdir(), "cscss-measure-"));
const genesisTime = (await now()) - 3600;
const running = await startAnvil({
  folder: join(folder, "chain"),
  port: await freePort(),
  chainId: CHAIN_ID,
  genesisTime,
  // As on a real chain. A block for every transaction takes anvil longer and longer.
  blockTime: 1,
});
const node = connectNode(running.url, CHAIN_ID, "free");
try {
  await measure();
} finally {
  node.destroy();
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function measure(): Promise<void> {
  const account = (): Wallet => new Wallet(hexlify(randomBytes(32)), node);
  const [governor, staff] = [account(), account()];
  const network = await deployResumably(join(folder, "network.json"), {
    signer: account(),
    name: "measure",
    confirmations: 0,
    council: { members: [governor.address], threshold: 1 },
    admissionDelay: 0,
    adminDelay: 0,
  });
  const chain = connectChain(network, node);
  const roles = { registrar: staff.address, issuer: staff.address };
  const terms = { name: "Università di Esempio", ...roles, categories: CATEGORIES, evidence: ZeroHash };
  const organization = await makeApplicant(chain, staff, terms);
  // One change of an organization in a second.
  await new Promise((resolve) => setTimeout(resolve, 1100));
  const decide = openGovernor({ chain, governor, relayer: governor, random, now });
  await decide(organization, { act: "admit", authority: "direct", categories: CATEGORIES, evidence: ZeroHash });
  const issuer = await publishIssuerKeys(chain, staff, organization, {
    signer: memoryTokenSigner(random(32)),
    sealingKey: memorySealingKey(random(32)),
    validity: 86_400,
    recordSecret: random(32),
    random,
  });

  const { rows, problems } = readGraduates(Buffer.from(classOf(ROWS)), { now: Date.now() / 1000 });
  const deadline = (await now()) + 86_400;
  const started = performance.now();
  const consents = [];
  for (const { studentId } of rows) {
    const holder = account();
    const encryptionKey = getBytes(holder.signingKey.compressedPublicKey);
    const options = { studentId, organization, profile: 2, index: 0, encryptionKey, deadline, random } as const;
    consents.push(await signHolderConsent(chain, holder, options));
  }
  const gaps = await findAllGaps(chain, organization, consents);
  await enrolAll(chain, organization, gaps, { registrar: staff, mostPrice: FREE, onDone: () => undefined });
  write(`${rows.length} graduates have consented and are enrolled, in ${seconds(started)} s; this is not measured.`);

  const awards = { kind: "csv", rows, problems, duplicates: [] } as const;
  const byStudent = new Map(consents.map((consent) => [consent.studentId, consent]));
  const plan = planFile(awards, { byStudent, refused: new Map() }, { chosen: [], accredited: CATEGORIES });
  if (plan.problems.length > 0) throw new RangeError(`${plan.problems.length} rows cannot be issued.`);
  const { genesisHash } = network;
  const head = {
    kind: "head",
    version: 2,
    chainId: CHAIN_ID,
    genesisHash,
    organization,
    account: staff.address,
  } as const;
  const journal = openJournal(join(folder, "class.journal"), head);
  let done = 0;
  let peak = 0;
  let lapped = { at: performance.now(), rows: 0 };
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 200);
  const begun = performance.now();
  try {
    await issueRows({
      chain,
      node,
      account: staff,
      estimatesAs: staff.address,
      issuer,
      journal,
      mostPrice: FREE,
      rows: plan.rows as Parameters<typeof issueRows>[0]["rows"],
      isStopped: () => false,
      onOutcome(batch) {
        writeClaimFiles(join(folder, "claims"), journal, batch);
        done += batch.items.length;
        if (done - lapped.rows < STEP && done < ROWS) return;
        const rate = (done - lapped.rows) / ((performance.now() - lapped.at) / 1000);
        write(
          `rows ${lapped.rows + 1} to ${done}: ${rate.toFixed(1)} rows/s, ${megabytes(process.memoryUsage.rss())} MB`,
        );
        lapped = { at: performance.now(), rows: done };
      },
    });
  } finally {
    clearInterval(watch);
    journal.close();
  }
  const issued = [...outcomesOf(journal).values()].filter(({ status }) => status === "issued").length;
  const rate = (ROWS / ((performance.now() - begun) / 1000)).toFixed(1);
  write(`${issued} of ${ROWS} issued in ${seconds(begun)} s, ${rate} rows/s, at most ${megabytes(peak)} MB resident.`);
  if (issued !== ROWS) process.exitCode = 1;
}

/** The demo's class again and again, with student and diploma numbers of their own. */
function classOf(count: number): string {
  const text = readFileSync(join(import.meta.dirname, "..", "demo", "graduates.csv"), "utf8");
  const [header = "", ...lines] = text.trim().split(/\r?\n/);
  const rows = Array.from({ length: count }, (_, index) => {
    const number = String(index).padStart(6, "0");
    return (lines[index % lines.length] ?? "").replace(/^[^,]*/, `S${number}`).replace(/[^,]*$/, `D${number}`);
  });
  return [header, ...rows].join("\n");
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(0);
}

function megabytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}
