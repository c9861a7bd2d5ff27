import { z } from "zod";
import { Block } from "./registry.ts";

export const Health = z.object({ status: z.literal("alive") });

export const Readiness = z.object({ status: z.literal("ready"), network: z.string(), block: Block });
