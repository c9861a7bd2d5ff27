import { randomBytes } from "node:crypto";
import { getAddress } from "ethers";
import type { CliCommand } from "../frame/CliCommand.ts";
import { readKeystore, writeKeystore } from "../keys/keystore.ts";

/** Accounts: everybody's first command. */
export const KEY_COMMANDS: readonly CliCommand[] = [
  {
    name: "key create",
    summary: "Makes an account: a new private key, encrypted with a password, in a file of its own.",
    args: ["FILE"],
    options: { "password-file": { type: "string", value: "FILE", help: "its password; asked for unless told" } },
    needs: [],
    example: "cscss key create keys/registrar.json --password-file keys/registrar.password",
    async run({ args: [file = ""], password, result, scryptCost }) {
      const secret = await password("password-file", file, true);
      const address = await writeKeystore(file, randomBytes(32), secret, scryptCost);
      result({ address, file }, address);
      return undefined;
    },
  },
  {
    name: "key show",
    summary: "Shows the address of an account. The key stays where it is.",
    args: ["FILE"],
    needs: [],
    example: "cscss key show keys/registrar.json",
    async run({ args: [file = ""], result }) {
      const address = getAddress(`0x${String(readKeystore(file).address).replace(/^0x/, "")}`);
      result({ address, file }, address);
      return undefined;
    },
  },
];
