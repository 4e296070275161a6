// Which certificate somebody has shown at this counter. It is kept as long as the page, and nowhere else.

export interface Presented {
  /** mdtrt_cert_type: 01 electronic certificate, 02 identity card, 03 social security card. */
  kind: "01" | "02" | "03";
  number: string;
}

const shown = new Map<string, Presented>();

/** What was typed to find somebody is the certificate they showed, if it found them as one. */
export function remember(psnNo: string, foundBy: string, typed: string): void {
  const kind = ({ certno: "02", ec_token: "01", card_sn: "03" } as const)[foundBy];
  if (kind !== undefined) shown.set(psnNo, { kind, number: typed.trim() });
}

export function present(psnNo: string, what: Presented): void {
  shown.set(psnNo, what);
}

export function presented(psnNo: string): Presented {
  return shown.get(psnNo) ?? { kind: "02", number: "" };
}
