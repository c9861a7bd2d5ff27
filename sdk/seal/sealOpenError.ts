import { CscssError } from "../errors/CscssError.ts";

/** The step of opening that failed. */
export type SealLayer = "form" | "holder" | "issuer" | "dictionary" | "pack" | "hash";

const MESSAGES: Record<SealLayer, string> = {
  form: "The bytes are not a sealed payload of this version, or are for another sealing key number.",
  holder: "The holder layer does not open with this key, shred half and place.",
  issuer: "The issuer layer does not open with this holder key, issuer key and place.",
  dictionary:
    "The dictionary the payload was packed with is not there: the node lags behind, or the issuer published none under this number.",
  pack: "The opened bytes are not a packed credential.",
  hash: "The opened credential is not the one whose hash the record holds.",
};

/**
 * The one error of opening. Within a layer the message is always the same, and there is no cause: a wrong key, a
 * flipped bit and a moved ciphertext are not told apart.
 */
export function sealOpenError(layer: SealLayer): CscssError {
  return new CscssError("ERR_SEAL_OPEN", MESSAGES[layer], { details: { layer } });
}
