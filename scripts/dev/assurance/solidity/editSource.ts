/** A text to put into a source before the byte at `at`. Of two at one place, `closes` comes first. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
  readonly closes?: boolean;
}

/** The source with all insertions made. Insertions of one kind at one place keep their order. */
export function insertInto(source: string, insertions: readonly Insertion[]): string {
  const bytes = Buffer.from(source);
  const ordered = insertions
    .map((insertion, order) => ({ ...insertion, order }))
    .sort((a, b) => a.at - b.at || Number(b.closes ?? false) - Number(a.closes ?? false) || a.order - b.order);
  let done = 0;
  const parts: Buffer[] = [];
  for (const { at, text } of ordered) {
    parts.push(bytes.subarray(done, at), Buffer.from(text));
    done = at;
  }
  return Buffer.concat([...parts, bytes.subarray(done)]).toString();
}

/** The number of the line, from 1, that holds a byte. */
export function lineAt(source: Buffer, at: number): number {
  let line = 1;
  for (
    let position = source.indexOf(10);
    position !== -1 && position < at;
    position = source.indexOf(10, position + 1)
  ) {
    line++;
  }
  return line;
}
