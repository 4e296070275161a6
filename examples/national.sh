# shellcheck shell=bash disable=SC2034,SC2154
# How a hospital's system calls the national interface: what settle-inpatient.sh and settle-outpatient.sh share.
# Whoever sources it sets: hospital, hospital_name, area (where it stands), home (where the person is insured), and
# paas_id and secret if the hospital signs its requests.

YIDI_URL=${YIDI_URL:-http://127.0.0.1:8460}

die() { printf '%s\n' "$*" >&2; exit 1; }

# value PATH: one value of the JSON on standard input, such as output.setlinfo.setl_id; nothing if it is not there.
value() {
  python3 -c '
import json, sys
found = json.load(sys.stdin)
for name in sys.argv[1].split("."):
    found = found[int(name)] if isinstance(found, list) else (found or {}).get(name)
print(json.dumps(found, ensure_ascii=False) if isinstance(found, (dict, list)) else "" if found is None else found)' "$1"
}

# sign: the headers of gateway signature A (docs/integrating/server.md), in $headers. None without a secret.
sign() {
  headers=(-H 'Content-Type: application/json')
  [[ -n ${secret:-} ]] || return 0
  local seconds nonce signature
  seconds=$(date +%s)
  nonce=$(od -An -N8 -tx1 /dev/urandom | tr -d ' ')
  signature=$(printf '%s' "$seconds$secret$nonce$seconds" | sha256sum | cut -d' ' -f1)
  headers+=(-H "x-tif-paasid: $paas_id" -H "x-tif-timestamp: $seconds"
            -H "x-tif-nonce: $nonce" -H "x-tif-signature: $signature")
}

# send INFNO MSGID INPUT: one message; its answer in $answer. A message without an answer is sent again as it is, under
# the same msgid, so that it is done once.
send() {
  sign
  answer=$(curl -sS --retry 2 --retry-all-errors --max-time 70 "${headers[@]}" --data-binary @- "$YIDI_URL/$1" <<EOF
{"infno": "$1", "msgid": "$2", "mdtrtarea_admvs": "$area", "insuplc_admdvs": "$home",
 "recer_sys_code": "HIS", "infver": "V1.0", "opter_type": "1", "opter": "0001", "opter_name": "收费员",
 "inf_time": "$(date '+%F %T')", "fixmedins_code": "$hospital", "fixmedins_name": "$hospital_name",
 "sign_no": "${sign_no:-}", "input": $3}
EOF
  ) || die "no answer from $YIDI_URL (is \`yidi serve --demo\` running?)"
}

# call INFNO INPUT: a message under a msgid of its own, which has to succeed. infcode is a number or a text.
call() {
  msgid=$hospital$(date +%Y%m%d%H%M%S%4N)
  send "$1" "$msgid" "$2"
  [[ $(value infcode <<<"$answer") == 0 ]] || die "$1: $(value err_msg <<<"$answer")"
}

# sign_in: opens the operator's day. The time in the answer is the server's, which in a demonstration is not ours.
sign_in() {
  call 9001 '{"signIn": {"opter_no": "0001", "mac": "00-00-00-00-00-00", "ip": "127.0.0.1"}}'
  sign_no=$(value output.signinoutb.sign_no <<<"$answer")
  now=$(value output.signinoutb.sign_time <<<"$answer")
}

# accumulators PERSON: what the benefit year holds, one "310 2026 dedc 1700.00" a line; nothing when it
# is unused.
accumulators() {
  call 5206 "{\"data\": {\"psn_no\": \"$1\"}}"
  python3 -c '
import json, sys
for row in json.load(sys.stdin)["output"]["cuminfo"]:
    if row["cum"]:
        print(row["insutype"], row["year"], row["cum_type_code"], row["cum"])' <<<"$answer"
}

# print_settlement: the settlement in $answer as a cashier reads it: each payer, and how its amount came about.
print_settlement() {
  python3 -c '
import json, sys
output = json.load(sys.stdin)["output"]
info = output["setlinfo"]
for name, word in (("medfee_sumamt", "total"), ("inscp_scp_amt", "in scope"), ("act_pay_dedc", "deductible"),
                   ("fund_pay_sumamt", "funds"), ("acct_pay", "account"), ("psn_cash_pay", "cash")):
    print(f"  {word:<12}{info[name]:>12,.2f}")
for payer in output["setldetail"]:
    print("    %s %12.2f  %s" % (payer["fund_pay_type"], payer["fund_payamt"], payer["setl_proc_info"]))' <<<"$answer"
}

# save_statement FILE: the printed statement of settlement $setl_id.
save_statement() {
  sign
  curl -sS --fail-with-body "${headers[@]}" -o "$1" \
    "$YIDI_URL/api/v1/settlements/$setl_id/statement?psn_no=$person&fixmedins_code=$hospital" \
    || die "no statement: $(cat "$1")"
}
