// A stay of the demonstration's citizen at home, settled with the family account, as the hospital's own system does it.
import { Hospital } from "./national.mjs";

/** The settlement's number. */
export async function settledStay(url) {
  const hospital = new Hospital(url, { fixmedins_code: "H99440100016", area: "440106", home: "440100" });
  const person = { psn_no: "44010000000000001180", certno: "994401198005203606", insutype: "390" };
  const { setlinfo } = await hospital.settle(person, { isStay: true, counts: [200, 20] });
  return setlinfo.setl_id;
}
