import { encodeUtf8 } from "../bytes/utf8.ts";
import { isSealable } from "../credential/isSealable.ts";
import type { GraduateRow } from "../inputs/GraduateRow.ts";
import { MAX_DICTIONARY } from "../seal/limits.ts";
import { deflate } from "../seal/pack.ts";
import type { Piece } from "./commonPieces.ts";
import { commonPieces, LEAST_HOLDERS } from "./commonPieces.ts";
import { countHolders } from "./countHolders.ts";
import { frameOf } from "./frameOf.ts";

/** What pointing at a text in the dictionary takes, and a stream by itself. */
const POINTER = 4;
/** Trying one takes milliseconds, and the rarest bring nothing. */
const MOST_TRIED = 3000;

/** A dictionary, and what it is made of. */
export interface TrainedDictionary {
  readonly text: string;
  /** In the order of the text; the most useful at the end, where deflate reaches it most cheaply. */
  readonly pieces: readonly Piece[];
}

/**
 * Makes a dictionary of what many people's records say alike: the same rows, the same bytes. A text comes in if it saves the
 * records of these rows alone as many bytes as it has, so the dictionary pays for itself with them.
 *
 * @param rows - checked, as they would be issued.
 * @param chainId - the chain the records are for: its number stands in every token.
 * @returns its text, which is empty where nothing pays for itself.
 * @throws ERR_CLAIMS, ERR_TOKEN_SIZE for a row that could not be issued.
 * @example
 * const { rows } = readAwards([{ name: "graduates.csv", bytes }], { now, leftOut: [] });
 * const { text, pieces } = await trainDictionary(rows, chain.chainId);
 */
export async function trainDictionary(rows: readonly GraduateRow[], chainId: bigint): Promise<TrainedDictionary> {
  const candidates = [...(await framesOf(rows, chainId)), ...commonPieces(rows)]
    .sort((one, other) => weightOf(other) - weightOf(one) || (one.text < other.text ? -1 : 1))
    .slice(0, MOST_TRIED);
  const chosen: Piece[] = [];
  let text = "";
  for (const piece of candidates) {
    const grown = piece.text + text;
    const size = encodeUtf8(piece.text).length;
    if (text.includes(piece.text) || encodeUtf8(grown).length > MAX_DICTIONARY) continue;
    const saved = deflate(piece.text, encodeUtf8(text)).length - POINTER;
    if (saved * piece.holders < size) continue;
    text = grown;
    chosen.unshift(piece);
  }
  return { text, pieces: chosen };
}

function weightOf({ text, holders }: Piece): number {
  return text.length * holders;
}

/** What stands before the claims, of each type of record that is common enough. */
async function framesOf(rows: readonly GraduateRow[], chainId: bigint): Promise<Piece[]> {
  const frames: Piece[] = [];
  for (const [recordType, some] of Map.groupBy(rows, (row) => row.recordType)) {
    const holders = countHolders();
    for (const row of some) holders.add(row);
    const [{ claims }] = some as [GraduateRow];
    const open = Object.entries(claims).filter(([name, value]) => !isSealable(recordType, name, value)).length;
    if (holders.size < LEAST_HOLDERS) continue;
    frames.push({ text: await frameOf(recordType, chainId, open), holders: holders.size });
  }
  return frames;
}
