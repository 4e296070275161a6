// A paper's file, and its pixels: nothing of somebody else's file is ever run or laid out.
import { Failure } from "@/api/client";

export async function fileOf(address: string): Promise<Blob> {
  const answer = await fetch(address, { credentials: "same-origin", cache: "no-store" }).catch(() => null);
  if (answer === null) throw new Failure({ status: 0, code: "unreachable" });
  if (!answer.ok) throw new Failure({ status: answer.status, code: "unreadable" });
  return answer.blob();
}

/** Fails where the bytes are no picture, whatever the file says of itself. */
export function pixelsOf(file: Blob): Promise<ImageBitmap> {
  return createImageBitmap(file);
}
