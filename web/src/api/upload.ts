// What is long under way: the same as a POST of client.ts, with how much of it has gone.
import type { paths } from "#api";
import { language } from "@/words/words";
import { Failure, address, busy, onSignedOut } from "./client";
import type { Answer, Asked, Problem } from "./client";

function failureOf(request: XMLHttpRequest): Failure {
  try {
    return new Failure(JSON.parse(request.responseText) as Problem);
  } catch {
    return new Failure({ status: request.status, code: "unreadable" });
  }
}

/** `told` gets the share that has gone, 0 to 100. Throws a Failure. */
export function upload<P extends keyof paths & string>(path: P, asked: Asked<P, "post">, told: (share: number) => void): Promise<Answer<P, "post">> {
  const hundred = 100;
  const request = new XMLHttpRequest();
  request.open("POST", address(path, asked));
  const headers: Record<string, string> = { "Accept-Language": language.value, Accept: "application/json", "Content-Type": "application/json", "X-Yidi-Page": "1" };
  if (asked.key !== undefined) headers["Idempotency-Key"] = asked.key;
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
  request.upload.onprogress = (event) => {
    if (event.lengthComputable) told(Math.floor((event.loaded * hundred) / event.total));
  };
  busy.value += 1;
  return new Promise<Answer<P, "post">>((resolve, reject) => {
    request.onerror = () => reject(new Failure({ status: 0, code: "unreachable" }));
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        resolve(JSON.parse(request.responseText) as Answer<P, "post">);
        return;
      }
      if (request.status === 401) void onSignedOut.call();
      reject(failureOf(request));
    };
    request.send(JSON.stringify(asked.body));
  }).finally(() => {
    busy.value -= 1;
  });
}
