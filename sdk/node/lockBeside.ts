import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { CscssError } from "../errors/CscssError.ts";

/**
 * Makes sure that only one process works on a file. Each writes a mark whose name says which process it is, then looks
 * for the marks of others: those of the living make it give way, those of the dead are removed. Whoever starts at the
 * same time sees the other's mark, so that at most one goes on; a killed process leaves nothing that anybody must clear.
 *
 * @param file - the path of the file; it need not exist.
 * @returns the function that gives the file free.
 * @throws ERR_BUSY naming the other process; Node's own errors where the folder cannot be written.
 * @example
 * const free = lockBeside("graduates.csv");
 * free();
 */
export function lockBeside(file: string): () => void {
  const folder = dirname(file);
  const prefix = `.${basename(file)}.lock.`;
  const own = `${prefix}${markOf(process.pid)}`;
  writeFileSync(join(folder, own), "");
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(prefix) || name === own) continue;
    const [host = "", pid = "", start = ""] = name.slice(prefix.length).split("@");
    // Of another machine's processes nothing is known.
    if (host === hostname() && startOf(Number(pid)) !== start) {
      rmSync(join(folder, name), { force: true });
      continue;
    }
    rmSync(join(folder, own), { force: true });
    const problem = `Another run is at work on ${file}: process ${pid} on ${host}.`;
    throw new CscssError("ERR_BUSY", problem, { details: { file: join(folder, name) } });
  }
  return () => rmSync(join(folder, own), { force: true });
}

function markOf(pid: number): string {
  return `${hostname()}@${pid}@${startOf(pid)}`;
}

/** When a process started, so that a number that was given out again is not taken for it; empty if there is none. */
function startOf(pid: number): string {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as { code?: string }).code !== "EPERM") return "";
  }
  try {
    // The 22nd field; the second, a name in brackets, may hold blanks.
    const fields = readFileSync(`/proc/${pid}/stat`, "latin1").split(") ").at(-1)?.split(" ");
    // One that has ended and was not yet waited for is dead.
    return fields?.[0] === "Z" ? "" : (fields?.[19] ?? "alive");
  } catch {
    return "alive";
  }
}
