import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { CategoryName } from "@cscss-me/sdk";
import { CATEGORIES } from "@cscss-me/sdk";
import { readStaff } from "@cscss-me/sdk/issue";
import type { OrganizationSummary } from "@cscss-me/sdk/registry";
import { standingInWords } from "@cscss-me/sdk/registry";
import { keccak256, ZeroHash } from "ethers";
import { readBytesFile } from "../files/readTextFile.ts";
import { addressArgument, categoryOptions, evidenceHash } from "../frame/arguments.ts";
import type { CliCommand } from "../frame/CliCommand.ts";
import { isForOther, isRemembered, rememberSettings } from "../frame/rememberSettings.ts";
import type { Session } from "../frame/Session.ts";
import { parseDuration } from "../frame/times.ts";
import { makeKeystore } from "../keys/makeKeystore.ts";
import type { SetUpStep } from "./setUpOrganization.ts";
import { findOrganization, missingSteps } from "./setUpOrganization.ts";

/** From an account to an application, in one command. */
export const ORG_SETUP_COMMANDS: readonly CliCommand[] = [
  {
    name: "org setup",
    summary:
      "Makes an organization ready to issue: itself, its people and keys, its application. Does what is missing, and says what to wait for.",
    options: {
      name: { type: "string", help: "of the organization, up to 200 bytes; asked for unless told" },
      country: { type: "string", value: "CODE", help: "two letters, ISO 3166-1; asked for unless told" },
      metadata: { type: "string", value: "FILE", help: "what it says about itself; its hash is published" },
      registrar: { type: "string", multiple: true, value: "ADDRESS", help: "who enrols graduates; me is you" },
      issuing: { type: "string", multiple: true, value: "ADDRESS", help: "who issues; me is you" },
      validity: { type: "string", value: "DURATION", help: "how long its keys may be used; 5y unless told" },
      authority: { type: "string", value: "direct|cross", help: "direct issues to enrolled holders, cross to any" },
      category: { type: "string", multiple: true, help: "what it applies for: higher_education, vocational, …" },
      evidence: { type: "string", value: "FILE", help: "the papers for the application; only their hash is published" },
    },
    needs: ["chain", "account", "issuer", "send"],
    example:
      'cscss org setup --name "Università di Esempio" --country IT --registrar me --issuing me --category higher_education --issuer issuer.json --keystore admin.json',
    run: setUp,
  },
];

async function setUp(session: Session): Promise<undefined> {
  const chain = await session.chain();
  const issuerFile = session.required("issuer");
  const keystore = session.required("keystore");
  if (!session.flag("dry-run")) await makeKeystore(keystore, session);
  const admin = await session.account();
  const option = session.option("issuer-password-file") === undefined ? "password-file" : "issuer-password-file";
  const password = await session.password(option, issuerFile, !existsSync(issuerFile));
  const before = await findOrganization(chain, { issuerFile, name: session.option("name") });
  const known = before === undefined ? [] : await readStaff(chain, before.address);
  const metadata = session.option("metadata");
  const plan = {
    issuerFile,
    password,
    ...session.scryptCost,
    name: before?.name ?? (await ask(session, "name", "What is the organization called?", "TEXT")),
    country: before?.country ?? (await ask(session, "country", "In which country (two letters, like IT)?", "CODE")),
    metadataHash: metadata === undefined ? ZeroHash : keccak256(readBytesFile(metadata)),
    validity: parseDuration(session.option("validity") ?? "5y", "validity"),
    staff: [
      ...(await people(
        session,
        "registrar",
        "Who enrols graduates?",
        known.some(({ role }) => role === "registrar"),
      )),
      ...(await people(
        session,
        "issuing",
        "Who issues?",
        known.some(({ role }) => role === "issuer"),
      )),
    ].map(({ role, account }) => ({ role, account: account === "me" ? admin.address : account })),
    authority: session.choice("authority", ["direct", "cross"], "direct"),
    categories: await categoriesFor(session, before),
    evidence: evidenceHash(session),
  };
  const steps = [...(await missingSteps(chain, admin, plan)), ...remembering(session)];
  if (steps.length > 0) {
    const list = steps.map(({ what }) => `  ${what}.`).join("\n");
    if (!(await session.approve(`To be done as ${admin.address}:\n${list}`, true))) return undefined;
  }
  for (const step of steps) {
    session.say(`${step.what} …`);
    await step.run();
  }
  const after = await findOrganization(chain, plan);
  const next = after === undefined ? "" : nextFor(after);
  const status = after?.standing?.status ?? null;
  session.result({ organization: after?.address, status, done: steps.map(({ what }) => what), next }, next);
  return undefined;
}

/** What an option says, or a person. @throws ERR_USAGE where nobody can be asked */
async function ask({ option, prompt }: Session, name: string, question: string, value: string): Promise<string> {
  return option(name) ?? (await prompt.ask(question, `--${name} ${value}`)).trim();
}

/** Who is to have a role besides those who have it; asked for only where nobody has. */
async function people(session: Session, option: "registrar" | "issuing", question: string, isFilled: boolean) {
  const role = option === "issuing" ? "issuer" : option;
  const given = session.list(option);
  const accounts =
    given.length > 0 || isFilled
      ? given
      : (await session.prompt.ask(`${question} Addresses, or me:`, `--${option} ADDRESS`)).split(/[\s,]+/);
  return accounts
    .filter((text) => text !== "")
    .map((text) => ({ role, account: text === "me" ? text : addressArgument(text, `--${option}`) }) as const);
}

/** What it applies for, where it has not yet. */
async function categoriesFor(
  session: Session,
  found: OrganizationSummary | undefined,
): Promise<readonly CategoryName[]> {
  const { standing } = found ?? {};
  if (standing !== undefined && standing.status !== "withdrawn") return standing.categories;
  if (session.list("category").length > 0 || !session.prompt.interactive) return categoryOptions(session);
  const known = Object.keys(CATEGORIES).join(", ");
  const typed = await session.prompt.ask(`What will it issue? One or more of ${known}:`, "--category NAMES");
  return categoryOptions({ ...session, list: () => typed.split(/[\s,]+/).filter((text) => text !== "") });
}

/** Has other commands find what this one was told, unless the user's settings are for another network. */
function remembering(session: Session): SetUpStep[] {
  const own = session.settingsFile();
  const files = ["network", "issuer", "keystore", "password-file", "issuer-password-file"];
  const settings = Object.fromEntries([
    ["rpc-url", session.required("rpc-url")],
    ...files.flatMap((name) => {
      const file = session.option(name);
      return file === undefined ? [] : [[name, resolve(file)] as const];
    }),
  ]);
  if (isForOther(own, settings) || isRemembered(own, settings)) return [];
  return [
    {
      what: `Keep in ${own} which network, node, issuer file and account other commands use`,
      async run() {
        rememberSettings({ own, elsewhere: own }, settings);
      },
    },
  ];
}

/** What it has to wait for, or can do now. */
function nextFor({ name, address, standing }: OrganizationSummary): string {
  const status = standing?.status;
  if (status === "applied") {
    return `${name} has applied. Send the governance body its address, ${address}, and the papers. Once it is admitted, which cscss org setup says: cscss issue FILE`;
  }
  if (status === "accredited") return `${name} is accredited and can issue: cscss issue FILE`;
  return `${name} is ${standingInWords(standing)}; see cscss registry show ${address}.`;
}
