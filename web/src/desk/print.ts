import { printAlone } from "./sheet";

/** Prints one part of the page: a copy of it stands alone on the paper, under the head given. */
export function printPart(part: Element, head: string): void {
  const copy = document.createElement("div");
  copy.className = "print-copy";
  const title = document.createElement("h1");
  title.textContent = head;
  copy.append(title, part.cloneNode(true));
  printAlone(copy);
}
