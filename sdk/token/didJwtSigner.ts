import type { Signer } from "did-jwt";
import { encodeBase64url } from "../bytes/base64url.ts";
import { encodeUtf8 } from "../bytes/utf8.ts";
import type { TokenSigner } from "./TokenSigner.ts";

/** A token signer in the form did-jwt calls. */
export function didJwtSigner(signer: TokenSigner): Signer {
  return async (data) => encodeBase64url(await signer.sign(typeof data === "string" ? encodeUtf8(data) : data));
}
