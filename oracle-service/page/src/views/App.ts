import type { Place } from "../chain/openPlace.ts";
import type { Finding } from "../chain/verifyHere.ts";
import type { Text } from "../messages/Text.ts";
import type { Directory } from "../registry/Directory.ts";

/** What the views share. */
export interface App {
  /** In the language chosen; another one after a change of language. */
  readonly text: Text;
  readonly place: Place;
  readonly directory: Directory;
  readonly desk: Desk;
  /** Says something to those who listen instead of look. */
  announce(words: string): void;
  /** Shows the view that the desk and the address now call for, and moves the focus to its heading. */
  show(): void;
}

/** What lies on the verifier's desk; it outlives a change of language and is gone when the page is closed. */
export interface Desk {
  /** The presentation at hand, as text. */
  presentation: string;
  /** Whom presentations are made for, if the verifier says so. */
  audience: string;
  /** The request that was answered, as text. */
  request: string;
  /** What to tell about the last attempt, made in the language of the moment. */
  problem?: ((text: Text) => string) | undefined;
  /** The presentation answers a request, which is asked for. */
  needsRequest: boolean;
  finding?: Finding | undefined;
  /** Counts the verifications begun, so that only the latest one is shown. */
  begun: number;
  verifying: boolean;
}

/** A desk with nothing on it. */
export function emptyDesk(): Desk {
  return { presentation: "", audience: "", request: "", needsRequest: false, begun: 0, verifying: false };
}
