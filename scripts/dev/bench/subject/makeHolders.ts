import { getBytes, hexlify, Wallet } from "ethers";
import { signEnrolment } from "../../../../sdk/consent/enrolment.ts";
import { connectOrganization } from "../../../../sdk/generated/Organization.ts";
import type { DecryptionKey } from "../../../../sdk/seal/DecryptionKey.ts";
import { memoryDecryptionKey } from "../../../../sdk/seal/memoryDecryptionKey.ts";
import type { TokenSigner } from "../../../../sdk/token/TokenSigner.ts";
import { memoryTokenSigner } from "../../../../sdk/token/TokenSigner.ts";
import { signWalletCreation } from "../../../../sdk/wallet/createWallet.ts";
import type { Profile } from "../../../../sdk/wallet/WalletRef.ts";
import type { Stage } from "../../demo/Stage.ts";
import { DAY, randomBytes } from "../../demo/Stage.ts";
import { send } from "../harness/sendInFew.ts";

/** Somebody with a wallet in each of some profiles, enrolled with the university for them. */
export interface Holder {
  readonly account: Wallet;
  readonly signer: TokenSigner;
  readonly decryptionKey: DecryptionKey;
  /** 33 bytes. */
  readonly encryptionKey: Uint8Array;
}

/** Makes holders with keys of their own, who sign for everything; relayer and registrar send it. */
export async function makeHolders(stage: Stage, count: number, profiles: readonly Profile[]): Promise<Holder[]> {
  const holders: Holder[] = [];
  for (let i = 0; i < count; i++) holders.push(await makeHolder(stage, profiles));
  return holders;
}

async function makeHolder(stage: Stage, profiles: readonly Profile[]): Promise<Holder> {
  const { chain, local, relayer, university } = stage;
  const privateKey = randomBytes(32);
  const account = new Wallet(hexlify(privateKey));
  const { curve } = university.context;
  const signer = memoryTokenSigner(privateKey, curve);
  const encryptionKey = getBytes(signer.publicKey);
  const deadline = (await local.now()) + DAY;

  const { walletFactory } = chain;
  for (const profile of profiles) {
    const ref = { owner: account.address, profile, index: 0 };
    const signed = await signWalletCreation(chain, account, ref, { encryptionKey, deadline });
    const args = [ref.owner, profile, 0, signed.encryptionKey, signed.consent] as const;
    const data = walletFactory.interface.encodeFunctionData("create", args);
    await send(relayer, { to: String(walletFactory.target), data });
  }
  const terms = { organization: university.address, profiles, deadline, random: randomBytes };
  const { enrolment, signature } = await signEnrolment(chain, account, terms);
  const organization = connectOrganization(university.address, null);
  const data = organization.interface.encodeFunctionData("enrol", [enrolment, signature]);
  await send(university.registrar, { to: university.address, data });
  return { account, signer, decryptionKey: memoryDecryptionKey(privateKey, curve), encryptionKey };
}
