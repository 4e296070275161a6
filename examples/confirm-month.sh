#!/usr/bin/env bash
# A hospital's month of clearing: what is to be cleared is fetched, held against what hospital and agency agree on, and confirmed.
#
#   examples/confirm-month.sh 2026-05          # the month has to be over
#   examples/confirm-month.sh 2026-05 back     # and takes back what it has confirmed
#
# The hospital is that of settle-inpatient.sh. Its bills are there when the centre has taken them (POST /clearing/bills,
# docs/using/clearing.md). YIDI_URL names another server.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=examples/national.sh
source "$here/national.sh"

hospital=H99420100014 hospital_name=演示武汉综合医院 area=420106 home=
paas_id=yidi_demo secret=yidi-demo-signature-a
month=${1:?the month, as 2026-05} back=${2:-}
period="\"trt_year\": \"${month%-*}\", \"trt_month\": \"${month#*-}\""

sign_in
echo "== 3209A: settlements on which hospital and agency do not agree yet"
last=$(date -d "$month-01 + 1 month - 1 day" +%F)
call 3209A "{\"data\": {\"begndate\": \"$month-01\", \"enddate\": \"$last\"}}"
value output.data <<<"$answer" | python3 -c '
import json, sys
for row in json.load(sys.stdin):
    print("  {setl_id}, insured in {insu_admdvs}".format(**row))'

# A page that is not full is the last.
echo "== 3260: settlements to be cleared, a hundred a page"
start=1 pages=()
while :; do
  call 3260 "{\"data\": {$period, \"startrow\": $start}}"
  page=$(value output.data <<<"$answer")
  rows=$(python3 -c 'import json, sys; print(len(json.load(sys.stdin)))' <<<"$page")
  ((rows == 0)) || pages+=("$page")
  ((rows == 100)) || break
  start=$((start + rows))
done
for page in "${pages[@]}"; do
  python3 -c '
import json, sys
for row in json.load(sys.stdin):
    print("  {seqno} {setl_sn} {mdtrt_setl_time} {medfee_sumamt:.2f} {optins_pay_sumamt:.2f}".format(**row))' <<<"$page"
done
((${#pages[@]})) || { echo "  none"; exit 0; }

# The number of each answer takes its rows back. A client with settlements of its own sends 0 for a row that it does not have.
echo "== 3261: all of them are right"
numbers=()
for page in "${pages[@]}"; do
  detail=$(python3 -c '
import json, sys
names = "certno mdtrt_id mdtrt_setl_time setl_sn medfee_sumamt optins_pay_sumamt".split()
print(json.dumps([{**{name: row[name] for name in names}, "cnfm_flag": "1"} for row in json.load(sys.stdin)]))' <<<"$page")
  total=$(python3 -c 'import json, sys; print(len(json.load(sys.stdin)))' <<<"$detail")
  call 3261 "{\"data\": {$period, \"totalrow\": $total}, \"detail\": $detail}"
  numbers+=("$(value inf_refmsgid <<<"$answer")")
  echo "  $total confirmed under ${numbers[-1]} $(value warn_msg <<<"$answer")"
done

[[ -n $back ]] || exit 0
echo "== 3262: and back"
for number in "${numbers[@]}"; do
  call 3262 "{\"data\": {$period, \"otransid\": \"$number\"}}"
  echo "  $number is taken back"
done
