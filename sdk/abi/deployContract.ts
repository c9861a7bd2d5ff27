import type { BaseContract, ContractMethodArgs, Interface, Signer } from "ethers";
import { ContractFactory } from "ethers";
import { runnerWithMargin } from "./gasMargin.ts";

/** Deploys a contract and waits until it is mined. */
export async function deployContract<Contract extends BaseContract, Args extends unknown[]>(
  signer: Signer,
  abi: Interface,
  bytecode: string,
  args: ContractMethodArgs<Args>,
): Promise<Contract> {
  const contract = await new ContractFactory(abi, bytecode, runnerWithMargin(signer)).deploy(...args);
  return (await contract.waitForDeployment()) as Contract;
}
