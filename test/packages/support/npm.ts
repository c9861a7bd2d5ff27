import { spawn } from "node:child_process";

/** How a program ended, and what it wrote. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, in a folder. */
export function run(program: string, args: readonly string[], cwd: string, env = process.env): Promise<Finished> {
  const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const written = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      written[stream] += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, ...written }));
  });
}

/** Where npm finds what it installs; everything else that an outer npm hands down would make this one work elsewhere. */
const KEPT = /^npm_config_(registry|cache|userconfig|globalconfig|proxy|https_proxy|noproxy|cafile|_?auth.*)$/i;
const NO_REGISTRY = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED|FETCH_ERROR/;

/** Runs npm in a folder as somebody would who stands there. @throws Error if it fails; it says so if there is no registry */
export async function npm(args: readonly string[], cwd: string): Promise<string> {
  const own = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name) || KEPT.test(name));
  const { code, stdout, stderr } = await run("npm", args, cwd, Object.fromEntries(own));
  if (code === 0) return stdout;
  if (NO_REGISTRY.test(stderr)) {
    const why =
      "npm reached no registry, and what it keeps does not suffice. The package test installs what the packages need.";
    throw new Error(`${why}\n${stderr}`);
  }
  throw new Error(`npm ${args.join(" ")} failed.\n${stderr}`);
}
