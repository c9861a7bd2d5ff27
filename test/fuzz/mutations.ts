import { encodeBase64url } from "../../sdk/bytes/base64url.ts";
import { encodeUtf8 } from "../../sdk/bytes/utf8.ts";
import { createDisclosure } from "../../sdk/disclosure/createDisclosure.ts";
import { boundText, presentationHash } from "../../sdk/presentation/keyBinding.ts";
import type { TokenSigner } from "../../sdk/token/TokenSigner.ts";
import fc from "../fixtures/fastCheck.ts";

/** A way to change a text. */
export type TextChange = (text: string) => string;
/** A way to change bytes. */
export type BytesChange = (bytes: Uint8Array) => Uint8Array;
/** A way to change a presentation, with another genuine one at hand and a signer who is nobody. */
export type Forgery = (genuine: string, other: string, mallory: TokenSigner) => Promise<string>;

const place = fc.nat({ max: 1_000_000 });
const odd = fc.constantFrom(
  "~",
  ".",
  "=",
  "A",
  "_",
  "-",
  "\u0000",
  "\u{1F600}",
  "\ud800",
  " ",
  "eyJ",
  "null",
  "{}",
  "..",
);

/** Changes that know nothing of what the text means. */
export const textChange: fc.Arbitrary<TextChange> = fc
  .array(
    fc.oneof(
      fc.tuple(place, odd).map(
        ([at, what]): TextChange =>
          (text) =>
            splice(text, at, 1, what),
      ),
      fc.tuple(place, odd).map(
        ([at, what]): TextChange =>
          (text) =>
            splice(text, at, 0, what),
      ),
      fc.tuple(place, fc.nat({ max: 200 })).map(
        ([at, length]): TextChange =>
          (text) =>
            splice(text, at, length, ""),
      ),
      fc.tuple(place, place, fc.nat({ max: 300 })).map(([from, to, length]): TextChange => {
        return (text) => splice(text, to, 0, text.substr(from % (text.length + 1), length));
      }),
      fc.tuple(place, fc.nat({ max: 61 })).map(
        ([at, by]): TextChange =>
          (text) =>
            turnLetter(text, at, by + 1),
      ),
      place.map(
        (at): TextChange =>
          (text) =>
            text.slice(0, at % (text.length + 1)),
      ),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((changes) => (text) => changes.reduce((now, change) => change(now), text));

/** Changes of bytes that know nothing of what they mean. */
export const bytesChange: fc.Arbitrary<BytesChange> = fc
  .array(
    fc.oneof(
      fc.tuple(place, fc.integer({ min: 1, max: 255 })).map(
        ([at, by]): BytesChange =>
          (bytes) => {
            return bytes.map((byte, index) => (index === at % bytes.length ? byte ^ by : byte));
          },
      ),
      fc.tuple(place, fc.uint8Array({ maxLength: 40 })).map(([at, more]): BytesChange => {
        return (bytes) =>
          Uint8Array.of(
            ...bytes.subarray(0, at % (bytes.length + 1)),
            ...more,
            ...bytes.subarray(at % (bytes.length + 1)),
          );
      }),
      fc.tuple(place, fc.nat({ max: 200 })).map(([at, length]): BytesChange => {
        return (bytes) =>
          bytes.filter((_, index) => index < at % (bytes.length + 1) || index >= (at % (bytes.length + 1)) + length);
      }),
      place.map(
        (at): BytesChange =>
          (bytes) =>
            bytes.slice(0, at % (bytes.length + 1)),
      ),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((changes) => (bytes) => changes.reduce((now, change) => change(now), bytes));

const NAMES = [
  "iss",
  "sub",
  "exp",
  "nbf",
  "vc",
  "cnf",
  "jti",
  "alg",
  "typ",
  "kid",
  "aud",
  "nonce",
  "iat",
  "sd_hash",
  "grant",
  "_sd",
  "_sd_alg",
  "credentialStatus",
  "credentialSubject",
  "accessKey",
  "sequence",
  "wallet",
  "chainId",
  "type",
  "id",
  "__proto__",
  "constructor",
  "toString",
  "crit",
];
const memberChange = fc.tuple(
  place,
  fc.constantFrom(...NAMES),
  fc.oneof(
    fc.constant(undefined),
    fc.json({ maxDepth: 2 }).map((text) => JSON.parse(text) as unknown),
    fc.bigInt().map(String),
  ),
);
type MemberChange = [number, string, unknown];

/** Changes that know the form: a member of a header or payload is another, and perhaps somebody else signs it anew. */
export const memberForgery: fc.Arbitrary<Forgery> = fc
  .tuple(fc.constantFrom(0, 1), fc.constantFrom("token", "binding"), memberChange, fc.boolean())
  .map(([part, where, change, signed]) => async (genuine, _, mallory) => {
    const { token, disclosures, binding } = take(genuine);
    const changed = await changeMember(where === "token" ? token : binding, part, change, signed ? mallory : undefined);
    if (where === "binding") return boundText(token, disclosures) + changed;
    return (
      boundText(changed, disclosures) +
      (signed ? await rebind(binding, boundText(changed, disclosures), mallory) : binding)
    );
  });

/** Changes that know what a disclosure is: taken away, repeated, moved, borrowed, invented; bound anew by somebody else, or not. */
export const disclosureForgery: fc.Arbitrary<Forgery> = fc
  .tuple(fc.constantFrom("drop", "repeat", "move", "borrow", "invent", "swap"), place, fc.boolean(), fc.string())
  .map(([how, at, signed, value]) => async (genuine, other, mallory) => {
    const { token, disclosures, binding } = take(genuine);
    const theirs = take(other);
    const index = at % (disclosures.length + 1);
    const one = disclosures[index] ?? "";
    const salt = new Uint8Array(16);
    const changed = {
      drop: disclosures.toSpliced(index, 1),
      repeat: [...disclosures, one],
      move: [...disclosures.slice(index), ...disclosures.slice(0, index)],
      borrow: disclosures.toSpliced(index, 1, ...theirs.disclosures.slice(0, 1)),
      invent: disclosures.toSpliced(index, 0, createDisclosure({ salt, name: "awardTitle", value }).encoded),
      swap: disclosures,
    }[how] as string[];
    const bound = boundText(how === "swap" ? theirs.token : token, changed);
    return bound + (signed ? await rebind(binding, bound, mallory) : binding);
  });

function splice(text: string, at: number, length: number, what: string): string {
  const from = at % (text.length + 1);
  return text.slice(0, from) + what + text.slice(from + length);
}

function turnLetter(text: string, at: number, by: number): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const from = at % text.length;
  const index = letters.indexOf(text.charAt(from));
  return index < 0 ? text : splice(text, from, 1, letters.charAt((index + by) % 64));
}

function take(presentation: string) {
  const parts = presentation.split("~");
  return { token: parts[0] ?? "", disclosures: parts.slice(1, -1), binding: parts.at(-1) ?? "" };
}

async function changeMember(token: string, part: number, [at, name, value]: MemberChange, signer?: TokenSigner) {
  const parts = token.split(".");
  const json = JSON.parse(Buffer.from(parts[part] ?? "", "base64url").toString());
  const objects = objectsIn(json);
  const target = objects[at % objects.length] ?? json;
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
  parts[part] = encodeBase64url(Buffer.from(JSON.stringify(json)));
  const input = parts.slice(0, 2).join(".");
  return `${input}.${signer ? encodeBase64url(await signer.sign(encodeUtf8(input))) : parts[2]}`;
}

function objectsIn(value: unknown): object[] {
  if (typeof value !== "object" || value === null) return [];
  return [value, ...Object.values(value).flatMap(objectsIn)];
}

/** The key binding of somebody else over this text, with everything else as the holder had it. */
async function rebind(binding: string, bound: string, signer: TokenSigner): Promise<string> {
  return changeMember(binding, 1, [0, "sd_hash", presentationHash(bound)], signer);
}
