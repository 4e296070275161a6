// One bill that several tests estimate: as an address, as a case of the REST interface, and amounts as pages write them.
import assert from "node:assert/strict";

export const FACTS = "insuplc_admdvs=420100&mdtrtarea_admvs=440100&insured_as=12&care=inpatient&medfee_sumamt=46000";
export const REST = "hosp_lv=02&ipt_cnt=1&inst_attr.primary_care=false";
/** Everything is known: amounts, no ranges. */
export const KNOWN = `${FACTS}&filing=long_term_resident&${REST}`;
const CASE = {
  insuplc_admdvs: "420100",
  mdtrtarea_admvs: "440100",
  insutype: "310",
  psn_type: "12",
  med_type: "21",
  hosp_lv: "02",
  ipt_cnt: 1,
  inst_attr: [],
  begndate: "2026-06-15",
};

/** That case, filed as `kind` or, for null, not at all. */
export const filed = (kind) => ({ ...CASE, filing: kind === null ? null : { kind, place: "440100" }, fee: { medfee_sumamt: "46000" } });

export async function post(server, path, body) {
  const answer = await fetch(`${server.url}/api/v1${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Accept-Language": "zh" },
    body: JSON.stringify(body),
  });
  assert.equal(answer.status, 200, await answer.clone().text());
  return answer.json();
}

export const yuan = (amount) => `¥\u00a0${amount.toFixed(2).replace(/\B(?=(\d{3})+(?!\d)(?=\.))/g, ",")}`;
/** Both ends, or one where they are the same. */
export function ends(both) {
  if (both === null) return "没有金额";
  return both[0] === both[1] ? yuan(both[0]) : `${yuan(both[0])}\u00a0– ${yuan(both[1]).slice(2)}`;
}
