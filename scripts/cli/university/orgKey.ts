import { nowInSeconds, timeInWords } from "@cscss-me/sdk";
import { connectOrganization, KeyPurpose, sendTransaction } from "@cscss-me/sdk/contracts";
import { readKeys } from "@cscss-me/sdk/issue";
import type { CliCommand } from "../frame/CliCommand.ts";
import type { Options } from "../frame/Command.ts";
import type { Session } from "../frame/Session.ts";
import { parseDuration, parseTime } from "../frame/times.ts";
import type { IssuerKey } from "../keys/issuerFile.ts";
import { usageError } from "../terminal/usageError.ts";
import { isLive } from "./openIssuer.ts";
import { publishKeys } from "./publishKeys.ts";

const PURPOSES = ["signing", "sealing"] as const;
const KEY: Options = {
  purpose: { type: "string", value: PURPOSES.join("|"), help: "what for" },
  validity: { type: "string", value: "DURATION", help: "how long it may be used (default: 5y)" },
};
const KEYS = ["chain", "account", "issuer", "send"] as const;

/** The keys an organization publishes. */
export const ORG_KEY_COMMANDS: readonly CliCommand[] = [
  {
    name: "org key add",
    summary: "Makes a key and publishes it: one for signing and one for sealing by default.",
    options: KEY,
    needs: KEYS,
    example: "cscss org key add --issuer issuer.json --keystore admin.json",
    async run(session) {
      const purposes = session.option("purpose") === undefined ? PURPOSES : [session.choice("purpose", PURPOSES)];
      return publish(session, purposes, false);
    },
  },
  {
    name: "org key rotate",
    summary: "Publishes a new key and ends the ones before it. What they signed stays good.",
    options: KEY,
    needs: KEYS,
    example: "cscss org key rotate --purpose signing --issuer issuer.json --keystore admin.json",
    run: (session) => publish(session, [session.choice("purpose", PURPOSES)], true),
  },
  {
    name: "org key compromised",
    summary: "Marks a key as compromised since a time: what it signed from then on is void, for good.",
    args: ["NUMBER"],
    options: { since: { type: "string", value: "DATE", help: "from when on" } },
    needs: ["chain", "account", "organization", "send"],
    example: "cscss org key compromised 1 --since 2026-11-01T08:00:00Z --issuer issuer.json --keystore admin.json",
    async run(session) {
      const number = Number(session.args[0]);
      if (!/^\d{1,5}$/.test(session.args[0] ?? ""))
        throw usageError(`NUMBER "${session.args[0]}" is not a key's number.`);
      const since = parseTime(session.required("since"), "since");
      await session.chain();
      const contract = connectOrganization(session.organization(), await session.account());
      const what = `Key ${number} was in wrong hands since ${timeInWords(since)}: what it signed from then on is void.`;
      if (!(await session.approve(what, true))) return undefined;
      await sendTransaction(() => contract.markKeyCompromised(number, since));
      session.result({ number, since }, `Key ${number} is marked.`);
      return undefined;
    },
  },
];

async function publish(
  session: Session,
  purposes: readonly IssuerKey["purpose"][],
  ending: boolean,
): Promise<undefined> {
  const validity = parseDuration(session.option("validity") ?? "5y", "validity");
  const chain = await session.chain();
  const opened = await session.issuerSecrets();
  const admin = await session.account();
  const { organization } = opened.secrets;
  const what = `${organization} publishes a key for ${purposes.join(" and one for ")}${ending ? ", and ends the earlier" : ""}.`;
  if (!(await session.approve(what))) return undefined;

  const published = await readKeys(chain.provider, organization);
  const done = await publishKeys(admin, opened, published, { purposes, validity, ...session.scryptCost });
  const contract = connectOrganization(organization, admin);
  const now = nowInSeconds();
  const old = published.filter((key) => isLive(key, now) && purposes.some((one) => isFor(key.purpose, one)));
  const ended = ending ? old.map(({ number }) => number) : [];
  for (const number of ended) await sendTransaction(() => contract.endKey(number));
  const lines = [
    ...done.map(({ purpose, number }) => `Key ${number} is published, for ${purpose}.`),
    ...ended.map((number) => `Key ${number} is ended.`),
  ];
  session.result({ published: done, ended }, lines.join("\n"));
  return undefined;
}

function isFor(purpose: bigint, name: IssuerKey["purpose"]): boolean {
  return purpose === BigInt(name === "signing" ? KeyPurpose.Signing : KeyPurpose.Sealing);
}
