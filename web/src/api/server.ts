import { ref } from "vue";
import { ask } from "./client";
import type { Answer } from "./client";

type Server = Answer<"/server", "get">;

const known = ref<Server | null>(null);
let asked: Promise<Server> | null = null;

/** What the server says of itself, asked for once; null until then. */
export const server = known;

export function loadServer(): Promise<Server> {
  asked ??= ask("get", "/server").then(
    (answer) => (known.value = answer),
    (error: unknown) => {
      asked = null;
      throw error;
    },
  );
  return asked;
}

/** The server's day: a demonstration's may be another than ours. */
export async function today(): Promise<string> {
  return (await loadServer()).now.slice(0, 10);
}
