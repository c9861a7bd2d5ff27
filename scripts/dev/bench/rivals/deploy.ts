import type { InterfaceAbi, Wallet } from "ethers";
import { ContractFactory, Interface } from "ethers";
import type { Call } from "../harness/sendInFew.ts";

/** A contract of somebody else's, and how to call it. */
export interface Deployed {
  readonly address: string;
  readonly interface: Interface;
  call(method: string, args: readonly unknown[]): Call;
}

/** Deploys a contract from its bytecode. */
export async function deploy(
  signer: Wallet,
  { abi, bytecode }: { readonly abi: InterfaceAbi; readonly bytecode: string },
  args: readonly unknown[] = [],
): Promise<Deployed> {
  const contract = await new ContractFactory(abi, bytecode, signer).deploy(...args);
  await contract.waitForDeployment();
  const address = await contract.getAddress();
  const known = new Interface(abi as ConstructorParameters<typeof Interface>[0]);
  return {
    address,
    interface: known,
    call: (method, values) => ({ to: address, data: known.encodeFunctionData(method, values) }),
  };
}
