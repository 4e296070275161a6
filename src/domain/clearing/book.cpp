#include "domain/clearing/book.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <functional>
#include <map>
#include <system_error>

#include "base/assert.h"

namespace yidi::clearing {
namespace {

constexpr std::array<std::string_view, kViaCount> kVias{"own", "told", "adopted", "corrected",
                                                        "institution"};

std::vector<FundPart> from(const std::map<std::string, Money, std::less<>>& sums) {
    std::vector<FundPart> parts;
    for (const auto& [fund, amount] : sums) {
        if (amount != Money{}) parts.push_back({.fund = fund, .amount = amount});
    }
    return parts;
}

std::vector<FundPart> sum(const std::vector<FundPart>& a, const std::vector<FundPart>& b,
                          bool subtract) {
    std::map<std::string, Money, std::less<>> sums;
    for (const FundPart& part : a) sums[part.fund] += part.amount;
    for (const FundPart& part : b) sums[part.fund] += subtract ? -part.amount : part.amount;
    return from(sums);
}

/// Reads what content_of writes, line by line.
class ContentReader {
public:
    explicit ContentReader(std::string_view text) : rest_{text} {}

    std::string_view line() {
        const std::size_t end = rest_.find('\n');
        good_ = good_ && end != std::string_view::npos;
        if (!good_) return {};
        const std::string_view found = rest_.substr(0, end);
        rest_.remove_prefix(end + 1);
        return found;
    }
    /// Within the range of amounts.
    std::int64_t number() {
        const std::string_view digits = line();
        std::int64_t value = 0;
        const auto [stop, failed] =
            std::from_chars(digits.data(), digits.data() + digits.size(), value);
        good_ = good_ && failed == std::errc{} && stop == digits.data() + digits.size() &&
                value >= -Money::kFenMax && value <= Money::kFenMax;
        return good_ ? value : 0;
    }
    /// Everything was read, and nothing is left.
    [[nodiscard]] bool is_good() const { return good_ && rest_.empty(); }

private:
    std::string_view rest_;
    bool good_ = true;
};

tl::unexpected<Error> bad_parts() {
    return fail(Error{.code = ErrorCode::invariant_violated,
                      .where = "clearing_bill",
                      .rule = "fund=fen, separated by blanks",
                      .remedy = "run verify, and restore the store from a backup",
                      .detail = "the parts of a bill cannot be read"});
}

}  // namespace

std::string_view name(Via via) {
    return kVias[static_cast<std::size_t>(via)];
}

std::optional<Via> parse_via(std::string_view text) {
    const auto* const found = std::ranges::find(kVias, text);
    if (found == kVias.end()) return std::nullopt;
    return static_cast<Via>(found - kVias.begin());
}

std::string to_text(const std::vector<FundPart>& parts) {
    std::string text;
    for (const FundPart& part : parts) {
        if (!text.empty()) text += ' ';
        text += part.fund;
        text += '=';
        text += std::to_string(part.amount.fen());
    }
    return text;
}

Result<std::vector<FundPart>> parse_fund_parts(std::string_view text) {
    std::vector<FundPart> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const std::string_view one = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t sign = one.find('=');
        if (sign == std::string_view::npos) return bad_parts();
        const std::string_view digits = one.substr(sign + 1);
        std::int64_t fen = 0;
        const auto [stop, failed] =
            std::from_chars(digits.data(), digits.data() + digits.size(), fen);
        if (failed != std::errc{} || stop != digits.data() + digits.size() ||
            fen < -Money::kFenMax || fen > Money::kFenMax) {
            return bad_parts();
        }
        parts.push_back({.fund = std::string{one.substr(0, sign)}, .amount = Money::from_fen(fen)});
    }
    return parts;
}

Money BookedBill::owed() const {
    Money sum;
    for (const FundPart& part : funds) sum += part.amount;
    return sum;
}

std::string content_of(const BookedBill& bill) {
    std::string text;
    const auto add = [&text](std::string_view part) {
        text += part;
        text += '\n';
    };
    for (const std::int64_t number :
         {bill.setl_id, bill.original, std::int64_t{bill.insuplc_admdvs},
          std::int64_t{bill.mdtrtarea_admvs}, bill.medfee_sumamt.fen(), bill.fund_pay_sumamt.fen(),
          bill.acct_pay.fen(), bill.psn_cash_pay.fen()}) {
        add(std::to_string(number));
    }
    add(to_string(bill.day));
    add(bill.fixmedins_code);
    add(policy::code(bill.insutype));
    add(bill.clr_type);
    add(to_text(bill.funds));
    return text;
}

Result<BookedBill> parse_content(std::string_view text) {
    ContentReader in{text};
    BookedBill bill;
    bill.setl_id = in.number();
    bill.original = in.number();
    bill.insuplc_admdvs = static_cast<std::uint32_t>(in.number());
    bill.mdtrtarea_admvs = static_cast<std::uint32_t>(in.number());
    for (Money* amount :
         {&bill.medfee_sumamt, &bill.fund_pay_sumamt, &bill.acct_pay, &bill.psn_cash_pay}) {
        *amount = Money::from_fen(in.number());
    }
    const auto day = parse_date(in.line());
    bill.fixmedins_code = in.line();
    const auto insutype = policy::parse_insutype(in.line());
    bill.clr_type = in.line();
    YIDI_TRY(bill.funds, parse_fund_parts(in.line()));
    if (!in.is_good() || !day || !insutype) return bad_parts();
    bill.day = *day;
    bill.insutype = *insutype;
    return bill;
}

std::vector<FundPart> owed_by(const ledger::Entry& entry) {
    std::map<std::string, Money, std::less<>> sums;
    for (const ledger::Leg& leg : entry.legs) {
        if (leg.account.kind != ledger::AccountKind::clearing) continue;
        const std::size_t slash = leg.account.key.rfind('/');
        sums[leg.account.key.substr(slash == std::string::npos ? 0 : slash + 1)] -= leg.amount;
    }
    return from(sums);
}

BookedBill summed(const BookedBill& bill, const BookedBill& about) {
    BookedBill both = bill;
    both.medfee_sumamt += about.medfee_sumamt;
    both.fund_pay_sumamt += about.fund_pay_sumamt;
    both.acct_pay += about.acct_pay;
    both.psn_cash_pay += about.psn_cash_pay;
    both.funds = sum(bill.funds, about.funds, /*subtract=*/false);
    return both;
}

BookedBill reversal_of(const BookedBill& bill, std::int64_t setl_id, Date day) {
    return correction_of({.has = &bill, .should = nullptr, .setl_id = setl_id, .day = day});
}

BookedBill correction_of(const Correction& correction) {
    YIDI_ASSERT(correction.has != nullptr || correction.should != nullptr);
    const BookedBill nothing;
    const BookedBill& has = correction.has == nullptr ? nothing : *correction.has;
    const BookedBill& should = correction.should == nullptr ? nothing : *correction.should;
    BookedBill bill = correction.should == nullptr ? has : should;
    bill.original = bill.setl_id;
    bill.setl_id = correction.setl_id;
    bill.day = correction.day;
    bill.medfee_sumamt = should.medfee_sumamt - has.medfee_sumamt;
    bill.fund_pay_sumamt = should.fund_pay_sumamt - has.fund_pay_sumamt;
    bill.acct_pay = should.acct_pay - has.acct_pay;
    bill.psn_cash_pay = should.psn_cash_pay - has.psn_cash_pay;
    bill.funds = sum(should.funds, has.funds, /*subtract=*/true);
    bill.via = Via::corrected;
    return bill;
}

std::vector<Line> lines_of(const BookedBill& bill, Origin origin) {
    std::vector<Line> lines;
    lines.reserve(bill.funds.size());
    for (const FundPart& part : bill.funds) {
        lines.push_back(
            {.direction = direction_of(bill),
             .kind = {.insutype = bill.insutype, .clr_type = bill.clr_type, .fund = part.fund},
             .origin = origin,
             .about = 0,
             .rows = 1,
             .amount = part.amount});
    }
    return lines;
}

}  // namespace yidi::clearing
