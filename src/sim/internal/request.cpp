#include "sim/internal/request.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "adapters/codec/json_tree.h"
#include "adapters/codec/json_writer.h"
#include "base/assert.h"

namespace yidi::sim {
namespace {

using codec::JsonNode;
using codec::JsonWriter;

struct Text {
    std::string_view name;
    std::string_view value;
};

/// Fields whose value no rule reads.
constexpr std::array kDoctor{Text{"atddr_no", "D1"}, Text{"dr_name", "医师"},
                             Text{"dept_code", "01"}, Text{"dept_name", "内科"},
                             Text{"caty", "A03"}};
constexpr std::array kCertificate{Text{"mdtrt_cert_type", "02"}, Text{"mdtrt_cert_no", "C1"}};
constexpr std::array kStay{
    Text{"atddr_no", "D1"},
    Text{"chfpdr_name", "医师"},
    Text{"adm_diag_dscr", "诊断"},
    Text{"adm_dept_codg", "01"},
    Text{"adm_dept_name", "内科"},
    Text{"adm_bed", "1"},
    Text{"dscg_maindiag_code", "I10.x00"},
    Text{"dscg_maindiag_name", "高血压病"},
};
constexpr std::array kDischarge{Text{"dscg_dept_codg", "01"}, Text{"dscg_dept_name", "内科"},
                                Text{"dscg_way", "1"}};
constexpr std::array kDiagnosis{
    Text{"diag_type", "1"},       Text{"maindiag_flag", "1"},    Text{"diag_srt_no", "1"},
    Text{"diag_code", "I10.x00"}, Text{"diag_name", "高血压病"}, Text{"diag_dept", "内科"},
    Text{"dise_dor_no", "D1"},    Text{"dise_dor_name", "医师"}, Text{"vali_flag", "1"},
};
constexpr std::array kLine{
    Text{"rx_circ_flag", "0"},
    Text{"medins_list_codg", "A1"},
    Text{"bilg_dept_codg", "01"},
    Text{"bilg_dept_name", "内科"},
    Text{"bilg_dr_codg", "D1"},
    Text{"bilg_dr_name", "医师"},
    Text{"cnt", "1"},
};

class Body {
public:
    Body(const MessageHead& head, const Care& care) : head_{head}, care_{care} {
        writer_.begin_object();
        text("infno", head.infno);
        text("msgid", head.msgid);
        text("mdtrtarea_admvs", std::to_string(care.hospital->admdvs));
        text("infver", "V1.0");
        text("recer_sys_code", "HIS");
        text("opter_type", "1");
        text("opter", "1");
        text("opter_name", "收费员");
        text("inf_time", to_string(head.now));
        text("fixmedins_code", care.hospital->code);
        text("fixmedins_name", "医院");
        writer_.key("input");
        writer_.begin_object();
    }
    std::string take() {
        writer_.end_object();
        writer_.end_object();
        return std::move(out_);
    }

    void text(std::string_view name, std::string_view value) { writer_.member(name, value); }
    template <class Texts>
    void texts(const Texts& all) {
        for (const Text& one : all) text(one.name, one.value);
    }
    void begin(std::string_view node) {
        writer_.key(node);
        writer_.begin_object();
        text("psn_no", care_.person->psn_no);
        if (!care_.mdtrt_id.empty()) text("mdtrt_id", care_.mdtrt_id);
    }
    void end() { writer_.end_object(); }

    void begin_visit() {
        begin("data");
        texts(kDoctor);
        texts(kCertificate);
        text("insutype", "310");
        text("begntime", to_string(care_.from));
        text("ipt_otp_no", "O1");
        end();
    }
    void describe_visit() {
        begin("mdtrtinfo");
        text("med_type", "11");
        text("begntime", to_string(care_.from));
        end();
        writer_.key("diseinfo");
        writer_.begin_object();
        texts(kDiagnosis);
        text("diag_time", to_string(care_.from));
        writer_.end_object();
    }
    void admit() {
        begin("mdtrtinfo");
        texts(kStay);
        texts(kCertificate);
        text("insutype", "310");
        text("begntime", to_string(care_.from));
        text("med_type", "21");
        text("ipt_no", "I1");
        end();
    }
    void discharge() {
        begin("dscginfo");
        texts(kDischarge);
        text("insutype", "310");
        text("endtime", to_string(head_.now));
        end();
    }
    /// Two lines, the first of ten yuan.
    void upload() {
        constexpr Money kFirst = Money::from_yuan(10);
        writer_.key("feedetail");
        writer_.begin_array();
        line("F1", kFirst);
        line("F2", care_.fee - kFirst);
        writer_.end_array();
    }
    void settle() {
        begin("data");
        texts(kCertificate);
        text("psn_setlway", "01");
        text("insutype", "310");
        text("acct_used_flag", care_.use_account ? "1" : "0");
        writer_.member("medfee_sumamt", care_.fee);
        if (care_.is_stay) {
            text("mid_setl_flag", "0");
        } else {
            text("med_type", "11");
            text("chrg_bchno", care_.chrg_bchno);
        }
        end();
    }
    void reverse() {
        begin("data");
        text("setl_id", care_.setl_id);
        end();
    }

private:
    void line(std::string_view serial, Money amount) {
        writer_.begin_object();
        text("feedetl_sn", serial);
        text("psn_no", care_.person->psn_no);
        text("mdtrt_id", care_.mdtrt_id);
        if (care_.is_stay) {
            text("med_type", "21");
        } else {
            text("chrg_bchno", care_.chrg_bchno);
        }
        text("fee_ocur_time", to_string(care_.from));
        text("med_list_codg", kDrug);
        writer_.member("pric", amount);
        writer_.member("det_item_fee_sumamt", amount);
        texts(kLine);
        writer_.end_object();
    }

    const MessageHead& head_;
    const Care& care_;
    std::string out_;
    JsonWriter writer_{out_};
};

std::string_view text_of(const JsonNode* node, std::string_view name) {
    const JsonNode* member = node == nullptr ? nullptr : node->member(name);
    return member == nullptr ? std::string_view{} : member->text;
}

Money money_of(const JsonNode* node, std::string_view name) {
    return parse_yuan(text_of(node, name)).value_or(Money{});
}

/// The last member of every answer is its output.
std::string_view output_of(std::string_view answer) {
    constexpr std::string_view kName = "\"output\":";
    const std::size_t at = answer.find(kName);
    if (at == std::string_view::npos) return {};
    return answer.substr(at + kName.size());
}

}  // namespace

std::string request_of(const MessageHead& head, const Care& care) {
    struct Writer {
        std::string_view infno;
        void (Body::*write)();
    };
    constexpr std::array kWriters{
        Writer{"2201", &Body::begin_visit}, Writer{"2203A", &Body::describe_visit},
        Writer{"2204", &Body::upload},      Writer{"2206", &Body::settle},
        Writer{"2207", &Body::settle},      Writer{"2208", &Body::reverse},
        Writer{"2301", &Body::upload},      Writer{"2303", &Body::settle},
        Writer{"2304", &Body::settle},      Writer{"2305", &Body::reverse},
        Writer{"2401", &Body::admit},       Writer{"2402", &Body::discharge},
    };
    Body body{head, care};
    const auto* found = std::ranges::find(kWriters, head.infno, &Writer::infno);
    YIDI_ASSERT(found != kWriters.end());
    (body.*found->write)();
    return body.take();
}

std::string undo_request(const MessageHead& head, const Care& care, std::string_view omsgid,
                         std::string_view oinfno) {
    Body body{head, care};
    body.begin("data");
    body.text("omsgid", omsgid);
    body.text("oinfno", oinfno);
    body.end();
    return body.take();
}

Told read_answer(std::string_view answer) {
    Told told;
    codec::JsonTree tree;
    const Result<const JsonNode*> root = tree.read(answer);
    if (!root) return told;
    told.is_done = text_of(*root, "infcode") == "0";
    told.err_msg = text_of(*root, "err_msg");
    told.is_busy = told.err_msg.find("稍后") != std::string::npos;
    told.output = output_of(answer);
    const JsonNode* output = (*root)->member("output");
    const JsonNode* info = output == nullptr ? nullptr : output->member("setlinfo");
    for (const std::string_view node : {"data", "result", "setlinfo"}) {
        const JsonNode* place = output == nullptr ? nullptr : output->member(node);
        if (place != nullptr) told.mdtrt_id = text_of(place, "mdtrt_id");
    }
    const std::string_view number = text_of(info, "setl_id");
    std::from_chars(number.data(), number.data() + number.size(), told.setl_id);
    told.fee = money_of(info, "medfee_sumamt");
    told.fund = money_of(info, "fund_pay_sumamt");
    told.person = money_of(info, "psn_part_amt");
    told.account = money_of(info, "acct_pay");
    return told;
}

}  // namespace yidi::sim
