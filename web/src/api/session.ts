import { computed, ref } from "vue";
import { Failure, ask, onSignedOut } from "./client";
import type { Answer } from "./client";

export type Account = Answer<"/sessions", "get">;

const current = ref<Account | null>(null);
let asked: Promise<Account | null> | null = null;

export const account = computed(() => current.value);
onSignedOut.call = () => {
  current.value = null;
};

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
