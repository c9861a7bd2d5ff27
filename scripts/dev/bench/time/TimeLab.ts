import { didOf } from "../../../../sdk/did/didOf.ts";
import { memoryTokenSigner } from "../../../../sdk/token/TokenSigner.ts";
import type { Stage } from "../../demo/Stage.ts";
import { openStage, randomBytes } from "../../demo/Stage.ts";
import type { DidJwtVc } from "../rivals/didJwtVc.ts";
import { didJwtVcOf } from "../rivals/didJwtVc.ts";
import type { NativeCurve } from "../rivals/nativeCurve.ts";
import { openNativeCurve } from "../rivals/nativeCurve.ts";
import type { SdJwt } from "../rivals/sdJwt.ts";
import { openSdJwt } from "../rivals/sdJwt.ts";
import { REFERENCE_DIPLOMA } from "../subject/documents.ts";
import type { Issued } from "../subject/issueOne.ts";
import { issueOne } from "../subject/issueOne.ts";
import { makeHolders } from "../subject/makeHolders.ts";

/** What times are taken of: the reference diploma, on chain and in the hands of the others. */
export interface TimeLab {
  readonly stage: Stage;
  /** The chain's clock, Unix seconds. */
  readonly now: number;
  readonly issued: Issued;
  readonly didJwtVc: DidJwtVc;
  readonly sdJwt: SdJwt;
  readonly native: NativeCurve;
}

/** Opens a chain and issues the reference diploma on it, in profile 2; the university's key is also did-jwt-vc's. */
export async function openTimeLab(): Promise<TimeLab> {
  const stage = await openStage();
  const [holder] = await makeHolders(stage, 1, [2]);
  if (holder === undefined) throw new RangeError("There is no holder.");
  const issued = await issueOne(stage, holder, REFERENCE_DIPLOMA, { profile: 2, award: "reference" });
  const privateKey = randomBytes(32);
  const { publicKey } = memoryTokenSigner(privateKey);
  const did = didOf(stage.chain.chainId, stage.university.address);
  return {
    stage,
    now: await stage.local.now(),
    issued,
    didJwtVc: didJwtVcOf(did, { privateKey, publicKey }),
    sdJwt: openSdJwt(),
    native: openNativeCurve(privateKey),
  };
}
