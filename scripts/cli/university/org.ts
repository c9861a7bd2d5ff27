import { existsSync } from "node:fs";
import type { Chain } from "@cscss-me/sdk";
import { nowInSeconds, timeInWords } from "@cscss-me/sdk";
import { KeyPurpose } from "@cscss-me/sdk/contracts";
import { readKeys, readStaff } from "@cscss-me/sdk/issue";
import { scopeInWords } from "@cscss-me/sdk/registry";
import { keccak256, ZeroHash } from "ethers";
import { readBytesFile } from "../files/readTextFile.ts";
import { addressArgument } from "../frame/arguments.ts";
import type { CliCommand } from "../frame/CliCommand.ts";
import type { Session } from "../frame/Session.ts";
import { organizationAt } from "../shared/organizationAt.ts";
import { usageError } from "../terminal/usageError.ts";
import { createResumably } from "./createResumably.ts";
import { changeRole, STAFF_ROLES } from "./staffRoles.ts";

/** An organization and its people. */
export const ORG_COMMANDS: readonly CliCommand[] = [
  {
    name: "org create",
    summary: "Makes an organization, whose admin is the signing account, and its issuer file.",
    options: {
      name: { type: "string", help: "up to 200 bytes" },
      country: { type: "string", help: "two letters, ISO 3166-1: IT" },
      metadata: { type: "string", value: "FILE", help: "its description of itself; the hash is published" },
    },
    needs: ["chain", "account", "issuer", "send"],
    example: 'cscss org create --name "Università di Esempio" --country IT --issuer issuer.json --keystore admin.json',
    run: create,
  },
  {
    name: "org show",
    summary: "Shows an organization: where it stands, its people and keys.",
    needs: ["chain", "organization"],
    example: "cscss org show --issuer issuer.json",
    run: show,
  },
  {
    name: "org staff add",
    summary: "Gives an account a role: admin (keys, roles), registrar (enrols) or issuer (issues).",
    args: ["ROLE", "ADDRESS"],
    needs: ["chain", "account", "organization", "send"],
    example:
      "cscss org staff add registrar 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --issuer issuer.json --keystore admin.json",
    run: (session) => changeStaff(session, "grantRole"),
  },
  {
    name: "org staff remove",
    summary: "Takes a role away. The last admin cannot go.",
    args: ["ROLE", "ADDRESS"],
    needs: ["chain", "account", "organization", "send"],
    example:
      "cscss org staff remove issuer 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --issuer issuer.json --keystore admin.json",
    run: (session) => changeStaff(session, "revokeRole"),
  },
  {
    name: "org staff list",
    summary: "Lists who has which role.",
    needs: ["chain", "organization"],
    example: "cscss org staff list --issuer issuer.json",
    async run(session) {
      const staff = await readStaff(await session.chain(), session.organization());
      session.result(staff, session.table([["role", "account"], ...staff.map(({ role, account }) => [role, account])]));
      return undefined;
    },
  },
];

async function create(session: Session): Promise<undefined> {
  const [name, country, file] = [session.required("name"), session.required("country"), session.required("issuer")];
  if (existsSync(file)) throw usageError(`${file} is the issuer file of an organization already. Name another.`);
  const metadata = session.option("metadata");
  const metadataHash = metadata === undefined ? ZeroHash : keccak256(readBytesFile(metadata));
  const chain = await session.chain();
  const admin = await session.account();
  const password = await session.password(session.passwordOption("issuer-password-file", "password-file"), file, true);
  if (!(await session.approve(`Making the organization "${name}" (${country}) with admin ${admin.address}.`)))
    return undefined;
  const secrets = { file, password, ...session.scryptCost };
  const organization = await createResumably(chain, admin, { name, country, metadataHash }, secrets);
  session.say(`Its secrets are in ${file}. Keep a copy where the password is not.`);
  session.result({ organization, issuer: file }, organization);
  return undefined;
}

async function show(session: Session): Promise<undefined> {
  const chain = await session.chain();
  const address = session.organization();
  const organization = await organizationAt(await session.reader(), address);
  const staff = await readStaff(chain, address);
  const keys = await describeKeys(chain, address);
  const { name, country, standing } = organization;
  const text = [
    `${name} (${country})  ${address}`,
    scopeInWords(standing),
    "",
    session.table([["role", "account"], ...staff.map(({ role, account }) => [role, account])]),
    "",
    session.table([
      ["key", "for", "state"],
      ...keys.map(({ number, purpose, state }) => [String(number), purpose, state]),
    ]),
  ];
  session.result({ ...organization, staff, keys }, text.join("\n"));
  return undefined;
}

async function describeKeys({ provider }: Chain, address: string) {
  const keys = await readKeys(provider, address);
  const now = nowInSeconds();
  return keys.map((key) => {
    const state =
      key.compromisedSince !== 0n
        ? `compromised since ${timeInWords(key.compromisedSince)}`
        : key.ended !== 0n
          ? `ended ${timeInWords(key.ended)}`
          : Number(key.until) < now
            ? `ran out ${timeInWords(key.until)}`
            : `live until ${timeInWords(key.until)}`;
    return { number: key.number, purpose: key.purpose === BigInt(KeyPurpose.Signing) ? "signing" : "sealing", state };
  });
}

async function changeStaff(session: Session, act: "grantRole" | "revokeRole"): Promise<undefined> {
  const role = STAFF_ROLES.find((one) => one === session.args[0]);
  if (role === undefined) throw usageError(`ROLE "${session.args[0]}" is not one of ${STAFF_ROLES.join(", ")}.`);
  const account = addressArgument(session.args[1], "ADDRESS");
  const organization = session.organization();
  await session.chain();
  const admin = await session.account();
  const words = act === "grantRole" ? "becomes" : "is no longer";
  if (!(await session.approve(`${account} ${words} ${role} of ${organization}.`, role === "admin"))) return undefined;
  await changeRole(admin, organization, act, { role, account });
  session.result({ organization, role, account, granted: act === "grantRole" }, `${account} ${words} ${role}.`);
  return undefined;
}
