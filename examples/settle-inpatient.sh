#!/usr/bin/env bash
# A stay from admission to the printed statement, and back: what a hospital's system sends, transaction by transaction.
#
#   scripts/run                        # in another terminal: the server with its demo world
#   examples/settle-inpatient.sh
#
# The hospital in Wuhan signs its requests (gateway signature A); the person is insured in Tianjin, works in Wuhan and has
# filed that. The bill is that of settle-inpatient.json, and the amounts are compared with `yidi estimate` of that file.
# YIDI_URL names another server, YIDI another program, STATEMENT where to save the statement.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=examples/national.sh
source "$here/national.sh"

hospital=H99420100014 hospital_name=演示武汉综合医院 area=420106 home=120000
paas_id=yidi_demo secret=yidi-demo-signature-a
person=12000000000000001021 certificate=991200199111020410
case_file=$here/settle-inpatient.json
yidi=${YIDI:-$here/../yidi}
statement=${STATEMENT:-statement-inpatient.html}

# fee_lines: the case's lines as feedetail of 2301, each under a number of its own.
fee_lines() {
  python3 -c '
import json, sys
case, visit, person, now = json.load(open(sys.argv[1], encoding="utf-8")), *sys.argv[2:]
print(json.dumps([{
    "feedetl_sn": f"L{number}", "mdtrt_id": visit, "psn_no": person, "med_type": "21", "fee_ocur_time": now,
    "med_list_codg": line["med_list_codg"], "medins_list_codg": "HIS-" + line["med_list_codg"],
    "cnt": line["cnt"], "pric": line["pric"], "det_item_fee_sumamt": line["det_item_fee_sumamt"],
    "bilg_dept_codg": "01", "bilg_dept_name": "内科", "bilg_dr_codg": "D0001", "bilg_dr_name": "演示医师",
} for number, line in enumerate(case["feedetail"], 1)], ensure_ascii=False))' "$case_file" "$mdtrt_id" "$person" "$now"
}

# same_amounts: whether the settlement in $1 has the amounts of the estimate in $2; says where not.
same_amounts() {
  python3 -c '
import json, sys
from decimal import Decimal
settled, estimated = (json.loads(text)["setlinfo"] for text in sys.argv[1:])
names = [name for name in estimated if name in settled and name.endswith(("pay", "amt", "dedc", "balc"))]
wrong = [f"{name}: settled {settled[name]}, estimated {estimated[name]}"
         for name in names if Decimal(str(settled[name])) != Decimal(str(estimated[name]))]
print("\n".join(wrong) or f"  equal to the estimate in {len(names)} amounts")
sys.exit(bool(wrong))' "$1" "$2"
}

sign_in
echo "== 1101: who is this?"
call 1101 "{\"data\": {\"mdtrt_cert_type\": \"02\", \"mdtrt_cert_no\": \"$certificate\",
  \"psn_cert_type\": \"01\", \"certno\": \"$certificate\"}}"
echo "  $(value output.baseinfo.psn_name <<<"$answer"), insured in $(value output.insuinfo.0.insuplc_admdvs <<<"$answer")"
before=$(accumulators "$person")
[[ -z $before ]] || die "this person's year is used already; begin anew with \`yidi demo reset\`:"$'\n'"$before"

echo "== 2401: admission"
call 2401 "{\"mdtrtinfo\": {\"psn_no\": \"$person\", \"insutype\": \"310\", \"begntime\": \"$now\",
  \"mdtrt_cert_type\": \"02\", \"mdtrt_cert_no\": \"$certificate\", \"med_type\": \"21\", \"ipt_no\": \"I0001\",
  \"atddr_no\": \"D0001\", \"chfpdr_name\": \"演示医师\", \"adm_diag_dscr\": \"冠状动脉粥样硬化性心脏病\",
  \"adm_dept_codg\": \"01\", \"adm_dept_name\": \"心内科\", \"adm_bed\": \"12\",
  \"dscg_maindiag_code\": \"I25.103\", \"dscg_maindiag_name\": \"冠状动脉粥样硬化性心脏病\", \"er_flag\": \"0\"}}"
mdtrt_id=$(value output.result.mdtrt_id <<<"$answer")
echo "  visit $mdtrt_id"

echo "== 2301: the lines of the bill"
call 2301 "{\"feedetail\": $(fee_lines)}"

echo "== 2402: discharge"
call 2402 "{\"dscginfo\": {\"mdtrt_id\": \"$mdtrt_id\", \"psn_no\": \"$person\", \"insutype\": \"310\",
  \"endtime\": \"$now\", \"dscg_dept_codg\": \"01\", \"dscg_dept_name\": \"心内科\", \"dscg_way\": \"1\"}}"

# The same input serves both: 2303 answers what 2304 would, and holds it for ten minutes.
total=$(python3 -c 'import json, sys; from decimal import Decimal
print(sum(Decimal(line["det_item_fee_sumamt"]) for line in json.load(open(sys.argv[1]))["feedetail"]))' "$case_file")
bill="{\"data\": {\"psn_no\": \"$person\", \"mdtrt_cert_type\": \"02\", \"mdtrt_cert_no\": \"$certificate\",
  \"medfee_sumamt\": \"$total\", \"psn_setlway\": \"01\", \"mdtrt_id\": \"$mdtrt_id\", \"insutype\": \"310\",
  \"acct_used_flag\": \"1\", \"invono\": \"INV0001\", \"mid_setl_flag\": \"0\"}}"
echo "== 2303: what would it be?"
call 2303 "$bill"
echo "  in cash $(value output.setlinfo.psn_cash_pay <<<"$answer")"

echo "== 2304: settle"
call 2304 "$bill"
settled=$answer settled_msgid=$msgid
setl_id=$(value output.setlinfo.setl_id <<<"$answer")
echo "  settlement $setl_id"
print_settlement
same_amounts "$(value output <<<"$settled")" "$("$yidi" estimate "$case_file" --json)" || die "the settlement is not what the estimate says"

echo "== the statement"
save_statement "$statement"
echo "  saved to $statement"

echo "== 2304 again"
send 2304 "$settled_msgid" "$bill"
[[ $(value output <<<"$answer") == "$(value output <<<"$settled")" ]] || die "a repeat has another answer"
echo "  the same message: the same answer"
call 2304 "$bill"
[[ $(value output.setlinfo.setl_id <<<"$answer") == "$setl_id" ]] || die "settled twice"
echo "  a new message: $(value warn_msg <<<"$answer")"

echo "== 2305: take it back"
call 2305 "{\"data\": {\"mdtrt_id\": \"$mdtrt_id\", \"setl_id\": \"$setl_id\", \"psn_no\": \"$person\"}}"
echo "  funds $(value output.setlinfo.fund_pay_sumamt <<<"$answer"), cash $(value output.setlinfo.psn_cash_pay <<<"$answer")"
[[ $(accumulators "$person") == "$before" ]] || die "the accumulators are not as before"
echo "  5206: the accumulators are as before"
