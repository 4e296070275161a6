// A pack as the bytes of a file: what somebody chose, or the table that was changed on the page.

export interface Upload {
  filename: string;
  bytes: string;
}

/** A file's bytes as the server takes them. */
export function base64(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => reject(reader.error ?? new Error("unreadable"));
    reader.readAsDataURL(file);
  });
}

export async function uploadOf(file: File): Promise<Upload> {
  return { filename: file.name, bytes: await base64(file) };
}

/** Cells as they are, those that a spreadsheet would take for a formula too: the server reads them, no spreadsheet. */
export function csvText(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
  return rows.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

export async function uploadOfTable(filename: string, rows: readonly (readonly string[])[]): Promise<Upload> {
  return { filename, bytes: await base64(new Blob([csvText(rows)])) };
}
