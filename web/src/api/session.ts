import { computed, ref } from "vue";
import { Failure, ask, onSignedOut } from "./client";
import type { Answer } from "./client";

export type Account = Answer<"/sessions", "get">;

const current = ref<Account | null>(null);
let asked: Promise<Account | null> | null = null;

export const account = computed(() => current.value);
onSignedOut.call = () => {
  current.value = null;
  return undefined;
};

const ended = ref(false);
let again: { promise: Promise<void>; done: () => void } | null = null;

/** The session is over while its account's work is still on the screen (`stayWhenEnded`). */
export const hasEnded = computed(() => ended.value);

function end(): Promise<void> {
  ended.value = true;
  if (again === null) {
    let done = (): void => undefined;
    const promise = new Promise<void>((resolve) => (done = resolve));
    again = { promise, done };
  }
  return again.promise;
}

/** From here on an account whose session ends is kept, with all that stands on the page, until the same one signs in again. */
export function stayWhenEnded(): void {
  onSignedOut.call = () => (current.value === null ? undefined : end());
}

/** In another tab somebody else may have signed in: from then on the browser speaks for them, and not for who is shown here. */
export async function checkWho(): Promise<void> {
  const shown = current.value;
  if (shown === null || ended.value) return;
  const found = await ask("get", "/sessions").catch(() => null);
  if (found !== null && found.id !== shown.id) void end();
}

/** Who is signed in, asked of the server once; null for nobody. */
export function whoAmI(): Promise<Account | null> {
  asked ??= ask("get", "/sessions").then(
    (found) => (current.value = found),
    (error: unknown) => {
      if (error instanceof Failure && error.problem.status === 401) return null;
      asked = null;
      throw error;
    },
  );
  return asked;
}

export async function signIn(login: string, password: string): Promise<Account> {
  const { account: found } = await ask("post", "/sessions", { body: { login, password, cookie: true } });
  asked = Promise.resolve(found);
  current.value = found;
  ended.value = false;
  again?.done();
  again = null;
  return found;
}

/** Asks again, as after reading messages. */
export async function refreshAccount(): Promise<void> {
  asked = null;
  await whoAmI();
}

/** After what has ended every session of the account. */
export function forgetAccount(): void {
  asked = Promise.resolve(null);
  current.value = null;
}

export async function signOut(): Promise<void> {
  await ask("delete", "/sessions");
  forgetAccount();
}
