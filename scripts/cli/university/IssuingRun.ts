import type { Chain, Node, NodeProvider } from "@cscss-me/sdk";
import type { Wallet } from "ethers";
import type { OptionReader } from "../frame/OptionReader.ts";
import type { IssuerSecrets } from "../keys/issuerFile.ts";

/** What issuing a file needs of a run: its options, where it reports and asks, the chain and the accounts. */
export interface IssuingRun extends OptionReader {
  result(data: unknown, text: string): void;
  say(text: string): void;
  table(rows: readonly (readonly string[])[]): string;
  approve(what: string, weighty?: boolean): Promise<boolean>;
  progress(label: string, unit: string, total: number, work: (onDone: () => void) => Promise<void>): Promise<void>;
  node(): NodeProvider;
  chain(): Promise<Chain>;
  reader(): Promise<Node>;
  account(): Promise<Wallet>;
  issuerSecrets(): Promise<{ readonly secrets: IssuerSecrets }>;
}
