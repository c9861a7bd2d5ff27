/**
 * What everybody who builds on CSCSS ME needs: networks, nodes, errors, names, credentials as data, keys.
 *
 * @module
 */

export { decodeHex, encodeHex } from "./bytes/hex.ts";
export { decodeUtf8, encodeUtf8 } from "./bytes/utf8.ts";
export type { AwardPlace } from "./credential/accessKey.ts";
export { deriveAccessKey, recordIdOf } from "./credential/accessKey.ts";
export { applyTemplate } from "./credential/applyTemplate.ts";
export { categorySchemaOf } from "./credential/categorySchemaOf.ts";
export type { DecodedCredential } from "./credential/decodeCredential.ts";
export { decodeCredential } from "./credential/decodeCredential.ts";
export type { ClaimProblem } from "./credential/findClaimProblems.ts";
export type { IssuerTemplate } from "./credential/IssuerTemplate.ts";
export { isIdentifying } from "./credential/isIdentifying.ts";
export { parseTemplate } from "./credential/parseTemplate.ts";
export type { CategoryClaims, RecordClaims } from "./credential/RecordClaims.ts";
export { recognizedRecordOf } from "./credential/recognizedRecordOf.ts";
export type { CategoryName, RecordTypeInfo, RecordTypeName } from "./credential/recordTypes.ts";
export { CATEGORIES, RECORD_TYPES } from "./credential/recordTypes.ts";
export { recordTypesOf } from "./credential/recordTypesOf.ts";
export { schemaOf } from "./credential/schemaOf.ts";
export type { ClaimSchema } from "./credential/schemas/ClaimSchema.ts";
export type { ClaimRules } from "./credential/validateClaims.ts";
export { validateClaims } from "./credential/validateClaims.ts";
export { checksumAddress } from "./crypto/checksumAddress.ts";
export type { NativeSecp256k1 } from "./crypto/nativeSecp256k1.ts";
export { nobleSecp256k1 } from "./crypto/nobleSecp256k1.ts";
export type { CurveLoaders } from "./crypto/openSecp256k1.ts";
export { openSecp256k1 } from "./crypto/openSecp256k1.ts";
export type { Secp256k1 } from "./crypto/Secp256k1.ts";
export type { TinySecp256k1 } from "./crypto/wasmSecp256k1.ts";
export { didOf } from "./did/didOf.ts";
export type { ParsedDid } from "./did/parseDid.ts";
export { parseDid } from "./did/parseDid.ts";
export type { Eip712Place } from "./eip712/signMessage.ts";
export { eip712Domain, signMessage } from "./eip712/signMessage.ts";
export type { Eip712Type } from "./eip712/types.ts";
export { EIP712_TYPES } from "./eip712/types.ts";
export { asCscssError } from "./errors/asCscssError.ts";
export type { ErrorOptions } from "./errors/CscssError.ts";
export { CscssError } from "./errors/CscssError.ts";
export type { ErrorCode } from "./errors/errorCodes.ts";
export { ERROR_CODES } from "./errors/errorCodes.ts";
export { decodeRevert, fromRevert, revertInWords } from "./errors/fromRevert.ts";
export type { Revert } from "./errors/Revert.ts";
export { canonicalJson } from "./json/canonicalJson.ts";
export { isJsonObject } from "./json/isJsonObject.ts";
export type { JsonObject, JsonValue } from "./json/JsonValue.ts";
export type { JsonLimits } from "./json/parseJsonStrict.ts";
export { parseJsonStrict } from "./json/parseJsonStrict.ts";
export type { Chain } from "./network/connectChain.ts";
export { connectChain } from "./network/connectChain.ts";
export type { GasSetting } from "./network/connectNode.ts";
export { connectNode, NodeProvider } from "./network/connectNode.ts";
export type { Generation, NetworkFile, PinnedContract } from "./network/NetworkFile.ts";
export type { Node } from "./network/Node.ts";
export { openNode } from "./network/Node.ts";
export { parseNetworkFile } from "./network/parseNetworkFile.ts";
export type { Reading } from "./network/Reading.ts";
export type { DecodedToken, TokenHeader, TokenType } from "./token/decodeToken.ts";
export type { TokenSigner } from "./token/TokenSigner.ts";
export { memoryTokenSigner } from "./token/TokenSigner.ts";
export { actInWords, actorOf } from "./words/actInWords.ts";
export { memberInWords, timeInWords } from "./words/chainWords.ts";
export { claimLabel, claimRows, claimValue } from "./words/claimsInWords.ts";
