import type { RlpStructuredData } from "ethers";
import { decodeRlp, encodeRlp, toBeHex } from "ethers";
import { decodeHex, encodeHex } from "../bytes/hex.ts";
import { keccak256 } from "../crypto/keccak256.ts";
import { CscssError } from "../errors/CscssError.ts";
import { decodeRlpStrictly, textOf } from "./lookUpInTrie.ts";

/** What a block's header says, as far as anybody here asks. */
export interface BlockHeader {
  /** keccak256 of the header. */
  readonly hash: string;
  readonly number: number;
  /** Unix seconds. */
  readonly time: number;
  readonly stateRoot: string;
}

/** A header's members in their order, by the names nodes give them; each fork added some at the end. @source EIP-7685 and before */
const MEMBERS = [
  ["parentHash", "bytes"],
  ["sha3Uncles", "bytes"],
  ["miner", "bytes"],
  ["stateRoot", "bytes"],
  ["transactionsRoot", "bytes"],
  ["receiptsRoot", "bytes"],
  ["logsBloom", "bytes"],
  ["difficulty", "number"],
  ["number", "number"],
  ["gasLimit", "number"],
  ["gasUsed", "number"],
  ["timestamp", "number"],
  ["extraData", "bytes"],
  ["mixHash", "bytes"],
  ["nonce", "bytes"],
  ["baseFeePerGas", "number"],
  ["withdrawalsRoot", "bytes"],
  ["blobGasUsed", "number"],
  ["excessBlobGas", "number"],
  ["parentBeaconBlockRoot", "bytes"],
  ["requestsHash", "bytes"],
] as const;
const AT = Object.fromEntries(MEMBERS.map(([name], index) => [name, index]));
/** 0x and 32 bytes in hex. */
const VANITY = 66;
const FEWEST = MEMBERS.findIndex(([name]) => name === "baseFeePerGas");

/**
 * Writes the header of a block, as a node answers with it, such that it gives the block's hash.
 *
 * @throws ERR_NODE_PROOF if it does not: then the chain writes headers, or hashes them, in another way.
 */
export function encodeBlockHeader(block: Readonly<Record<string, unknown>>): string {
  for (const extraData of hashedForms(String(block.extraData))) {
    const fields: Readonly<Record<string, unknown>> = { ...block, extraData };
    const present = MEMBERS.filter(([name]) => typeof fields[name] === "string");
    const encoded = encodeRlp(
      present.map(([name, kind]) => (kind === "number" ? minimal(String(fields[name])) : String(fields[name]))),
    );
    if (hashOf(encoded) === block.hash) return encoded;
  }
  throw new CscssError(
    "ERR_NODE_PROOF",
    `The header of block ${block.hash} does not give its hash: this chain writes headers in a way that is not known here.`,
  );
}

/**
 * What of the extra data goes into the hash: all of it, or, on chains whose validators sign the hash, all but their round
 * and seals. @source Besu, whose QBFT writes round 0 and no seals in their place, and whose IBFT 2.0 leaves them out;
 * GoQuorum, whose IBFT has 32 free bytes in front and empties the list of committed seals, the last of three
 */
function hashedForms(extraData: string): string[] {
  const parts = listIn(extraData);
  if (parts?.length === 5) {
    const unsealed = parts.slice(0, 3);
    return [extraData, encodeRlp([...unsealed, "0x", []]), encodeRlp(unsealed)];
  }
  const [vanity, rest] = [extraData.slice(0, VANITY), `0x${extraData.slice(VANITY)}`];
  const istanbul = listIn(rest);
  if (istanbul?.length !== 3) return [extraData];
  return [extraData, vanity + encodeRlp([...istanbul.slice(0, 2), []]).slice(2)];
}

/** The list that RLP holds; undefined where it is none: on other chains extra data is any bytes. */
function listIn(bytes: string): readonly (string | RlpStructuredData)[] | undefined {
  try {
    const parts = decodeRlp(bytes);
    return typeof parts === "string" ? undefined : parts;
  } catch {
    return undefined;
  }
}

/**
 * Reads a header.
 *
 * @param encoded - its RLP, in hex.
 * @throws ERR_PROOF if it is none.
 */
export function decodeBlockHeader(encoded: string): BlockHeader {
  const fields = decodeRlpStrictly(decodeHex(encoded, encoded.length / 2 - 1));
  if (!Array.isArray(fields) || fields.length < FEWEST || fields.length > MEMBERS.length) {
    throw new CscssError("ERR_PROOF", "The bundle's block header is not a block header. Ask for a new bundle.");
  }
  const field = (name: string): string => textOf(fields[AT[name] ?? -1]);
  const count = (name: string): number => {
    const value = Number(BigInt(field(name) === "0x" ? 0 : field(name)));
    if (Number.isSafeInteger(value)) return value;
    throw new CscssError("ERR_PROOF", `The bundle's block header has no ${name} that could be. Ask for a new bundle.`);
  };
  return {
    hash: hashOf(encoded),
    number: count("number"),
    time: count("timestamp"),
    stateRoot: field("stateRoot"),
  };
}

function hashOf(encoded: string): string {
  return encodeHex(keccak256(decodeHex(encoded, encoded.length / 2 - 1)));
}

/** A number as RLP takes it: no leading zeros, nothing for 0. */
function minimal(quantity: string): string {
  return BigInt(quantity) === 0n ? "0x" : toBeHex(BigInt(quantity));
}
