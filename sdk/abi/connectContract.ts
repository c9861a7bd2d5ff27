import type { BaseContractMethod, ContractRunner, ContractTransactionResponse, Interface } from "ethers";
import { BaseContract } from "ethers";
import { runnerWithMargin } from "./gasMargin.ts";

/** A method that only reads. */
export type ReadMethod<Args extends unknown[], Result> = BaseContractMethod<Args, Result, Result>;

/** A method that sends a transaction when called; `staticCall` gives its result without sending. */
export type WriteMethod<Args extends unknown[], Result> = BaseContractMethod<Args, Result, ContractTransactionResponse>;

declare const events: unique symbol;

/** Ties the types of a contract's events to the contract; exists for the type checker only. */
export interface EmitsEvents<Events> {
  readonly [events]?: Events;
}

/** A contract whose every transaction has the margin on its gas that real nodes' estimates need. */
class MarginContract extends BaseContract {
  constructor(address: string, abi: Interface, runner: ContractRunner | null) {
    super(address, abi, runner && runnerWithMargin(runner));
  }

  override connect(runner: ContractRunner | null): BaseContract {
    return new MarginContract(String(this.target), this.interface, runner);
  }
}

/**
 * Makes a contract object of a generated type. The one place where ethers' untyped contract gets its type: the
 * generated interface and the ABI come from the same compiler output.
 */
export function connectContract<Contract extends BaseContract>(
  address: string,
  abi: Interface,
  runner: ContractRunner | null,
): Contract {
  return new MarginContract(address, abi, runner) as BaseContract as Contract;
}
