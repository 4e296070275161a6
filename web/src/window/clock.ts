// The server's time, which in a demonstration is not ours, as it goes on from when it was asked for.
import { loadServer } from "@/api/server";

let asked: Promise<{ at: number; server: number }> | null = null;

function text(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19);
}

/** "2026-06-15T09:00:00", in the server's own zone: the zone is left out, so that none is converted. */
export async function now(): Promise<string> {
  asked ??= loadServer().then(({ now: said }) => ({ at: performance.now(), server: Date.parse(`${said.slice(0, 19)}Z`) }));
  const { at, server } = await asked;
  return text(server + (performance.now() - at));
}

/** As the national interface writes times: "2026-06-15 09:00:00". */
export async function stamp(): Promise<string> {
  return (await now()).replace("T", " ");
}

/** A field's "2026-06-15T09:00" likewise. */
export function stampOf(field: string): string {
  return `${field.slice(0, 16).replace("T", " ")}:00`;
}
