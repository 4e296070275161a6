// Registration as the national interface has it: a stay by one transaction, an outpatient visit by two.
import { medType } from "./codes";
import type { Business } from "./codes";
import type { Orders } from "./orders";
import type { Presented } from "./presented";
import { transact } from "./transactions";

export interface Registration {
  psn_no: string;
  business: Business;
  insutype: string;
  certificate: Presented;
  /** The hospital's own number of the stay or visit. */
  number: string;
  begntime: string;
  diag_code: string;
  diag_name: string;
  dise_codg: string;
  isEmergency: boolean;
  isInjury: boolean;
  /** Somebody else is liable for the injury. */
  hasThirdParty: boolean;
  orders: Orders;
}

function common(one: Registration): object {
  return {
    psn_no: one.psn_no,
    insutype: one.insutype,
    begntime: one.begntime,
    mdtrt_cert_type: one.certificate.kind,
    mdtrt_cert_no: one.certificate.number,
    atddr_no: one.orders.dr_code,
  };
}

export async function admit(key: string, one: Registration): Promise<string> {
  const { output } = await transact(
    "2401",
    {
      mdtrtinfo: {
        ...common(one),
        med_type: medType(one.business, one.isEmergency),
        ipt_no: one.number,
        chfpdr_name: one.orders.dr_name,
        adm_diag_dscr: one.diag_name,
        adm_dept_codg: one.orders.dept_code,
        adm_dept_name: one.orders.dept_name,
        adm_bed: one.orders.bed,
        dscg_maindiag_code: one.diag_code,
        dscg_maindiag_name: one.diag_name,
        er_flag: one.isEmergency ? "1" : "0",
        trum_flag: one.isInjury ? "1" : "0",
        rel_ttp_flag: one.hasThirdParty ? "1" : "0",
      },
    },
    key,
  );
  return output.result.mdtrt_id;
}

export async function enrol(key: string, one: Registration): Promise<string> {
  const { output } = await transact(
    "2201",
    {
      data: {
        ...common(one),
        ipt_otp_no: one.number,
        dr_name: one.orders.dr_name,
        dept_code: one.orders.dept_code,
        dept_name: one.orders.dept_name,
        caty: one.orders.caty,
      },
    },
    key,
  );
  return output.data.mdtrt_id;
}

/** What an outpatient visit is for: without it no bill can be settled. */
export async function diagnose(key: string, one: Registration, mdtrtId: string): Promise<true> {
  await transact(
    "2203A",
    {
      mdtrtinfo: {
        mdtrt_id: mdtrtId,
        psn_no: one.psn_no,
        med_type: medType(one.business, one.isEmergency),
        begntime: one.begntime,
        dise_codg: one.dise_codg,
        dise_name: one.dise_codg === "" ? "" : one.diag_name,
      },
      diseinfo: [
        {
          diag_type: "1",
          maindiag_flag: "1",
          diag_srt_no: 1,
          diag_code: one.diag_code,
          diag_name: one.diag_name,
          diag_dept: one.orders.dept_name,
          dise_dor_no: one.orders.dr_code,
          dise_dor_name: one.orders.dr_name,
          diag_time: one.begntime,
          vali_flag: "1",
        },
      ],
    },
    key,
  );
  return true;
}
