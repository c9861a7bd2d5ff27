import type { HolderConsent, OpenConsent } from "@cscss-me/sdk/interim";
import { ENROLMENT_GAS, enrolAll, findAllGaps, isOpen } from "@cscss-me/sdk/interim";
import { costInWords } from "@cscss-me/sdk/issue";
import type { CliCommand } from "../frame/CliCommand.ts";
import { EXIT } from "../frame/exitCodes.ts";
import type { Session } from "../frame/Session.ts";
import { GAS_PRICE_OPTION, priceToAgree } from "./priceToAgree.ts";
import type { ReadConsents } from "./readChosenConsents.ts";
import { readChosenConsents, remarkOn, UNCLAIMED_OPTION } from "./readChosenConsents.ts";

const UNKNOWN_LINK =
  "It is of a claim link that was replaced or is not kept beside it. Put it where cscss org claims made the link, or send a new one";

/** Graduates who consented become holders of the organization. */
export const ORG_ENROL_COMMANDS: readonly CliCommand[] = [
  {
    name: "org enrol",
    summary:
      "Makes the wallets of graduates who consented, and enrols them. What was done before is left out. Consents are known by the claim links kept beside them.",
    args: ["CONSENT…"],
    options: { ...UNCLAIMED_OPTION, ...GAS_PRICE_OPTION },
    needs: ["chain", "account", "organization", "send"],
    example: "cscss org enrol consents --issuer issuer.json --keystore registrar.json",
    run: enrol,
  },
];

async function enrol(session: Session): Promise<number | undefined> {
  const organization = session.organization();
  const chain = await session.chain();
  const allowUnclaimed = session.flag("allow-unclaimed-consents");
  const read = await readChosenConsents(session.args, { chain, organization, allowUnclaimed });
  for (const remark of remarkOn(read)) session.say(remark);
  const consents = read.filed.map(({ consent }) => consent);
  const gaps = await findAllGaps(chain, organization, consents);
  const unfinished = gaps.filter(isOpen);
  const chosen = new Set(read.byStudent.values());
  const open = unfinished.filter(({ consent }) => chosen.has(consent));
  const refused = new Map(unfinished.flatMap(({ consent }) => refusalOf(consent, read)));
  const registrar = await session.account();
  const { price, mostPrice } = await priceToAgree(session.node(), session.option("max-gas-price"));
  const cost = costInWords(open.length * ENROLMENT_GAS, price);
  if (!(await session.approve(`Enrolling ${open.length} of ${consents.length} holders. Cost: ${cost}.`)))
    return undefined;
  await session.progress("Enrolling", "holders", open.length, async (onDone) => {
    const now = await enrolAll(chain, organization, open, { registrar, mostPrice, onDone });
    for (const [consent, reason] of now) refused.set(consent, reason);
  });
  const results = gaps.map((gap, index) => {
    return { file: read.filed[index]?.file, ...resultOf(gap, refused.get(gap.consent), chosen.has(gap.consent)) };
  });
  for (const one of results) if ("refused" in one) session.say(`${one.file}: ${one.refused}`);
  const enrolled = open.filter(({ consent }) => !refused.has(consent)).length;
  const counts = [
    `${enrolled} holders are enrolled now, ${gaps.length - unfinished.length} were before`,
    ...(refused.size > 0 ? [`${refused.size} consents were refused`] : []),
  ];
  session.result(results, `${counts.join("; ")}.`);
  return refused.size > 0 ? EXIT.failed : undefined;
}

/** Why a consent cannot be used, where that is so. */
function refusalOf(consent: HolderConsent, read: ReadConsents): [HolderConsent, string][] {
  const reason = read.unknown.has(consent) ? UNKNOWN_LINK : read.refused.get(consent.studentId);
  return reason === undefined ? [] : [[consent, reason]];
}

function resultOf(
  { consent, address, needsWallet, needsEnrolment }: OpenConsent,
  refused: string | undefined,
  used: boolean,
) {
  const { studentId } = consent;
  if (refused !== undefined) return { studentId, wallet: address, refused };
  return { studentId, wallet: address, made: used && needsWallet, enrolled: used && needsEnrolment };
}
