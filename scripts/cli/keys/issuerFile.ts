import { randomBytes, randomUUID } from "node:crypto";
import { CscssError, checksumAddress, encodeUtf8 } from "@cscss-me/sdk";
import { ADDRESS, CHAIN_ID, closedObject, readForm } from "@cscss-me/sdk/interim";
import { nodeScrypt } from "@cscss-me/sdk/node";
import { decryptSecret, encryptSecret } from "@cscss-me/sdk/wallet";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import { naming, readKeystore, stretchOptions } from "./keystore.ts";

/** A private key the organization publishes, or published. Its number is on the chain. */
export interface IssuerKey {
  readonly purpose: "signing" | "sealing";
  /** 32 bytes in hex, without 0x. */
  readonly privateKey: string;
}

/** What only the organization has: its keys, oldest first, and the secret its accessKeys derive from. */
export interface IssuerSecrets {
  readonly organization: string;
  readonly chainId: number;
  /** 32 bytes in hex, without 0x. */
  readonly recordSecret: string;
  readonly keys: readonly IssuerKey[];
}

const KEY = { type: "string", pattern: "^[0-9a-f]{64}$", description: "64 hex digits, lower case" } as const;
const SECRETS = {
  name: "What is encrypted in",
  code: "ERR_KEYSTORE",
  maxLength: 1_000_000,
  schema: closedObject({
    organization: ADDRESS,
    chainId: CHAIN_ID,
    recordSecret: KEY,
    keys: { type: "array", items: closedObject({ purpose: { enum: ["signing", "sealing"] }, privateKey: KEY }) },
  }),
  secret: true,
} as const;

/** Fresh secrets for an organization: the record secret, and no key yet. */
export function newIssuerSecrets(organization: string, chainId: number): IssuerSecrets {
  return { organization, chainId, recordSecret: randomBytes(32).toString("hex"), keys: [] };
}

/** Adds a fresh key. */
export function withNewKey(secrets: IssuerSecrets, purpose: IssuerKey["purpose"]): IssuerSecrets {
  return { ...secrets, keys: [...secrets.keys, { purpose, privateKey: randomBytes(32).toString("hex") }] };
}

/**
 * Writes the secrets encrypted, in the form of a keystore with more inside: one file and one password, because the three
 * are of use only together, and whoever lacks the record secret cannot even tell which record belongs to which award.
 */
export async function writeIssuerFile(
  file: string,
  secrets: IssuerSecrets,
  password: string,
  options: { readonly replace?: boolean; readonly cost?: number } = {},
): Promise<void> {
  const { organization, chainId } = secrets;
  const crypto = await encryptSecret(encodeUtf8(JSON.stringify(secrets)), password, stretchOptions(options));
  const content = { type: "CscssMeIssuer", version: 3, id: randomUUID(), organization, chainId, crypto };
  writeFileSafely(file, `${JSON.stringify(content, null, 2)}\n`, options);
}

/** The organization an issuer file is of, without opening it. @throws ERR_FILE, ERR_KEYSTORE */
export function organizationOfIssuerFile(file: string): string {
  const { type, organization } = readKeystore(file);
  if (type === "CscssMeIssuer" && typeof organization === "string") return checksumAddress(organization);
  throw new CscssError("ERR_KEYSTORE", `${file} is not an issuer file. Make one with: cscss org create`, {
    details: { file },
  });
}

/** Opens an issuer file. @throws ERR_FILE, ERR_KEYSTORE, ERR_PASSWORD */
export async function openIssuerFile(file: string, password: string): Promise<IssuerSecrets> {
  const organization = organizationOfIssuerFile(file);
  const { crypto } = readKeystore(file);
  const secret = await naming(file, () => decryptSecret(crypto, password, { scrypt: nodeScrypt }));
  const secrets = readForm(new TextDecoder().decode(secret), SECRETS, { file });
  if (checksumAddress(secrets.organization) !== organization) {
    throw new CscssError("ERR_KEYSTORE", `${file} names another organization outside than inside.`, {
      details: { file },
    });
  }
  return secrets;
}
