// Runs README.md's three commands as a newcomer would: in a clone that was never built, in a home where nothing is.
// Run: npm run test:clone. It takes minutes. Exits with 0 only if the page says VALID.

import type { ChildProcess } from "node:child_process";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { CHROMIUM, openBrowser } from "../oracle-service/page/support/openBrowser.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const STARTS_WITHIN_MS = 300_000;

const folder = mkdtempSync(join(tmpdir(), "cscss-clone-"));
const clone = join(folder, "clone");
const env = {
  PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
  HOME: join(folder, "home"),
  CSCSS_HOME: join(folder, "home"),
};

/** The commands that stand in the README, one a line. */
function commandsOfReadme(): string[] {
  const readme = readFileSync(join(clone, "README.md"), "utf8");
  const [, block = ""] = /<!-- first:commands -->\n```sh\n([\s\S]*?)```/.exec(readme) ?? [];
  return block.trim().split("\n");
}

function run(command: string, cwd = clone): string {
  console.error(`$ ${command}`);
  const { status, stdout } = spawnSync("bash", ["-c", command], {
    cwd,
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`"${command}" ended with ${status}: ${stdout.slice(-2000)}`);
  return stdout;
}

/** The same packages, without a registry: hard links where the file system has them, as npm never changes a file in place. */
function installFromHere(): void {
  if (existsSync(join(ROOT, "node_modules")))
    run(`cp -al "${join(ROOT, "node_modules")}" "${clone}/" 2>/dev/null || npm ci`);
  else run("npm ci");
}

/** Starts a command that goes on, and waits for what it says when it is ready. */
function start(command: string, ready: RegExp): Promise<ChildProcess> {
  console.error(`$ ${command}`);
  // exec: what is stopped later is the program, not the shell.
  const child = spawn("bash", ["-c", `exec ${command}`], {
    cwd: clone,
    env,
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`"${command}" was not ready in time.`)), STARTS_WITHIN_MS);
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (!ready.test(said)) return;
      clearTimeout(timer);
      resolve(child);
    });
    child.once("close", (code) => reject(new Error(`"${command}" ended with ${code}: ${said}`)));
  });
}

async function verdictOnPage(link: string): Promise<string> {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(link);
    return (await page.locator("article.sheet h1").textContent({ timeout: 60_000 })) ?? "";
  } finally {
    await browser.close();
  }
}

let up: ChildProcess | undefined;
try {
  run(`git clone -q "${ROOT}" "${clone}"`, folder);
  const [demo = "", starting = "", issuing = "", ...more] = commandsOfReadme();
  if (more.length > 0 || issuing === "") throw new Error("README.md has another number of commands than three.");
  const installing = /^npm ci && (.+)$/.exec(demo)?.[1];
  if (installing === undefined) throw new Error(`"${demo}" does not install first.`);
  installFromHere();
  if (!run(installing).includes("VALID: issued by")) throw new Error("The demo did not come to a valid diploma.");
  // On free ports; and nobody is there to be asked.
  up = await start(`${starting} --port 0 --service-port 0`, /Now issue/);
  const issued = run(`${issuing} --yes`);
  const link = /^http:\S+#me1=\S+$/m.exec(issued)?.[0];
  if (link === undefined || !issued.includes("VALID"))
    throw new Error(`There is no link to a valid diploma: ${issued}`);
  const verdict = CHROMIUM === undefined ? run(`npm run -s cscss -- verify "${link}"`) : await verdictOnPage(link);
  // In the page the style makes capitals of it.
  if (!verdict.toUpperCase().startsWith("VALID")) throw new Error(`The link is ${verdict}`);
  if (run("git status --porcelain") !== "") throw new Error("The commands changed the clone.");
  console.log(
    `A fresh clone comes to a verified diploma in three commands (${CHROMIUM === undefined ? "cscss verify" : "Chromium"}).`,
  );
} finally {
  if (up?.pid !== undefined) {
    const closed = new Promise((resolve) => up?.once("close", resolve));
    // npm, the shell under it and the program: all of their group.
    process.kill(-up.pid, "SIGINT");
    await closed;
  }
  rmSync(folder, { recursive: true, force: true });
}
