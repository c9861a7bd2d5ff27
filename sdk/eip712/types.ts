import type { TypedDataField } from "ethers";

/**
 * Every message that is signed for a contract: the same table as contracts/libraries/TypeHashes.sol.
 *
 * @source EIP-712.
 * @example
 * EIP712_TYPES.Destroy; // [{ type: "uint256", name: "nonce" }, { type: "uint40", name: "deadline" }]
 */
export const EIP712_TYPES = {
  Decision: fields("address target", "bytes data", "uint256 nonce", "uint40 deadline"),
  Enrol: fields("address holder", "address organization", "uint8 profiles", "uint256 nonce", "uint40 deadline"),
  Leave: fields("address holder", "address organization", "uint256 nonce", "uint40 deadline"),
  WithdrawConsent: fields("address holder", "address organization", "uint256 nonce", "uint40 deadline"),
  RequestRecord: fields(
    "address holder",
    "address organization",
    "uint8 profile",
    "uint32 walletIndex",
    "uint8 recordType",
    "bytes32 documents",
    "uint256 nonce",
    "uint40 deadline",
  ),
  WithdrawRequest: fields(
    "address holder",
    "address organization",
    "uint8 profile",
    "uint32 walletIndex",
    "uint8 recordType",
    "uint40 until",
    "uint256 nonce",
    "uint40 deadline",
  ),
  CreateWallet: fields("address owner", "uint8 profile", "uint32 index", "bytes encryptionKey", "uint40 deadline"),
  BlockOrganization: fields("address organization", "uint256 nonce", "uint40 deadline"),
  UnblockOrganization: fields("address organization", "uint256 nonce", "uint40 deadline"),
  Grant: fields("bytes32 grantId", "bytes32 commitment", "uint40 until", "uint256 nonce", "uint40 deadline"),
  WithdrawGrant: fields("bytes32 grantId", "uint256 nonce", "uint40 deadline"),
  SetEncryptionKey: fields("bytes encryptionKey", "uint256 nonce", "uint40 deadline"),
  Deactivate: fields("uint256 nonce", "uint40 deadline"),
  Reactivate: fields("uint256 nonce", "uint40 deadline"),
  Destroy: fields("uint256 nonce", "uint40 deadline"),
} as const satisfies Record<string, readonly TypedDataField[]>;

/** The names of the messages. */
export type Eip712Type = keyof typeof EIP712_TYPES;

function fields(...declarations: readonly string[]): readonly TypedDataField[] {
  return declarations.map((declaration) => {
    const [type = "", name = ""] = declaration.split(" ");
    return { type, name };
  });
}
