import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readSync, statSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { CscssError } from "../errors/CscssError.ts";
import type { BatchJournal, KnownBatch } from "../issuing/BatchJournal.ts";
import type {
  BatchEntry,
  FailedEntry,
  JournalEntry,
  JournalHead,
  MinedEntry,
  ReplacementEntry,
} from "../issuing/journalEntries.ts";

/** A journal in a file. */
export interface FileJournal extends BatchJournal {
  append(entry: BatchEntry | ReplacementEntry | MinedEntry | FailedEntry): void;
  read(hash: string): BatchEntry;
  latest(hash: string): string;
  close(): void;
}

const CHUNK = 1 << 20;
const NEWLINE = 0x0a;

/**
 * Opens the journal, or begins it. A last line that a crash cut short was never acted upon, and is cut off.
 *
 * @param file - its path.
 * @param head - what it is for; a journal of something else is refused.
 * @returns the journal; `close()` it at the end.
 * @throws ERR_JOURNAL if it is damaged elsewhere, of another version, or belongs to another chain, organization or
 * account; Node's own errors where the file cannot be read or written.
 * @example
 * const journal = openJournal("graduates.journal", head);
 * const open = journal.batches().filter(({ outcome }) => outcome === undefined);
 */
export function openJournal(file: string, head: JournalHead): FileJournal {
  const isNew = !existsSync(file);
  const descriptor = openSync(file, "a+", 0o600);
  const places = new Map<string, { readonly offset: number; readonly length: number }>();
  const batches = new Map<string, KnownBatch>();
  let end = 0;

  const damaged = (problem: string): CscssError =>
    new CscssError("ERR_JOURNAL", `${file}: ${problem}`, { details: { file } });
  const note = (entry: JournalEntry, offset: number, length: number): void => {
    if (entry.kind === "head") return;
    if (entry.kind === "batch") {
      places.set(entry.hash, { offset, length });
      const items = entry.items.map(({ claimFile: _, ...item }) => item);
      batches.set(entry.hash, { hash: entry.hash, hashes: [entry.hash], nonce: entry.nonce, items });
      return;
    }
    const name = entry.kind === "replacement" ? entry.of : entry.hash;
    const batch = batches.get(name);
    if (batch === undefined) throw damaged(`an entry names the unknown transaction ${name}.`);
    if (entry.kind === "replacement") {
      places.set(entry.hash, { offset, length });
      batches.set(name, { ...batch, hashes: [...batch.hashes, entry.hash] });
    } else {
      batches.set(name, { ...batch, outcome: entry });
    }
  };
  const readBack = (hash: string): BatchEntry | ReplacementEntry => {
    const place = places.get(hash);
    if (place === undefined) throw damaged(`there is no transaction ${hash}.`);
    const bytes = Buffer.alloc(place.length);
    readSync(descriptor, bytes, 0, place.length, place.offset);
    return JSON.parse(bytes.toString("utf8")) as BatchEntry | ReplacementEntry;
  };
  const write = (entry: JournalEntry): void => {
    const line = Buffer.from(`${JSON.stringify(entry)}\n`);
    for (let written = 0; written < line.length; ) written += writeSync(descriptor, line, written);
    fsyncSync(descriptor);
    note(entry, end, line.length);
    end += line.length;
  };

  try {
    let first = true;
    for (const { text, offset, length } of linesOf(descriptor)) {
      const entry = parse(text);
      if (entry === undefined) throw damaged(`what stands at byte ${offset} is not an entry.`);
      if (first) requireSame(file, entry, head);
      first = false;
      note(entry, offset, length);
      end = offset + length;
    }
    // What is behind the last whole line was being written when the process died.
    if (end < statSync(file).size) ftruncateSync(descriptor, end);
    if (first) write(head);
    if (isNew) syncFolder(dirname(file));
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
  return {
    batches: () => [...batches.values()],
    append: write,
    read: (hash) => readBack(hash) as BatchEntry,
    latest: (hash) => readBack(batches.get(hash)?.hashes.at(-1) ?? hash).raw,
    close: () => closeSync(descriptor),
  };
}

/** The whole lines of a file, one after the other, however large it is. */
function* linesOf(descriptor: number): Generator<{ text: string; offset: number; length: number }> {
  let rest = Buffer.alloc(0);
  let offset = 0;
  for (let position = 0; ; ) {
    const chunk = Buffer.alloc(CHUNK);
    const size = readSync(descriptor, chunk, 0, CHUNK, position);
    if (size === 0) return;
    position += size;
    rest = Buffer.concat([rest, chunk.subarray(0, size)]);
    for (let at = rest.indexOf(NEWLINE); at !== -1; at = rest.indexOf(NEWLINE)) {
      yield { text: rest.toString("utf8", 0, at), offset, length: at + 1 };
      rest = rest.subarray(at + 1);
      offset += at + 1;
    }
  }
}

function parse(line: string): JournalEntry | undefined {
  try {
    const entry = JSON.parse(line) as Partial<JournalEntry> | null;
    return entry?.kind === undefined ? undefined : (entry as JournalEntry);
  } catch {
    return undefined;
  }
}

function requireSame(file: string, found: JournalEntry, head: JournalHead): void {
  for (const name of ["kind", "version", "chainId", "genesisHash", "organization", "account"] as const) {
    const [was, is] = [(found as Partial<JournalHead>)[name], head[name]];
    if (was === is) continue;
    const remedy = name === "version" ? " Finish it with the version of cscss that began it." : "";
    const problem = `${file} was begun with ${name} ${was}, and this run has ${is}.${remedy}`;
    throw new CscssError("ERR_JOURNAL", problem, { details: { file } });
  }
}

/** Else a crash of the machine may lose the new file's name. */
function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const descriptor = openSync(folder, "r");
  fsyncSync(descriptor);
  closeSync(descriptor);
}
