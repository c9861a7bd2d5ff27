import { encodeBase64url } from "../bytes/base64url.ts";
import { encodeUtf8 } from "../bytes/utf8.ts";
import { digestOf } from "../disclosure/digestOf.ts";
import { parseJsonStrict } from "../json/parseJsonStrict.ts";
import type { Compacted } from "./compact.ts";
import { mapDigests } from "./mapDigests.ts";
import { resolveMarks } from "./marks.ts";
import type { PackInput } from "./PackInput.ts";
import type { SaltTexts } from "./saltTexts.ts";
import { saltTexts } from "./saltTexts.ts";

/**
 * Makes token and disclosures again from what `compact` left of them. Whether they are well-formed is for `compact` to
 * say, which must give the same again.
 *
 * @throws for a text that `compact` cannot have made.
 */
export function expand(
  compacted: Compacted,
  { seed, parties }: Pick<PackInput, "seed" | "parties">,
  saltOf: SaltTexts = saltTexts(seed),
) {
  const [header = "", payload = "", ...lines] = resolveMarks(compacted, parties).split("\n");
  const disclosures = lines.map((line) => encodeText(`${line.startsWith("[") ? "" : saltOf(nameIn(line))}${line}]`));
  const made = disclosures.map((encoded) => `"${digestOf(encoded)}"`);
  const whole = mapDigests(payload, (digests) => [...digests, ...made].sort());
  const token = [encodeText(header), encodeText(whole), encodeBase64url(compacted.signature)].join(".");
  return { token, disclosures };
}

/** The name that a line without a salt begins with. */
function nameIn(line: string): string {
  const [name] = parseJsonStrict(`[${line}]`) as [string];
  return name;
}

function encodeText(text: string): string {
  return encodeBase64url(encodeUtf8(text));
}
