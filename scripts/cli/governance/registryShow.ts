import type { Node } from "@cscss-me/sdk";
import { nowInSeconds, timeInWords } from "@cscss-me/sdk";
import type { Interval, Issuer, IssuerReading } from "@cscss-me/sdk/registry";
import { allPages, listIssuers, readHistory, readIssuer, scopeInWords, standingInWords } from "@cscss-me/sdk/registry";
import { addressArgument } from "../frame/arguments.ts";
import type { CliCommand } from "../frame/CliCommand.ts";
import type { Options } from "../frame/Command.ts";
import type { Session } from "../frame/Session.ts";
import { parseTime } from "../frame/times.ts";

const AT: Options = { at: { type: "string", value: "DATE", help: "the day or time that is asked about" } };
/** How many organizations are asked about at once. */
const AT_ONCE = 16;

/** What the registry says, to anybody. */
export const REGISTRY_SHOW_COMMANDS: readonly CliCommand[] = [
  {
    name: "registry list",
    summary: "Lists all organizations that ever applied, and where they stand, or stood on a day.",
    options: AT,
    needs: ["chain"],
    example: "cscss registry list --at 2026-07-01",
    run: list,
  },
  {
    name: "registry show",
    summary: "Shows an organization with its history, or what held on a day.",
    args: ["ORGANIZATION"],
    options: AT,
    needs: ["chain"],
    example: "cscss registry show 0x7a30…7A4e --at 2026-07-01",
    run: show,
  },
];

async function list(session: Session): Promise<undefined> {
  const node = await session.reader();
  const time = timeOption(session);
  const all = await allPages<Issuer>((page) => listIssuers(node, page));
  const listed =
    time === undefined ? all.map((issuer) => ({ issuer, held: issuer.standing })) : await standingAt(node, all, time);
  const rows = listed.map(({ issuer: { address, name, country }, held }) => {
    return [address, name, country, standingInWords(held), held.categories.join(" + ")];
  });
  const text = session.table([["organization", "name", "country", "standing", "categories"], ...rows]);
  const none = `No organization had applied${time === undefined ? "" : ` at ${session.option("at")}`} yet.`;
  session.result(
    listed.map(({ issuer }) => issuer),
    listed.length === 0 ? none : text,
  );
  return undefined;
}

/** Organizations with where they stood at a time; without those that had not applied by then. */
async function standingAt(node: Node, issuers: readonly Issuer[], time: number) {
  const now = nowInSeconds();
  const readings: IssuerReading[] = [];
  for (let start = 0; start < issuers.length; start += AT_ONCE) {
    const some = issuers.slice(start, start + AT_ONCE).map(({ address }) => readIssuer(node, address, { time, now }));
    readings.push(...(await Promise.all(some)));
  }
  return readings.flatMap(({ issuer, at }) => {
    const held = at?.accreditation;
    return held === undefined ? [] : { issuer: { ...issuer, at }, held };
  });
}

async function show(session: Session): Promise<undefined> {
  const node = await session.reader();
  const address = addressArgument(session.args[0], "ORGANIZATION");
  const now = nowInSeconds();
  const { issuer, at: then } = await readIssuer(node, address, { time: timeOption(session), now });
  const { name, country, fraudSince } = issuer;
  if (then !== undefined) {
    const held = scopeInWords(then.accreditation);
    session.result({ ...issuer, at: then }, `${name} (${country}) at ${session.option("at")}: ${held}`);
    return undefined;
  }
  const history = await allPages<Interval>((page) => readHistory(node, address, page));
  const rows = history.map((one) => [timeInWords(one.from), scopeInWords(one)]);
  const fraud = fraudSince === undefined ? "" : `\nFraud: everything issued since ${timeInWords(fraudSince)} is void.`;
  const text = `${name} (${country})  ${address}\nToday: ${scopeInWords(issuer.standing)}${fraud}\n\n${session.table([["since", "standing"], ...rows])}`;
  session.result({ ...issuer, history }, text);
  return undefined;
}

function timeOption(session: Session): number | undefined {
  const at = session.option("at");
  return at === undefined ? undefined : parseTime(at, "at");
}
