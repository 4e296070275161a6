// Something that is done once, after two presses: what it is, in words, and the write.
import type { MoneyRow } from "./MoneyTable.vue";

export interface Deed {
  title: string;
  /** What will be done, in one sentence. */
  sentence: string;
  /** On the last button. */
  go: string;
  amounts?: MoneyRow[];
  needsReason?: boolean;
  isDanger?: boolean;
  /** Sends it under a key of its own, with the reason that was typed, if one is asked for. */
  send: (key: string, reason: string) => Promise<unknown>;
}
