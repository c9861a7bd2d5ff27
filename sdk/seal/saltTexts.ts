import { encodeBase64url } from "../bytes/base64url.ts";
import { deriveSalt } from "../disclosure/deriveSalt.ts";

/** How a disclosure begins whose salt comes from the seed, by its claim's name: `["<salt>",`. */
export type SaltTexts = (name: string) => string;

/** The salts of one seed. Packing asks for each twice, on the way there and back; it is derived once. */
export function saltTexts(seed: Uint8Array): SaltTexts {
  const known = new Map<string, string>();
  return (name) => {
    const text = known.get(name) ?? `["${encodeBase64url(deriveSalt(seed, name))}",`;
    known.set(name, text);
    return text;
  };
}
