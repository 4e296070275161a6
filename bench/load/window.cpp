#include "bench/load/window.h"

#include <ctime>
#include <utility>

#include "base/instant.h"
#include "bench/load/world.h"

namespace yidi::load {
namespace {

std::string padded(std::int64_t number, std::size_t digits) {
    std::string text = std::to_string(number);
    text.insert(0, digits - text.size(), '0');
    return text;
}

std::string now_text() {
    constexpr std::int64_t kSecondMs = 1'000;
    return to_string(Instant::from_ms(std::time(nullptr) * kSecondMs));
}

std::string bill(const std::string& psn_no, const std::string& mdtrt_id) {
    return R"({"data":{"psn_no":")" + psn_no +
           R"(","mdtrt_cert_type":"02","mdtrt_cert_no":"x","med_type":"11",)" +
           R"("medfee_sumamt":"500.00","psn_setlway":"01","mdtrt_id":")" + mdtrt_id +
           R"(","chrg_bchno":"B1","acct_used_flag":"0","insutype":"310","invono":"I1"}})";
}

}  // namespace

Window::Window(const http::Url& server, std::int64_t number, const Speech& speech)
    : client_{{.server = server}}, speaker_{speech}, number_{number} {}

bool Window::send(const char* infno, const std::string& input) {
    const std::string time = now_text();
    const Speech& speech = speaker_.speech();
    // 12 characters of the sender, 14 of the time, 4 of a number; the windows share the seconds.
    const std::string msgid =
        std::string{speech.hospital} + "2026" + padded(number_, 4) + padded(++sent_, 10);
    const std::string head =
        std::string{R"("infno":")"} + infno + R"(","msgid":")" + msgid +
        R"(","mdtrtarea_admvs":")" + speech.area + R"(","insuplc_admdvs":")" + kHome +
        R"(","recer_sys_code":"HIS","dev_no":"","dev_safe_info":"","signtype":"",)" +
        R"("infver":"V1.0","opter_type":"1","opter":"0001","opter_name":"收费员","inf_time":")" +
        time + R"(","fixmedins_code":")" + speech.hospital +
        R"(","fixmedins_name":"演示","sign_no":"")";
    const std::string body = speaker_.body(head, input);
    http::Headers headers = speaker_.headers(client_, msgid);
    headers.add("content-type", "application/json");
    const Result<http::Response> response =
        client_.send({.method = "POST", .target = "/", .headers = headers, .body = body});
    last_answer_ = response ? speaker_.opened(response->body) : to_string(response.error());
    // 0 as a number or as a text, as the institution has it.
    return response && (last_answer_.find(R"("infcode":0)") != std::string::npos ||
                        last_answer_.find(R"("infcode":"0")") != std::string::npos);
}

std::optional<std::string> Window::open_visit(const std::string& psn_no) {
    const std::string time = now_text();
    if (!send(
            "2201",
            R"({"data":{"psn_no":")" + psn_no + R"(","insutype":"310","begntime":")" + time +
                R"(","mdtrt_cert_type":"02","mdtrt_cert_no":"x","ipt_otp_no":"O1","atddr_no":"D1",)" +
                R"("dr_name":"演示","dept_code":"01","dept_name":"内科","caty":"A03"}})")) {
        return {};
    }
    constexpr std::string_view kKey = R"("mdtrt_id":")";
    const std::size_t begin = last_answer_.find(kKey) + kKey.size();
    const std::string mdtrt_id = last_answer_.substr(begin, last_answer_.find('"', begin) - begin);
    std::string lines = R"({"feedetail":[)";
    for (int i = 1; i <= 5; ++i) {
        const std::string number = std::to_string(i);
        if (i > 1) lines += ',';
        lines.append(R"({"feedetl_sn":"F)").append(number);
        lines.append(R"(","mdtrt_id":")").append(mdtrt_id);
        lines.append(R"(","psn_no":")").append(psn_no);
        lines.append(R"(","chrg_bchno":"B1","rxno":"R1","rx_circ_flag":"0",)");
        lines.append(R"("fee_ocur_time":")").append(time);
        lines.append(R"(","med_list_codg":"XY99YYY00)").append(number);
        lines.append(R"(Y001010109999","medins_list_codg":"A1","det_item_fee_sumamt":"100.00",)");
        lines.append(R"("cnt":"10","pric":"10.00","bilg_dept_codg":"01","bilg_dept_name":"内科",)");
        lines.append(R"("bilg_dr_codg":"D1","bilg_dr_name":"演示"})");
    }
    if (!send("2204", lines + "]}")) return {};
    return mdtrt_id;
}

bool Window::diagnose_and_try(const std::string& psn_no, const std::string& mdtrt_id) {
    const std::string time = now_text();
    return send(
               "2203",
               R"({"mdtrtinfo":{"mdtrt_id":")" + mdtrt_id + R"(","psn_no":")" + psn_no +
                   R"(","med_type":"11","begntime":")" + time +
                   R"("},"diseinfo":[{"diag_type":"1","diag_srt_no":1,"diag_code":"I10.x00","diag_name":"高血压病",)" +
                   R"("diag_dept":"内科","dise_dor_no":"D1","dise_dor_name":"演示","diag_time":")" +
                   time + R"(","vali_flag":"1"}]})") &&
           send("2206", bill(psn_no, mdtrt_id));
}

bool Window::settle(const std::string& psn_no, const std::string& mdtrt_id) {
    return send("2207", bill(psn_no, mdtrt_id));
}

}  // namespace yidi::load
