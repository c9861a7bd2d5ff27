import type { CategoryName, NetworkFile } from "@cscss-me/sdk";
import { CATEGORIES, didOf } from "@cscss-me/sdk";
import type { Authorization } from "@cscss-me/sdk/registry";
import { ServiceError } from "../errors/ServiceError.ts";
import type { IssuerService } from "./issuers.ts";

/** A question of the Trust Registry Query Protocol: may the entity do the action on the resource? */
export interface TrqpQuestion {
  readonly entity: string;
  readonly authority: string;
  readonly action: string;
  readonly resource: string;
  /** Unix seconds; now unless told. */
  readonly time?: number | undefined;
}

/** A yes or no, and the time it is about. */
export interface TrqpAnswer {
  readonly yes: boolean;
  readonly message: string;
  /** Unix seconds. */
  readonly time: number;
}

/** Answers questions of the Trust Registry Query Protocol 2.0. */
export interface TrqpService {
  /** action "issue", resource a category. @throws ERR_QUERY_UNKNOWN */
  authorization(question: TrqpQuestion): Promise<TrqpAnswer>;
  /**
   * action "recognize", resource a category: is the entity a recognition body, accredited for records of any holder?
   *
   * @throws ERR_QUERY_UNKNOWN
   */
  recognition(question: TrqpQuestion): Promise<TrqpAnswer>;
}

/** The authority that can be asked about is the registry of the newest generation, or the Council that decides for it. */
export function trqpService(issuers: IssuerService, network: NetworkFile): TrqpService {
  const { registry = "", governance } = network.generations.at(-1) ?? {};
  const authorities = [registry, governance?.council ?? ""].map((address) => didOf(BigInt(network.chainId), address));

  async function ask(question: TrqpQuestion, action: string): Promise<Authorization> {
    const { entity, authority, resource, time } = question;
    if (!authorities.includes(authority)) {
      throw unknown(`authority_id: this registry answers for ${authorities.join(" and ")}.`);
    }
    if (question.action !== action) throw unknown(`action: here it can only be "${action}".`);
    if (!Object.hasOwn(CATEGORIES, resource)) {
      throw unknown(`resource: it must be one of ${Object.keys(CATEGORIES).join(", ")}.`);
    }
    return issuers.authorization({ issuer: entity, category: resource as CategoryName, at: time });
  }

  return {
    async authorization(question) {
      const { authorized, reason, time } = await ask(question, "issue");
      return { yes: authorized, message: reason.message, time };
    },
    async recognition(question) {
      const { authorized, reason, standing, time } = await ask(question, "recognize");
      if (!authorized || standing?.authority === "cross") return { yes: authorized, message: reason.message, time };
      const message = "It issues to holders enrolled with it, and is not a recognition body.";
      return { yes: false, message, time };
    },
  };
}

function unknown(message: string): ServiceError {
  return new ServiceError("ERR_QUERY_UNKNOWN", message);
}
