#include "domain/settlement/records.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "domain/adjudication/adjudicate.h"

namespace yidi::settlement {
namespace {

using adjudication::Accumulators;
using adjudication::Counter;
using adjudication::LayerCounter;
using adjudication::YearCounter;

constexpr std::array<std::string_view, 3> kVisitStates{"registered", "discharged", "cancelled"};
constexpr std::array<std::string_view, 4> kKinds{"settled", "reversed", "recomputed", "claimed"};

template <class Enum, std::size_t N>
std::optional<Enum> parse(const std::array<std::string_view, N>& names, std::string_view text) {
    const auto found = std::ranges::find(names, text);
    if (found == names.end()) {
        return {};
    }
    return static_cast<Enum>(found - names.begin());
}

void append_amounts(std::string& out, std::initializer_list<Money> amounts) {
    bool first = true;
    for (const Money amount : amounts) {
        if (!first) {
            out += ',';
        }
        first = false;
        out += std::to_string(amount.fen());
    }
}

void append_counters(std::string& out, char kind, const std::vector<Counter>& counters) {
    for (const Counter& counter : counters) {
        out += ' ';
        out += kind;
        out += std::to_string(static_cast<unsigned>(counter.business));
        out += '=' + std::to_string(counter.key.size()) + ':' + counter.key + ',';
        append_amounts(out, {counter.dedc, counter.pool});
    }
}

/// Reads the text from its beginning; every step returns false where it is not such a text.
class CumReader {
public:
    CumReader(std::string_view text, Accumulators& out) : text_{text}, out_{out} {}

    bool read() {
        if (!number(out_.ipt_cnt)) {
            return false;
        }
        while (!text_.empty()) {
            if (!take(' ') || !part()) {
                return false;
            }
        }
        return true;
    }

private:
    bool take(char wanted) {
        if (text_.empty() || text_.front() != wanted) {
            return false;
        }
        text_.remove_prefix(1);
        return true;
    }
    bool number(std::int64_t& out) {
        const auto read = std::from_chars(text_.data(), text_.data() + text_.size(), out);
        if (read.ec != std::errc{}) {
            return false;
        }
        text_.remove_prefix(static_cast<std::size_t>(read.ptr - text_.data()));
        return true;
    }
    bool amount(Money& out) {
        std::int64_t fen = 0;
        if (!number(fen) || fen > Money::kFenMax || fen < -Money::kFenMax) {
            return false;
        }
        out = Money::from_fen(fen);
        return true;
    }
    bool two_amounts(Money& first, Money& second) {
        return amount(first) && take(',') && amount(second);
    }
    bool index(std::size_t end, std::size_t& out) {
        std::int64_t read = 0;
        if (!number(read) || read < 0 || read >= static_cast<std::int64_t>(end) || !take('=')) {
            return false;
        }
        out = static_cast<std::size_t>(read);
        return true;
    }
    bool key(std::string& out) {
        std::int64_t size = 0;
        if (!number(size) || !take(':') || size < 0 ||
            size > static_cast<std::int64_t>(text_.size())) {
            return false;
        }
        out = text_.substr(0, static_cast<std::size_t>(size));
        text_.remove_prefix(out.size());
        return take(',');
    }
    bool year() {
        std::size_t at = 0;
        if (!index(policy::kBusinessCount, at)) {
            return false;
        }
        YearCounter& counter = out_.year[at];
        return two_amounts(counter.dedc, counter.scope) && take(',') && amount(counter.pool);
    }
    bool layer() {
        std::size_t at = 0;
        return index(adjudication::kNamedLayerCount, at) &&
               two_amounts(out_.layer_base[at], out_.layer_paid[at]);
    }
    bool other_layer() {
        LayerCounter& counter = out_.by_layer.emplace_back();
        return take('=') && key(counter.id) && two_amounts(counter.base, counter.paid);
    }
    bool keyed(std::vector<Counter>& counters) {
        std::size_t at = 0;
        if (!index(policy::kBusinessCount, at)) {
            return false;
        }
        Counter& counter = counters.emplace_back();
        counter.business = static_cast<policy::Business>(at);
        return key(counter.key) && two_amounts(counter.dedc, counter.pool);
    }
    bool part() {
        const char kind = text_.empty() ? ' ' : text_.front();
        if (!take(kind)) {
            return false;
        }
        switch (kind) {
            case 'y': return year();
            case 'l': return layer();
            case 'o': return other_layer();
            case 'h': return keyed(out_.by_hosp);
            case 'm': return keyed(out_.by_month);
            case 'd': return keyed(out_.by_dise);
            default: return false;
        }
    }

    std::string_view text_;
    Accumulators& out_;
};

}  // namespace

std::string_view name(VisitState state) {
    return kVisitStates[static_cast<std::size_t>(state)];
}
std::optional<VisitState> parse_visit_state(std::string_view text) {
    return parse<VisitState>(kVisitStates, text);
}
std::string_view name(SettlementKind kind) {
    return kKinds[static_cast<std::size_t>(kind)];
}
std::optional<SettlementKind> parse_settlement_kind(std::string_view text) {
    return parse<SettlementKind>(kKinds, text);
}

std::string computed_by(const adjudication::Outcome& outcome) {
    constexpr std::size_t kDigits = 16;
    const policy::Pack& pack = *outcome.scheme->pack;
    return std::to_string(pack.id) + '@' + std::to_string(pack.version) + ' ' +
           pack.sha256.substr(0, kDigits) + ' ' + std::to_string(adjudication::kEngineRevision);
}

bool is_undone(std::span<const Settlement> all, std::int64_t setl_id) {
    return std::ranges::any_of(all, [&](const Settlement& one) {
        return one.kind == SettlementKind::reversed && one.undoes == setl_id &&
               !is_undone(all, one.setl_id);
    });
}

bool is_by_hand(const Settlement& one) {
    return one.fixmedins_code.empty();
}

std::string_view fulamt_advpay_flag(const Settlement& one) {
    return is_by_hand(one) ? "1" : "0";
}

bool stands(std::span<const Settlement> all, const Settlement& one) {
    const bool counts = one.kind == SettlementKind::settled || one.kind == SettlementKind::claimed;
    return counts && !is_undone(all, one.setl_id);
}

Money dedc_of_parts(std::span<const Settlement> of_visit, std::int64_t before) {
    Money dedc;
    for (const Settlement& part : of_visit) {
        if (!part.is_interim || part.setl_id >= before || !stands(of_visit, part)) {
            continue;
        }
        dedc += part.info.act_pay_dedc;
        for (const Settlement& one : of_visit) {
            if (one.kind == SettlementKind::recomputed && one.undoes == part.setl_id) {
                dedc += one.info.act_pay_dedc;
            }
        }
    }
    return dedc;
}

std::string to_text(const Accumulators& cum) {
    std::string out = std::to_string(cum.ipt_cnt);
    for (std::size_t i = 0; i < cum.year.size(); ++i) {
        const YearCounter& counter = cum.year[i];
        if (counter != YearCounter{}) {
            out += " y" + std::to_string(i) + '=';
            append_amounts(out, {counter.dedc, counter.scope, counter.pool});
        }
    }
    for (std::size_t i = 0; i < adjudication::kNamedLayerCount; ++i) {
        if (cum.layer_base[i] != Money{} || cum.layer_paid[i] != Money{}) {
            out += " l" + std::to_string(i) + '=';
            append_amounts(out, {cum.layer_base[i], cum.layer_paid[i]});
        }
    }
    for (const LayerCounter& counter : cum.by_layer) {
        out += " o=" + std::to_string(counter.id.size()) + ':' + counter.id + ',';
        append_amounts(out, {counter.base, counter.paid});
    }
    append_counters(out, 'h', cum.by_hosp);
    append_counters(out, 'm', cum.by_month);
    append_counters(out, 'd', cum.by_dise);
    return out;
}

Result<Accumulators> parse_accumulators(std::string_view text) {
    Accumulators cum;
    if (!CumReader{text, cum}.read()) {
        return fail(Error{.code = ErrorCode::invariant_violated,
                          .where = "cum",
                          .rule = "accumulators as this program writes them",
                          .remedy = "restore the row from a backup and report it",
                          .detail = "the accumulators of a year cannot be read"});
    }
    return cum;
}

}  // namespace yidi::settlement
