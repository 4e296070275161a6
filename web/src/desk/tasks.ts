import type { Word } from "@/words/words";

/** A line of the navigation: a task, not a table. */
export interface Task {
  to: string;
  text: Word;
  /** A heading above it, where a new group begins. */
  group?: Word;
  /**
   * Seen by these roles alone ("window", "auditor"), or only where they reach everywhere ("auditor@*"); by all where nothing is said.
   * The server decides what they may do.
   */
  roles?: readonly string[];
}

/** The roles without their places, of an account's "window@4401". */
export function roleNames(roles: readonly string[]): string[] {
  return [...new Set(roles.map((role) => role.split("@")[0] ?? role))];
}

/** Whether an account's roles hold one of those that are wanted, as a task names them. */
export function holdsOne(roles: readonly string[], wanted: readonly string[]): boolean {
  return wanted.some((one) => (one.includes("@") ? roles.includes(one) : roleNames(roles).includes(one)));
}

/** Where an account's roles reach: the code behind "@", "*" for everywhere. */
export function scopes(roles: readonly string[]): string[] {
  return [...new Set(roles.flatMap((role) => role.split("@")[1] ?? []))];
}
