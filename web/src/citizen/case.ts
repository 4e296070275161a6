// The facts of a page's address, and the case that the server computes from them (docs/using/case-file.md).

/** What stands in an address: every fact as people chose it; "?" where they do not know. */
export type Facts = Record<string, string>;

/** Facts beside those of the interview, such as hosp_lv; attributes as "inst_attr.primary_care": "true". */
const LISTS = ["inst_attr", "psn_idet"] as const;
const FLAGS = new Set(["er_flag", "recognised"]);
const NUMBERS = new Set(["age", "ipt_cnt", "insured_months"]);
const PLAIN = new Set(["hosp_lv", "insu_tier", "civil_rank", "retire_date", "dise_codg", "enddate", "catalog"]);
/** What this benefit year has used before, by what the address calls it. */
const YEAR: Record<string, string> = { cum_dedc: "dedc", cum_pool: "pool" };
const MED_TYPE: Record<string, string> = { inpatient: "21", outpatient: "11", chronic: "14", pharmacy: "41" };

export const KINDS = [
  "resettled_retiree",
  "long_term_resident",
  "posted_worker",
  "referral",
  "emergency",
  "other_temporary",
] as const;

/** What has to be known before anything can be computed. */
export const NEEDED = ["insuplc_admdvs", "mdtrtarea_admvs", "care", "medfee_sumamt"] as const;

export function isKnown(value: string | undefined): value is string {
  return value !== undefined && value !== "" && value !== "?";
}

export function missing(facts: Facts): string[] {
  return NEEDED.filter((key) => !isKnown(facts[key]));
}

function insured(as: string | undefined): Record<string, string> {
  if (as === "310" || as === "390") return { insutype: as };
  if (as === "11" || as === "12") return { insutype: "310", psn_type: as };
  if (as === "14" || as === "15" || as === "16") return { insutype: "390", psn_type: as };
  return {};
}

function filing(facts: Facts): unknown {
  const kind = facts["filing"];
  if (!isKnown(kind)) return "?";
  if (kind === "none") return null;
  return { kind, place: facts["mdtrtarea_admvs"] };
}

/** A list names what holds; whoever has answered for one name has not said anything of the others, which count as not held. */
function listOf(facts: Facts, key: string): string[] | undefined {
  const told = Object.entries(facts).filter(([name, value]) => name.startsWith(`${key}.`) && isKnown(value));
  if (told.length === 0) return undefined;
  return told.filter(([, value]) => value === "true").map(([name]) => name.slice(key.length + 1));
}

function extra(facts: Facts): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(facts)) {
    if (!isKnown(value)) continue;
    if (FLAGS.has(key)) found[key] = value === "true";
    else if (NUMBERS.has(key) && /^\d{1,4}$/.test(value)) found[key] = Number(value);
    else if (PLAIN.has(key)) found[key] = value;
  }
  for (const key of LISTS) {
    const names = listOf(facts, key);
    if (names !== undefined) found[key] = names;
  }
  return found;
}

/** What the year holds before this bill; undefined where nothing was said of it. */
function year(facts: Facts): Record<string, string> | undefined {
  const told = Object.entries(YEAR).flatMap(([fact, key]) => {
    const value = facts[fact];
    return isKnown(value) ? [[key, value] as const] : [];
  });
  return told.length === 0 ? undefined : Object.fromEntries(told);
}

/** Requires that nothing is missing(). `today` is the server's day, which stands for a day that is not told. */
export function toCase(facts: Facts, today: string): Record<string, unknown> {
  const fee: Record<string, string> = { medfee_sumamt: facts["medfee_sumamt"] ?? "" };
  if (isKnown(facts["inscp_scp_amt"])) fee["inscp_scp_amt"] = facts["inscp_scp_amt"];
  const cum = year(facts);
  return {
    insuplc_admdvs: facts["insuplc_admdvs"],
    mdtrtarea_admvs: facts["mdtrtarea_admvs"],
    ...insured(facts["insured_as"]),
    med_type: MED_TYPE[facts["care"] ?? ""],
    filing: filing(facts),
    begndate: isKnown(facts["begndate"]) ? facts["begndate"] : today,
    fee,
    ...(cum === undefined ? {} : { cum }),
    ...extra(facts),
  };
}

/** The facts that a reading of an open matter stands for; null where no fact of ours can say it. */
export function factOf(key: string | null, name: string | null, value: string): Facts | null {
  if (key === null) return null;
  if (name !== null && LISTS.some((list) => list === key)) return { [`${key}.${name}`]: value };
  if (name !== null) return null;
  if (key === "filing" || PLAIN.has(key) || FLAGS.has(key)) return { [key]: value };
  if (NUMBERS.has(key) && /^\d+$/.test(value)) return { [key]: value };
  if (key === "insutype" || key === "psn_type") return /^(310|390|1[1-6])$/.test(value) ? { insured_as: value } : null;
  return null;
}

/** Of the interview's reason the filing that it leads to; others leave it open. */
export function filingOf(advised: { kind: string } | null): Facts {
  return advised === null ? {} : { filing: advised.kind };
}
