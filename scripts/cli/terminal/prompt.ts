import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { usageError } from "./usageError.ts";

/** Asks a person. Only on a terminal: elsewhere every question is an error that names the option to give instead. */
export interface Prompt {
  readonly interactive: boolean;
  /** @param instead what to give where nobody can be asked. */
  ask(question: string, instead: string): Promise<string>;
  /** The answer is not shown. */
  askSecret(question: string, instead: string): Promise<string>;
}

/** Questions go to stderr, so that stdout keeps to data. */
export function terminalPrompt(stdin: NodeJS.ReadStream, stderr: NodeJS.WriteStream): Prompt {
  const interactive = stdin.isTTY === true && stderr.isTTY === true;
  async function question(text: string, instead: string, hidden: boolean): Promise<string> {
    if (!interactive) throw usageError(`${text} Nobody can be asked here: give ${instead}.`);
    stderr.write(`${text} `);
    const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
    const lines = createInterface({ input: stdin, output: hidden ? nowhere : stderr, terminal: true });
    const interrupted = new Promise<never>((_, reject) => {
      lines.once("SIGINT", () => {
        process.kill(process.pid, "SIGINT");
        reject(usageError("Interrupted."));
      });
    });
    try {
      return await Promise.race([lines.question(""), interrupted]);
    } finally {
      lines.close();
      if (hidden) stderr.write("\n");
    }
  }
  return {
    interactive,
    ask: (text, instead) => question(text, instead, false),
    askSecret: (text, instead) => question(text, instead, true),
  };
}
