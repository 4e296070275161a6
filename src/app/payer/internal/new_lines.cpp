#include "app/payer/internal/new_lines.h"

#include <algorithm>
#include <map>
#include <set>

#include "app/payer/fees.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_person.h"
#include "domain/settlement/settle.h"

namespace yidi::payer::internal {
namespace {

using settlement::FeeLine;
using settlement::PricedLine;
using settlement::Visit;

constexpr std::size_t kLinesMax = 10'000;

/// What a line must be by itself.
Result<void> check_line(const FeeLine& line, const Visit& visit, Instant now) {
    const bool is_return = !line.init_feedetl_sn.empty();
    if (line.feedetl_sn.empty() || line.feedetl_sn == kAllLines) {
        return refuse(ErrorCode::bad_value, "feedetl_sn", "a serial of its own, not 0000",
                      "number the lines of the visit", "the line has no serial");
    }
    if (is_return != (line.det_item_fee_sumamt < Money{}) || is_return != (line.cnt < Quantity{})) {
        return inconsistent("cnt", "below 0 in a return, which names its line, and only there",
                            "name the line in init_feedetl_sn, or send a positive line",
                            "the line is neither a charge nor a return");
    }
    if (line.pric < UnitPrice{} || !settlement::fits_price(line)) {
        return inconsistent("det_item_fee_sumamt", "cnt times pric, at most 0.01 off",
                            "mend the amount, the count or the price",
                            "the line " + line.feedetl_sn + " says " +
                                to_yuan(line.det_item_fee_sumamt) + " for " + to_string(line.cnt) +
                                " at " + to_string(line.pric));
    }
    if (line.fee_ocur_time.date() > now.date()) {
        return inconsistent("fee_ocur_time", "a day that has come", "mend the day",
                            "the line is of the future");
    }
    if (visit.is_stay == line.chrg_bchno.empty()) {
        return {};
    }
    return refuse(visit.is_stay ? ErrorCode::bad_value : ErrorCode::missing_key, "chrg_bchno",
                  "a batch for outpatient lines, none for stays", "mend the batch number",
                  "the line's batch does not fit the visit");
}

/// What a line must be beside the others.
Result<void> check_among(const FeeLine& line, const Visit& visit, const Lines& lines,
                         std::set<std::string>& serials) {
    if (!serials.insert(line.feedetl_sn).second) {
        return inconsistent("feedetl_sn", "each serial once in a visit",
                            "send the line under another serial, or withdraw the first",
                            "the serial " + line.feedetl_sn + " is there already");
    }
    if (lines.settled(visit.is_stay ? std::string_view{} : line.chrg_bchno) != nullptr) {
        return inconsistent("chrg_bchno", "a batch or stay that is not settled",
                            "use a new batch, or reverse the settlement first",
                            "what the line belongs to has been settled");
    }
    const bool takes_settled =
        !line.init_feedetl_sn.empty() && std::ranges::any_of(lines.live, [&](const LiveLine& one) {
            return one.settled != nullptr && one.priced.line.feedetl_sn == line.init_feedetl_sn;
        });
    if (takes_settled) {
        return inconsistent("init_feedetl_sn", "a line that is not settled",
                            "reverse the settlement first", "the line has been settled");
    }
    return {};
}

class Catalogue {
public:
    Catalogue(Session& session, std::uint32_t area) : session_{session}, area_{area} {}

    Result<PricedLine> price(const FeeLine& line) {
        auto found = codes_.find(line.med_list_codg);
        if (found == codes_.end()) {
            YIDI_TRY(auto items, catalogue_of(session_, area_, line.med_list_codg));
            found = codes_.emplace(line.med_list_codg, std::move(items)).first;
        }
        return settlement::priced(line,
                                  settlement::item_on(found->second, line.fee_ocur_time.date()));
    }

private:
    Session& session_;
    std::uint32_t area_;
    std::map<std::string, std::vector<registry::CatalogueItem>> codes_;
};

/// A return is read as the line it takes back from, whatever the catalogue says by now.
void price_like_original(PricedLine& taken, const Lines& lines,
                         const std::vector<PricedLine>& added) {
    const std::string& serial = taken.line.init_feedetl_sn;
    const PricedLine* original = nullptr;
    for (const LiveLine& one : lines.live) {
        original = one.priced.line.feedetl_sn == serial ? &one.priced : original;
    }
    for (const PricedLine& one : added) {
        original = one.line.feedetl_sn == serial ? &one : original;
    }
    if (original != nullptr) {
        FeeLine line = std::move(taken.line);
        taken = *original;
        taken.line = std::move(line);
    }
}

}  // namespace

Result<std::vector<PricedLine>> new_lines(Session& session, const Context& context,
                                          const Visit& visit, const Lines& lines,
                                          const std::vector<FeeLine>& wanted) {
    if (lines.live.size() + wanted.size() > kLinesMax) {
        return refuse(ErrorCode::limit_exceeded, "feedetail", "at most 10,000 lines of a visit",
                      "settle the stay in parts", "the visit has too many lines");
    }
    std::set<std::string> serials;
    for (const LiveLine& line : lines.live) {
        serials.insert(line.priced.line.feedetl_sn);
    }
    YIDI_TRY(const registry::Institution institution,
             institution_of(session, visit.fixmedins_code));
    Catalogue catalogue{session, context.book.regions().pooling_area(institution.admdvs)};
    std::vector<PricedLine> added;
    for (const FeeLine& line : wanted) {
        YIDI_TRY_VOID(check_line(line, visit, context.now));
        YIDI_TRY_VOID(check_among(line, visit, lines, serials));
        YIDI_TRY(PricedLine priced, catalogue.price(line));
        if (!line.init_feedetl_sn.empty()) {
            price_like_original(priced, lines, added);
        }
        added.push_back(std::move(priced));
    }
    std::map<std::string, std::vector<PricedLine>> batches;
    for (const LiveLine& line : lines.live) {
        if (line.settled == nullptr) {
            batches[line.priced.line.chrg_bchno].push_back(line.priced);
        }
    }
    for (const PricedLine& line : added) {
        batches[line.line.chrg_bchno].push_back(line);
    }
    for (const auto& [batch, all] : batches) {
        YIDI_TRY_VOID(settlement::net_lines(all));
    }
    return added;
}

}  // namespace yidi::payer::internal
