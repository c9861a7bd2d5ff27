import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { lockBeside } from "../../../sdk/node/lockBeside.ts";

const MODULE = join(import.meta.dirname, "../../../sdk/node/lockBeside.ts");

describe("the lock beside a file (H6)", () => {
  const folder = mkdtempSync(join(tmpdir(), "cscss-lock-"));
  const file = join(folder, "graduates.csv");
  afterAll(() => rmSync(folder, { recursive: true }));
  const marks = () => readdirSync(folder).filter((name) => name.includes(".lock."));

  it("keeps a second process out until it is killed, and then nothing has to be cleared", async () => {
    const code = `import { lockBeside } from ${JSON.stringify(MODULE)}; lockBeside(${JSON.stringify(file)}); console.log("locked"); setInterval(() => {}, 1000);`;
    const other = spawn(process.execPath, ["--input-type=module-typescript", "-e", code], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(other.stdout, "data");
    expect(() => lockBeside(file)).toThrow(expect.objectContaining({ code: "ERR_BUSY" }));
    expect(() => lockBeside(file)).toThrow(`process ${other.pid}`);
    other.kill("SIGKILL");
    await once(other, "exit");
    lockBeside(file)();
    expect(marks()).toEqual([]);
  });

  it("takes a number that was given out again for no lock, and respects another machine's", () => {
    writeFileSync(join(folder, `.graduates.csv.lock.${hostname()}@${process.ppid}@1`), "");
    lockBeside(file)();
    expect(marks()).toEqual([]);
    writeFileSync(join(folder, ".graduates.csv.lock.another-host@1@1"), "");
    expect(() => lockBeside(file)).toThrow("another-host");
  });
});
