// A claim by hand as the tests make one: what is stated, and the steps of the agency over REST.
import { rest } from "./harness.mjs";

export const CITIZEN = "44010000000000001180";
/** Every paper of the list that a stay asks for, as shown at a window. */
const SHOWN = ["identity_document", "bank_card", "receipt", "itemised_list", "discharge_summary", "settlement_list"];
const DRUG = "XY99YYY003Y001010109999";

let invoices = 0;
/** 20 digits that no other claim of this run has. */
export function invoiceNumber() {
  return `994401000000001${String(++invoices).padStart(5, "0")}`;
}

/** A stay of some days with two lines; `more` says it otherwise. */
export function stay({ from = "2026-04-10", to = "2026-04-13", number = invoiceNumber(), ...more } = {}) {
  return {
    insutype: "390", med_type: "21", begndate: from, enddate: to, er_flag: false, manl_reim_rea: "99",
    place: { mdtrtarea_admvs: "440100", fixmedins_code: "H99440100016", fixmedins_name: "演示广州综合医院" },
    lines: [
      { med_list_codg: DRUG, medins_list_name: "头孢氨苄胶囊", cnt: "130", pric: "15", det_item_fee_sumamt: "1950" },
      { med_list_codg: DRUG, medins_list_name: "头孢氨苄胶囊（出院带药）", cnt: "4", pric: "12.5", det_item_fee_sumamt: "50" },
    ],
    invoices: [{ number, day: to, amount: "2000" }],
    account: { holder: "演示癸亥二", bank: "演示银行", number: "000011112222" },
    ...more,
  };
}

/** The agency's steps and the claimant's own, by name: `claim.step("decide")`. */
export class Claim {
  constructor(url, id, person = CITIZEN) {
    Object.assign(this, { url, id, person });
  }
  static async made(url, { statement = stay(), papers = SHOWN, ...more } = {}) {
    const { claim } = await rest(url, "demo.citizen", "POST", `/persons/${CITIZEN}/claims`, { statement, papers, ...more });
    return new Claim(url, claim.claim);
  }
  get path() {
    return `/persons/${this.person}/claims/${this.id}`;
  }
  get page() {
    return `/claims/${this.person}/${this.id}`;
  }
  as(account, method, part, body) {
    return rest(this.url, `demo.${account}`, method, `${this.path}${part}`, body);
  }
  accept() {
    return this.as("reviewer", "POST", "/checks", { step: "accept" });
  }
  ask(reason) {
    return this.as("reviewer", "POST", "/checks", { step: "ask_material", reason });
  }
  check(refused_lines = []) {
    return this.as("reviewer", "POST", "/checks", { step: "check", refused_lines });
  }
  decide() {
    return this.as("claims", "POST", "/decisions", { step: "decide" });
  }
  pay(step, more = {}) {
    return this.as("finance", "POST", "/payment", { step, ...more });
  }
  /** Up to a phase of the way that ends well. */
  async upto(phase, { refused = [] } = {}) {
    const way = [
      ["accepted", () => this.accept()],
      ["checked", () => this.check(refused)],
      ["decided", () => this.decide()],
      ["ordered", () => this.pay("order")],
      ["sent", () => this.pay("send", { bank_reference: "B20260615001" })],
      ["paid", () => this.pay("arrived")],
    ];
    for (const [at, take] of way) {
      await take();
      if (at === phase) return this;
    }
    return this;
  }
}
