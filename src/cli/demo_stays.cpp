#include "cli/demo_stays.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "app/payer/fees.h"
#include "app/payer/once.h"
#include "app/payer/settle.h"
#include "app/payer/visits.h"
#include "base/money.h"
#include "base/quantity.h"
#include "domain/clearing/book.h"

namespace yidi::cli {
namespace {

/// Of an ordinary stay in the dictionary med_type.
constexpr std::string_view kOrdinaryStay = "21";

/// Of the day, at which people come, go and pay.
constexpr int kHour = 10;
constexpr int kFirstSerial = 1'001;

/// A stay as the file has it.
struct Stay {
    std::string psn_no;
    std::string fixmedins_code;
    Date begndate;
    Date enddate;
    std::vector<settlement::FeeLine> lines;
    Money sum;
    std::string note;
};

std::string_view cut(std::string_view& text, char end) {
    const std::size_t at = std::min(text.find(end), text.size());
    const std::string_view part = text.substr(0, at);
    text.remove_prefix(std::min(at + 1, text.size()));
    return part;
}

/// "CODE*COUNT*PRICE" of each line, with ";" between them.
Result<void> read_lines(std::string_view text, Stay& stay) {
    while (!text.empty()) {
        std::string_view part = cut(text, ';');
        settlement::FeeLine line;
        line.feedetl_sn = std::to_string(stay.lines.size() + 1);
        line.med_list_codg = cut(part, '*');
        line.medins_list_codg = line.med_list_codg;
        line.fee_ocur_time = at_hour(stay.begndate, kHour);
        YIDI_TRY(line.cnt, parse_quantity(cut(part, '*')));
        YIDI_TRY(line.pric, parse_unit_price(part));
        line.det_item_fee_sumamt = amount(line.pric, line.cnt, Rounding::half_up);
        stay.sum += line.det_item_fee_sumamt;
        stay.lines.push_back(std::move(line));
    }
    return {};
}

Result<Stay> read_stay(DemoRecord& record) {
    Stay stay;
    stay.psn_no = record["psn_no"];
    stay.fixmedins_code = record["fixmedins_code"];
    YIDI_TRY(stay.begndate, parse_date(record["begndate"]));
    YIDI_TRY(stay.enddate, parse_date(record["enddate"]));
    YIDI_TRY_VOID(read_lines(record["lines"], stay));
    stay.note = record["note"];
    return stay;
}

/// A hospital's part in one stay, from the admission to the settlement: the messages that it sends.
/// Their texts are not kept, as if they had come long ago.
class Hospital {
public:
    /// `messages`: sent so far by all of them.
    Hospital(ports::Session& session, payer::Context now, const Stay& stay, int& messages)
        : session_{session}, now_{now}, stay_{stay}, messages_{messages} {}

    Result<settlement::Settlement> settle() {
        now_.now = at_hour(stay_.begndate, kHour);
        YIDI_TRY_VOID(send("2401", &Hospital::admit));
        now_.now = at_hour(stay_.enddate, kHour);
        YIDI_TRY_VOID(send("2301", &Hospital::upload));
        YIDI_TRY_VOID(send("2402", &Hospital::discharge));
        YIDI_TRY_VOID(send("2304", &Hospital::settle_discharged));
        return std::move(made_);
    }

private:
    /// Each returns the number of what it made, or 0.
    using Work = Result<std::int64_t> (Hospital::*)();

    Result<void> send(std::string_view infno, Work work) {
        // Of four digits, as the interface has the last part of a msgid.
        const int serial = kFirstSerial + messages_++;
        caller_ = {.fixmedins_code = stay_.fixmedins_code,
                   .msgid = stay_.fixmedins_code + to_compact(now_.now) + std::to_string(serial),
                   .infno = std::string{infno},
                   .opter = "demo"};
        YIDI_TRY(const registry::Pid pid, pid_of_argument(stay_.psn_no));
        YIDI_TRY_VOID(payer::once(session_, now_,
                                  {.caller = caller_, .pid = pid, .hash = caller_.msgid},
                                  [this, work]() -> Result<payer::Made> {
                                      YIDI_TRY(const std::int64_t id, (this->*work)());
                                      return payer::Made{.answer = "{}", .id = id};
                                  }));
        return {};
    }
    Result<std::int64_t> admit() {
        payer::RegisterRequest request;
        request.caller = caller_;
        request.psn_no = stay_.psn_no;
        request.begntime = now_.now;
        request.ipt_otp_no = "DEMO" + to_string(stay_.begndate);
        request.med_type = kOrdinaryStay;
        YIDI_TRY(const settlement::Visit visit, payer::admit(session_, now_, request));
        mdtrt_id_ = std::to_string(visit.mdtrt_id);
        return visit.mdtrt_id;
    }
    Result<std::int64_t> upload() {
        YIDI_TRY_VOID(payer::upload_fees(session_, now_, {.visit = named(), .lines = stay_.lines}));
        return 0;
    }
    Result<std::int64_t> discharge() {
        payer::DischargeRequest request;
        request.visit = named();
        request.endtime = now_.now;
        request.dscg_way = "1";
        YIDI_TRY_VOID(payer::discharge(session_, now_, request));
        return 0;
    }
    Result<std::int64_t> settle_discharged() {
        payer::SettleRequest request;
        request.visit = named();
        request.med_type = kOrdinaryStay;
        request.medfee_sumamt = stay_.sum;
        YIDI_TRY(payer::SettleReply reply, payer::settle(session_, now_, request));
        made_ = std::move(reply.settlement);
        return made_.setl_id;
    }
    payer::VisitRequest named() const {
        return {.caller = caller_, .psn_no = stay_.psn_no, .mdtrt_id = mdtrt_id_};
    }

    ports::Session& session_;
    payer::Context now_;
    const Stay& stay_;
    int& messages_;
    payer::Caller caller_;
    std::string mdtrt_id_;
    settlement::Settlement made_;
};

}  // namespace

Result<DemoStays> add_demo_stays(Context& context, Payer& payer) {
    YIDI_TRY(std::vector<DemoRecord> records, read_demo_records(context, "stays"));
    const payer::Context work = payer.context();
    const Date today = work.now.date();
    DemoStays all;
    int messages = 0;
    YIDI_TRY_VOID(ports::write(payer.store(), [&](ports::Session& session) -> Result<void> {
        for (DemoRecord& record : records) {
            YIDI_TRY(const Stay stay, read_stay(record));
            if (stay.enddate >= today) continue;
            YIDI_TRY(const settlement::Settlement one,
                     Hospital(session, work, stay, messages).settle());
            all.settled.push_back({.day = stay.enddate,
                                   .setl_id = one.setl_id,
                                   .insured = clearing::party_of(one.insuplc_admdvs),
                                   .treating = clearing::party_of(one.mdtrtarea_admvs),
                                   .fund_pay_sumamt = one.info.fund_pay_sumamt,
                                   .note = stay.note});
        }
        return {};
    }));
    std::ranges::sort(all.settled, {}, [](const DemoStays::Settled& one) {
        return std::pair{one.day, one.setl_id};
    });
    return all;
}

}  // namespace yidi::cli
