import { CscssError } from "@cscss-me/sdk";
import { readTextFile } from "../files/readTextFile.ts";
import { requirePrivate } from "../files/requirePrivate.ts";
import type { Prompt } from "../terminal/prompt.ts";

/**
 * A password from a file (its first line) or a person; never from the command line, which every process can read.
 *
 * @param source.option - the option that names the file, for the message.
 * @throws ERR_PASSWORD if it is empty or was typed differently twice; ERR_KEYSTORE if others can read the file.
 */
export async function readPassword(
  prompt: Prompt,
  source: { readonly file: string | undefined; readonly option: string; readonly of: string; readonly twice?: boolean },
): Promise<string> {
  const { file, option, of, twice = false } = source;
  if (file !== undefined) {
    const password = readTextFile(file).split(/\r?\n/, 1)[0] ?? "";
    requirePrivate(file);
    return requireSome(password, file);
  }
  const instead = `--${option} FILE`;
  const password = requireSome(await prompt.askSecret(`Password of ${of}:`, instead), of);
  if (twice && (await prompt.askSecret("The same again:", instead)) !== password) {
    throw new CscssError("ERR_PASSWORD", "The two passwords differ. Nothing was written.");
  }
  return password;
}

function requireSome(password: string, of: string): string {
  if (password !== "") return password;
  throw new CscssError("ERR_PASSWORD", `The password of ${of} is empty.`);
}
