import { hexlify, Wallet, ZeroAddress } from "ethers";
import { signWalletCreation } from "../../../../sdk/wallet/createWallet.ts";
import type { WalletRef } from "../../../../sdk/wallet/WalletRef.ts";
import { DAY, randomBytes } from "../../demo/Stage.ts";
import type { BenchReport } from "../harness/Benchmark.ts";
import type { Call } from "../harness/sendInFew.ts";
import { send } from "../harness/sendInFew.ts";
import { deployInitializedWallets } from "../rivals/initializedWallets.ts";
import type { GasLab } from "./GasLab.ts";

/** Making a wallet, beside OpenZeppelin's clone + initialize. */
export async function measureWallets({ stage, aside }: GasLab): Promise<BenchReport> {
  const { chain, local, relayer } = stage;
  const rival = await deployInitializedWallets(relayer);
  const holder = await local.fundedWallet("a holder with ether");
  const ref: WalletRef = { owner: holder.address, profile: 2, index: 0 };
  const encryptionKey = new Wallet(hexlify(randomBytes(32))).signingKey.compressedPublicKey;
  const options = {
    encryptionKey: Uint8Array.from(Buffer.from(encryptionKey.slice(2), "hex")),
    deadline: (await local.now()) + DAY,
  };
  const signed = await signWalletCreation(chain, holder, ref, options);
  const { walletFactory } = chain;
  const create = (consent: object): Call => {
    const args = [ref.owner, ref.profile, ref.index, signed.encryptionKey, consent] as const;
    return {
      to: String(walletFactory.target),
      data: walletFactory.interface.encodeFunctionData("create", args as never),
    };
  };
  const gasOf = (sender: Wallet, call: Call): Promise<number> =>
    aside(async () => Number((await send(sender, call)).gasUsed));

  // The first clone of a factory pays nothing others do not pay; both are measured on a factory in use.
  await send(relayer, rival.create(ZeroAddress, 1, 0, signed.encryptionKey));
  const theirs = Number((await send(relayer, rival.create(ref.owner, 2, 0, signed.encryptionKey))).gasUsed);
  const inPerson = await gasOf(holder, create({ deadline: 0, signature: "0x" }));
  const relayed = await gasOf(relayer, create(signed.consent));
  return {
    tables: [
      {
        title: "Making a wallet",
        columns: [
          { header: "vs clone + initialize", unit: "ratio" },
          { header: "way", unit: "text" },
          { header: "gas", unit: "count" },
        ],
        rows: [
          [inPerson / theirs, "CSCSS ME, by the holder", inPerson],
          [relayed / theirs, "CSCSS ME, by anybody with the holder's signature", relayed],
          [1, "OpenZeppelin clone + initialize, by anybody", theirs],
        ],
      },
    ],
    figures: { "gas.wallet": inPerson / theirs, "gas.wallet.relayed": relayed / theirs },
  };
}
