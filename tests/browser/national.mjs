// A hospital's system at the national interface, as examples/national.sh is one: signs in, settles.
import assert from "node:assert/strict";
import { createHash, randomUUID } from "node:crypto";

let messages = 0;

/** Gateway signature A (docs/integrating/server.md); none without a secret. */
function signature({ paas_id, secret }) {
  if (secret === undefined) return {};
  const seconds = String(Math.floor(Date.now() / 1000));
  const nonce = randomUUID();
  const hash = createHash("sha256").update(seconds + secret + nonce + seconds);
  return { "x-tif-paasid": paas_id, "x-tif-timestamp": seconds, "x-tif-nonce": nonce, "x-tif-signature": hash.digest("hex") };
}

/** A bill: what the demonstration's catalogue lists, so many of each. */
const GOODS = [
  ["XY99YYY001Y001010109999", "10.30", 1030],
  ["XY99YYY123Y001010109999", "78.45", 7845],
  ["C9900044399999999999", "12000.00", 1_200_000],
  ["009900030800000", "49.67", 4967],
  ["XY99YYY219Y001010109999", "35.00", 3500],
];

/** Lines and total of `counts` of each of the goods, and then from the first on again; amounts in whole fen. */
function linesOf(counts) {
  const lines = [];
  let total = 0;
  counts.forEach((count, at) => {
    if (count === 0) return;
    const [med_list_codg, pric, fen] = GOODS[at % GOODS.length];
    total += fen * count;
    lines.push({ med_list_codg, medins_list_codg: `HIS-${med_list_codg}`, cnt: String(count), pric, det_item_fee_sumamt: inYuan(fen * count) });
  });
  return { lines, total: inYuan(total) };
}

function inYuan(fen) {
  return `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, "0")}`;
}

export class Hospital {
  /** `place`: {fixmedins_code, area, home} and, where it signs, {paas_id, secret}. */
  constructor(url, place) {
    this.url = url;
    this.place = place;
    this.sign_no = "";
  }

  async call(infno, input) {
    const { fixmedins_code, area, home } = this.place;
    const message = {
      infno, msgid: `${fixmedins_code}${Date.now()}${String(++messages).padStart(5, "0")}`, mdtrtarea_admvs: area, insuplc_admdvs: home,
      recer_sys_code: "HIS", infver: "V1.0", opter_type: "1", opter: "0001", opter_name: "收费员", inf_time: "2026-06-15 09:00:00",
      fixmedins_code, fixmedins_name: "演示医院", sign_no: this.sign_no, input,
    };
    const answer = await fetch(`${this.url}/${infno}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...signature(this.place) },
      body: JSON.stringify(message),
    });
    const told = await answer.json();
    assert.equal(String(told.infcode), "0", `${infno}: ${told.err_msg}`);
    return told.output;
  }

  async signIn() {
    const { signinoutb } = await this.call("9001", { signIn: { opter_no: "0001", mac: "00-00-00-00-00-00", ip: "127.0.0.1" } });
    this.sign_no = signinoutb.sign_no;
    this.now = signinoutb.sign_time;
  }

  /** A stay or a visit of `counts` of the goods from its beginning to its settlement: what 2304 or 2207 answers. */
  async settle({ psn_no, certno, insutype }, { isStay, counts }) {
    await this.signIn();
    const { lines, total } = linesOf(counts);
    const card = { mdtrt_cert_type: "02", mdtrt_cert_no: certno };
    const stamp = `${psn_no.slice(-6)}-${++messages}`;
    const doctor = { bilg_dept_codg: "01", bilg_dept_name: "内科", bilg_dr_codg: "D0001", bilg_dr_name: "演示医师" };
    const feedetail = (mdtrt_id, more) =>
      lines.map((line, at) => ({ feedetl_sn: `${stamp}-${at}`, mdtrt_id, psn_no, fee_ocur_time: this.now, ...line, ...doctor, ...more }));
    const bill = { psn_no, ...card, medfee_sumamt: total, psn_setlway: "01", insutype, acct_used_flag: "1", invono: "INV0001" };
    if (isStay) {
      const { result } = await this.call("2401", {
        mdtrtinfo: {
          psn_no, insutype, begntime: this.now, ...card, med_type: "21", ipt_no: stamp, atddr_no: "D0001", chfpdr_name: "演示医师",
          adm_diag_dscr: "冠状动脉粥样硬化性心脏病", adm_dept_codg: "01", adm_dept_name: "心内科", adm_bed: "12",
          dscg_maindiag_code: "I25.103", dscg_maindiag_name: "冠状动脉粥样硬化性心脏病", er_flag: "0",
        },
      });
      const { mdtrt_id } = result;
      await this.call("2301", { feedetail: feedetail(mdtrt_id, { med_type: "21" }) });
      await this.call("2402", { dscginfo: { mdtrt_id, psn_no, insutype, endtime: this.now, dscg_dept_codg: "01", dscg_dept_name: "心内科", dscg_way: "1" } });
      return this.call("2304", { data: { ...bill, mdtrt_id, mid_setl_flag: "0" } });
    }
    const { data } = await this.call("2201", {
      data: { psn_no, insutype, begntime: this.now, ...card, ipt_otp_no: stamp, atddr_no: "D0001", dr_name: "演示医师", dept_code: "01", dept_name: "内科", caty: "A03" },
    });
    const { mdtrt_id } = data;
    await this.call("2203A", {
      mdtrtinfo: { mdtrt_id, psn_no, med_type: "11", begntime: this.now },
      diseinfo: [{ diag_type: "1", maindiag_flag: "1", diag_srt_no: 1, diag_code: "K29.500", diag_name: "慢性胃炎", diag_dept: "内科", dise_dor_no: "D0001", dise_dor_name: "演示医师", diag_time: this.now, vali_flag: "1" }],
    });
    const chrg_bchno = `B${stamp}`;
    await this.call("2204", { feedetail: feedetail(mdtrt_id, { chrg_bchno, rx_circ_flag: "0" }) });
    return this.call("2207", { data: { ...bill, med_type: "11", mdtrt_id, chrg_bchno } });
  }
}
