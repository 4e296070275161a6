import { ref } from "vue";
import type { paths } from "#api";
import { language } from "@/words/words";

/** What the server says of a failure (application/problem+json), or what we say where it could not be reached. */
export interface Problem {
  status: number;
  code: string;
  detail?: string;
  remedy?: string;
  rule?: string;
  clause?: string;
  pointer?: string;
}

export class Failure extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.code);
  }
}

type Method = "get" | "post" | "put" | "delete";
type At<P extends keyof paths, M extends Method> = NonNullable<paths[P][M]>;
/** The JSON of the one answer that is none of a failure. */
export type Answer<P extends keyof paths, M extends Method> =
  At<P, M> extends { responses: infer R }
    ? R extends { 200: { content: { "application/json": infer J } } }
      ? J
      : R extends { 201: { content: { "application/json": infer J } } }
        ? J
        : never
    : never;
export type Body<P extends keyof paths, M extends Method> =
  At<P, M> extends { requestBody: { content: { "application/json": infer J } } } ? J : undefined;

export interface Asked<P extends keyof paths, M extends Method> {
  path?: Record<string, string>;
  query?: Record<string, string | undefined>;
  body?: Body<P, M>;
  /** One for each intention; the same when the same is sent again (docs/integrating/rest.md). */
  key?: string;
  signal?: AbortSignal;
}

/** How many requests are under way, for the line at the top of a page. */
export const busy = ref(0);
/** Told when the server no longer knows who we are. Where somebody is asked to sign in again in place, it resolves once they have. */
export const onSignedOut: { call: () => Promise<void> | undefined } = { call: () => undefined };

export function address(path: string, asked: { path?: Record<string, string>; query?: Record<string, string | undefined> }): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(asked.path?.[name] ?? ""));
  const query = Object.entries(asked.query ?? {}).flatMap(([name, value]) =>
    value === undefined || value === "" ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return `/api/v1${filled}${query.length > 0 ? `?${query.join("&")}` : ""}`;
}

function unreachable(): Failure {
  return new Failure({ status: 0, code: "unreachable" });
}

async function problemOf(answer: Response): Promise<Failure> {
  try {
    return new Failure((await answer.json()) as Problem);
  } catch {
    return new Failure({ status: answer.status, code: "unreadable" });
  }
}

/**
 * Asks the server. The session is a cookie that scripts cannot read; the page's header is what no other site can make a
 * browser send. Throws a Failure, and what an aborted request throws.
 */
export async function ask<P extends keyof paths & string, M extends Method>(
  method: M,
  path: P,
  asked: Asked<P, M> = {},
): Promise<Answer<P, M>> {
  const headers: Record<string, string> = { "Accept-Language": language.value, Accept: "application/json", "X-Yidi-Page": "1" };
  if (asked.body !== undefined) headers["Content-Type"] = "application/json";
  if (asked.key !== undefined) headers["Idempotency-Key"] = asked.key;
  busy.value += 1;
  try {
    const init: RequestInit = { method: method.toUpperCase(), headers, credentials: "same-origin", cache: "no-store" };
    if (asked.body !== undefined) init.body = JSON.stringify(asked.body);
    if (asked.signal !== undefined) init.signal = asked.signal;
    const answer = await fetch(address(path, asked), init).catch((error: unknown) => {
      if (asked.signal?.aborted === true) throw error;
      throw unreachable();
    });
    if (!answer.ok) {
      const failure = await problemOf(answer);
      const back = answer.status === 401 ? onSignedOut.call() : undefined;
      // Reading goes on by itself; what writes is pressed again by whoever has signed in.
      if (back === undefined || method !== "get") throw failure;
      await back;
      return await ask(method, path, asked);
    }
    return (await answer.json()) as Answer<P, M>;
  } finally {
    busy.value -= 1;
  }
}

/** A page that the server has made to be printed or shown. */
export async function askPage(path: string, asked: { path?: Record<string, string>; query?: Record<string, string | undefined> }): Promise<string> {
  busy.value += 1;
  try {
    const init: RequestInit = { headers: { "Accept-Language": language.value }, credentials: "same-origin", cache: "no-store" };
    const answer = await fetch(address(path, asked), init).catch(() => {
      throw unreachable();
    });
    if (!answer.ok) {
      const failure = await problemOf(answer);
      const back = answer.status === 401 ? onSignedOut.call() : undefined;
      if (back === undefined) throw failure;
      await back;
      return await askPage(path, asked);
    }
    return await answer.text();
  } finally {
    busy.value -= 1;
  }
}

/** A new key for a new intention. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
