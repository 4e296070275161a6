#!/usr/bin/env bash
# An outpatient visit from registration to the printed statement, and back: what a hospital's system sends.
#
#   scripts/run                        # in another terminal: the server with its demo world
#   examples/settle-outpatient.sh
#
# The hospital in Hangzhou does not sign its requests (profile `none`, for tests and closed networks only); the person is
# insured in Shanghai, works in Hangzhou and has filed that. YIDI_URL names another server, STATEMENT where to save the
# statement.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=examples/national.sh
source "$here/national.sh"

hospital=H99330100011 hospital_name=演示杭州综合医院 area=330106 home=310000
person=31000000000000001016 certificate=993100199111020329
batch=B$(date +%Y%m%d%H%M%S%4N)    # of this bill: at most one settlement is made of it
statement=${STATEMENT:-statement-outpatient.html}

# line NUMBER CODE COUNT PRICE SUM: one line of the bill.
line() {
  printf '{"feedetl_sn": "%s-%s", "mdtrt_id": "%s", "psn_no": "%s", "chrg_bchno": "%s", "rx_circ_flag": "0",
    "fee_ocur_time": "%s", "med_list_codg": "%s", "medins_list_codg": "HIS-%s", "cnt": "%s", "pric": "%s",
    "det_item_fee_sumamt": "%s", "bilg_dept_codg": "01", "bilg_dept_name": "消化内科",
    "bilg_dr_codg": "D0001", "bilg_dr_name": "演示医师"}' \
    "$batch" "$1" "$mdtrt_id" "$person" "$batch" "$now" "$2" "$2" "$3" "$4" "$5"
}

sign_in
echo "== 1101: who is this?"
call 1101 "{\"data\": {\"mdtrt_cert_type\": \"02\", \"mdtrt_cert_no\": \"$certificate\",
  \"psn_cert_type\": \"01\", \"certno\": \"$certificate\"}}"
echo "  $(value output.baseinfo.psn_name <<<"$answer"), account $(value output.insuinfo.0.balc <<<"$answer")"
before=$(accumulators "$person")

echo "== 2201: registration"
call 2201 "{\"data\": {\"psn_no\": \"$person\", \"insutype\": \"310\", \"begntime\": \"$now\",
  \"mdtrt_cert_type\": \"02\", \"mdtrt_cert_no\": \"$certificate\", \"ipt_otp_no\": \"O0001\", \"atddr_no\": \"D0001\",
  \"dr_name\": \"演示医师\", \"dept_code\": \"01\", \"dept_name\": \"消化内科\", \"caty\": \"A03\"}}"
mdtrt_id=$(value output.data.mdtrt_id <<<"$answer")
echo "  visit $mdtrt_id"

echo "== 2203A: the visit and its diagnosis"
call 2203A "{\"mdtrtinfo\": {\"mdtrt_id\": \"$mdtrt_id\", \"psn_no\": \"$person\", \"med_type\": \"11\",
  \"begntime\": \"$now\"}, \"diseinfo\": [{\"diag_type\": \"1\", \"maindiag_flag\": \"1\", \"diag_srt_no\": 1,
  \"diag_code\": \"K29.500\", \"diag_name\": \"慢性胃炎\", \"diag_dept\": \"消化内科\", \"dise_dor_no\": \"D0001\",
  \"dise_dor_name\": \"演示医师\", \"diag_time\": \"$now\", \"vali_flag\": \"1\"}]}"

echo "== 2204: the lines of the bill, as the catalogue in Hangzhou reads them"
call 2204 "{\"feedetail\": [
  $(line 1 XY99YYY001Y001010109999 20 10.30 206.00),
  $(line 2 XY99YYY122Y001010109999 4 140.39 561.56),
  $(line 3 XY99YYY219Y001010109999 1 35.00 35.00)]}"

# The same input serves both: 2206 answers what 2207 would, and holds it for ten minutes.
bill="{\"data\": {\"psn_no\": \"$person\", \"mdtrt_cert_type\": \"02\", \"mdtrt_cert_no\": \"$certificate\",
  \"med_type\": \"11\", \"medfee_sumamt\": \"802.56\", \"psn_setlway\": \"01\", \"mdtrt_id\": \"$mdtrt_id\",
  \"chrg_bchno\": \"$batch\", \"insutype\": \"310\", \"acct_used_flag\": \"1\", \"invono\": \"INV0001\"}}"
echo "== 2206: what would it be?"
call 2206 "$bill"
echo "  in cash $(value output.setlinfo.psn_cash_pay <<<"$answer")"

echo "== 2207: settle"
call 2207 "$bill"
settled=$(value output <<<"$answer") settled_msgid=$msgid
setl_id=$(value output.setlinfo.setl_id <<<"$answer")
echo "  settlement $setl_id"
print_settlement

echo "== the statement"
save_statement "$statement"
echo "  saved to $statement"

echo "== 2207 again"
send 2207 "$settled_msgid" "$bill"
[[ $(value output <<<"$answer") == "$settled" ]] || die "a repeat has another answer"
echo "  the same message: the same answer"
call 2207 "$bill"
[[ $(value output <<<"$answer") == "$settled" ]] || die "a second settlement has another result"
echo "  a new message: $(value warn_msg <<<"$answer")"

echo "== 2208: take it back"
call 2208 "{\"data\": {\"setl_id\": \"$setl_id\", \"mdtrt_id\": \"$mdtrt_id\", \"psn_no\": \"$person\"}}"
echo "  funds $(value output.setlinfo.fund_pay_sumamt <<<"$answer"), cash $(value output.setlinfo.psn_cash_pay <<<"$answer")"
[[ $(accumulators "$person") == "$before" ]] || die "the accumulators are not as before"
echo "  5206: the accumulators are as before"
