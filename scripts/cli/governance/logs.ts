import { actInWords, actorOf, timeInWords } from "@cscss-me/sdk";
import type { Act } from "@cscss-me/sdk/contracts";
import { readOrganizationActs } from "@cscss-me/sdk/issue";
import { readRegistryActs } from "@cscss-me/sdk/registry";
import type { CliCommand } from "../frame/CliCommand.ts";
import type { Options } from "../frame/Command.ts";
import type { Session } from "../frame/Session.ts";
import { parseTime } from "../frame/times.ts";
import { issuerNames } from "../shared/issuerNames.ts";

const SINCE: Options = { since: { type: "string", value: "DATE", help: "only from then on" } };

/** What was done, from the chain's own events. */
export const LOG_COMMANDS: readonly CliCommand[] = [
  {
    name: "org log",
    summary: "Shows everything an organization did and was decided about it: when, what, by whom.",
    options: SINCE,
    needs: ["chain", "organization"],
    example: "cscss org log --since 2026-07-01 --issuer issuer.json",
    async run(session) {
      const organization = session.organization();
      return show(session, await readOrganizationActs(await session.chain(), organization), () => "");
    },
  },
  {
    name: "registry log",
    summary: "Shows every application and every decision of the Council: when, about whom, what.",
    options: SINCE,
    needs: ["chain"],
    example: "cscss registry log --since 2026-07-01",
    async run(session) {
      const chain = await session.chain();
      const acts = await readRegistryActs(chain);
      const named = acts.flatMap(({ args }) => (typeof args.organization === "string" ? args.organization : []));
      const names = await issuerNames(await session.reader(), named);
      return show(session, acts, ({ args }) => names.get(String(args.organization)) ?? "");
    },
  },
];

function show(session: Session, acts: readonly Act[], about: (act: Act) => string): undefined {
  const since = session.option("since");
  const from = since === undefined ? 0 : parseTime(since, "since");
  const entries = acts.flatMap((act) => {
    const words = actInWords(act);
    return words === undefined || act.time < from ? [] : { ...act, words, by: actorOf(act), about: about(act) };
  });
  const withNames = entries.some((one) => one.about !== "");
  const rows = entries.map(({ time, words, by, about: whom }) => {
    return [timeInWords(time), ...(withNames ? [whom] : []), words, by];
  });
  const head = ["when", ...(withNames ? ["about"] : []), "what", "by"];
  const plain = entries.map(({ time, words, by, about: whom, name, args, block, transaction }) => {
    return { time, words, by, ...(whom === "" ? {} : { about: whom }), name, args: exact(args), block, transaction };
  });
  session.result(plain, entries.length === 0 ? "Nothing was done yet." : session.table([head, ...rows]));
  return undefined;
}

/** Numbers that JSON's readers would round, as their digits. */
function exact(args: Act["args"]): Record<string, unknown> {
  const isLarge = (value: unknown): boolean => typeof value === "bigint" && value > BigInt(Number.MAX_SAFE_INTEGER);
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, isLarge(value) ? String(value) : value]),
  );
}
