// A paper's file before it is handed in: what it is by its first bytes, and its pixels. Nothing of it is run or laid out.

export const BYTES_MAX = 5 * 1024 * 1024;
/** The server takes no longer one. */
const NAME_MAX = 100;

const HEADS: { type: "image/jpeg" | "image/png" | "application/pdf"; bytes: number[] }[] = [
  { type: "image/jpeg", bytes: [0xff, 0xd8, 0xff] },
  { type: "image/png", bytes: [0x89, 0x50, 0x4e, 0x47] },
  { type: "application/pdf", bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
];

export type Verdict = { isGood: true; isPicture: boolean } | { isGood: false; why: "too_large" | "bad_kind" | "empty" | "unreadable" };

/** What the server would say of a file, said before it is sent: by its size, and by its bytes instead of its name. */
export async function lookAt(file: Blob): Promise<Verdict> {
  if (file.size === 0) return { isGood: false, why: "empty" };
  if (file.size > BYTES_MAX) return { isGood: false, why: "too_large" };
  let first: Uint8Array;
  try {
    first = new Uint8Array(await file.slice(0, 8).arrayBuffer());
  } catch {
    return { isGood: false, why: "unreadable" };
  }
  const found = HEADS.find(({ bytes }) => bytes.every((byte, at) => first[at] === byte));
  if (found === undefined) return { isGood: false, why: "bad_kind" };
  return { isGood: true, isPicture: found.type !== "application/pdf" };
}

/** Sharp enough for the small print of an A4 sheet. */
const EDGE_MAX = 3000;
const QUALITY = 0.85;
/** A photograph above the limit, drawn smaller; any other file as it is. What cannot be drawn is left to `lookAt`. */
export async function fitting(file: File): Promise<File> {
  if (file.size <= BYTES_MAX || !file.type.startsWith("image/")) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, EDGE_MAX / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
    return drawn === null ? file : new File([drawn], `${file.name.replace(/\.[^.]*$/, "")}.jpg`, { type: "image/jpeg" });
  } catch {
    return file;
  }
}

/** Phones and chats give long names, which nobody can change there: the beginning, and the ending that says the kind. */
export function shortName(name: string): string {
  if (name.length <= NAME_MAX) return name;
  const ending = /\.[^.]{1,5}$/.exec(name)?.[0] ?? "";
  return `${name.slice(0, NAME_MAX - ending.length)}${ending}`;
}

/** Megabytes as people read them, never less than they are. */
export function megabytes(size: number): string {
  return (Math.ceil((size / (1024 * 1024)) * 10) / 10).toFixed(1);
}

/** For a body of JSON. */
export function base64Of(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => reject(new Error("unreadable"));
    reader.readAsDataURL(file);
  });
}
