import easArtifact from "@ethereum-attestation-service/eas-contracts/artifacts/contracts/EAS.sol/EAS.json" with {
  type: "json",
};
import registryArtifact from "@ethereum-attestation-service/eas-contracts/artifacts/contracts/SchemaRegistry.sol/SchemaRegistry.json" with {
  type: "json",
};
import type { TransactionReceipt, Wallet } from "ethers";
import { ZeroAddress, ZeroHash } from "ethers";
import type { Call } from "../harness/sendInFew.ts";
import { send } from "../harness/sendInFew.ts";
import { deploy } from "./deploy.ts";

/** What is attested about whom. */
export interface Attestation {
  readonly recipient: string;
  /** Put on chain as it is; EAS' own wrapping of a text would add 64 bytes. */
  readonly data: Uint8Array | string;
}

/** Ethereum Attestation Service with one schema, without a resolver: anybody may attest. */
export interface Eas {
  attest(attestation: Attestation): Call;
  multiAttest(attestations: readonly Attestation[]): Call;
  revoke(uid: string): Call;
  uidsOf(receipt: TransactionReceipt): string[];
}

/** Deploys EAS and its registry from the bytecode their package ships. */
export async function deployEas(signer: Wallet): Promise<Eas> {
  const registry = await deploy(signer, registryArtifact);
  const eas = await deploy(signer, easArtifact, [registry.address]);
  const receipt = await send(signer, registry.call("register", ["bytes credential", ZeroAddress, true]));
  const schema = receipt.logs[0]?.topics[1] ?? ZeroHash;
  const request = ({ recipient, data }: Attestation) => ({
    recipient,
    expirationTime: 0,
    revocable: true,
    refUID: ZeroHash,
    data,
    value: 0,
  });
  return {
    attest: (attestation) => eas.call("attest", [{ schema, data: request(attestation) }]),
    multiAttest: (attestations) => eas.call("multiAttest", [[{ schema, data: attestations.map(request) }]]),
    revoke: (uid) => eas.call("revoke", [{ schema, data: { uid, value: 0 } }]),
    uidsOf: ({ logs }) => logs.map((log) => String(eas.interface.parseLog(log)?.args.uid)),
  };
}
