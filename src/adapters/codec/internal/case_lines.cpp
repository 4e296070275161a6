#include <array>
#include <utility>

#include "adapters/codec/internal/case_parts.h"
#include "base/quantity.h"

namespace yidi::codec::internal {
namespace {

using adjudication::Line;
using adjudication::LineAttributes;

constexpr std::size_t kLinesMax = 10'000;
constexpr std::int64_t kNoLimit =
    999'999'000'000;  // 999999 yuan: how the national interface writes "none".
constexpr std::array<std::string_view, 3> kClasses{"01", "02", "03"};
constexpr TextRule kCode{.size_max = 50, .allows = nullptr, .says = "a code"};
constexpr TextRule kName{.size_max = 500, .allows = nullptr, .says = "a name"};

constexpr KeyTable<11> kLineKeys{{"chrgitm_lv", "selfpay_prop", "pric_uplmt_amt", "lmt_used_flag",
                                  "med_list_codg", "medins_list_name", "cnt", "pric",
                                  "det_item_fee_sumamt", "fee_ocur_time", "insured"}};
enum class LineKey : std::uint8_t {
    med_list_codg = 4,
    medins_list_name,
    cnt,
    pric,
    det_item_fee_sumamt,
    fee_ocur_time,
    insured,
};
/// The keys of a catalogue are the first of a line's keys.
constexpr std::size_t kAttributeCount = 4;
constexpr KeyTable<kAttributeCount> kAttributeKeys{
    {"chrgitm_lv", "selfpay_prop", "pric_uplmt_amt", "lmt_used_flag"}};

/// A line while it is read, and the keys of its second catalogue.
struct ReadLine {
    Line& line;
    std::uint64_t insured_seen = 0;
};

constexpr bool has(std::uint64_t seen, LineKey key) {
    return (seen >> static_cast<unsigned>(key) & 1U) != 0;
}

bool read_attribute(CaseReader& reader, std::size_t index, JsonValue value, const Path& path,
                    LineAttributes& out) {
    switch (index) {
        case 0: {
            std::size_t word = 0;
            if (!reader.word(value, path, kClasses, word)) return false;
            out.chrgitm_lv = kClasses[word];
            return true;
        }
        case 1: return reader.ratio(value, path, out.selfpay_prop);
        case 2: {
            UnitPrice limit;
            if (!reader.price(value, path, limit)) return false;
            if (limit.microyuan() != kNoLimit) out.pric_uplmt_amt = limit;
            return true;
        }
        default: return reader.flag(value, path, out.lmt_used_flag);
    }
}

/// Class B with no share that is paid first.
bool lacks_first_pay(std::uint64_t seen, const LineAttributes& attributes) {
    constexpr unsigned kSelfpayProp = 1;
    return attributes.chrgitm_lv == "02" && (seen >> kSelfpayProp & 1U) == 0;
}

bool read_insured(CaseReader& reader, JsonValue value, const Path& path, std::uint64_t& seen,
                  LineAttributes& out) {
    return reader.object(value, path, kAttributeKeys, seen,
                         [&](std::size_t index, JsonValue inner, const Path& at) {
                             return read_attribute(reader, index, inner, at, out);
                         });
}

bool read_line_key(CaseReader& reader, LineKey key, JsonValue value, const Path& path,
                   ReadLine& read) {
    Line& out = read.line;
    switch (key) {
        case LineKey::med_list_codg: return reader.text(value, path, kCode, out.med_list_codg);
        case LineKey::medins_list_name:
            return reader.text(value, path, kName, out.medins_list_name);
        case LineKey::cnt: return reader.quantity(value, path, out.cnt);
        case LineKey::pric: return reader.price(value, path, out.pric);
        case LineKey::det_item_fee_sumamt:
            return reader.amount(value, path, out.det_item_fee_sumamt);
        case LineKey::fee_ocur_time: return reader.date(value, path, out.fee_ocur_time);
        case LineKey::insured:
            return read_insured(reader, value, path, read.insured_seen, out.insured.emplace());
    }
    return false;
}

/// Fills in what follows from the rest, and holds the amount against count and price.
bool complete_line(CaseReader& reader, const Path& path, std::uint64_t seen, Line& line) {
    constexpr std::int64_t kOne = 10'000;  // One, in the unit of Quantity.
    constexpr std::int64_t kMicroyuanPerFen = 10'000;
    if (!has(seen, LineKey::cnt)) line.cnt = Quantity::from_ten_thousandths(kOne);
    if (!has(seen, LineKey::pric)) {
        if (!has(seen, LineKey::det_item_fee_sumamt) || has(seen, LineKey::cnt)) {
            return reader.fail(ErrorCode::missing_key, Path{.up = &path, .key = "pric"},
                               "det_item_fee_sumamt alone, or pric with cnt", "add the price",
                               "the line has no price");
        }
        if (line.det_item_fee_sumamt.fen() > UnitPrice::kMicroyuanMax / kMicroyuanPerFen) {
            return reader.fail(ErrorCode::limit_exceeded, path, "a price below 10,000,000 yuan",
                               "give cnt and pric", "the line's amount is too large for one unit");
        }
        line.pric = UnitPrice::from_microyuan(line.det_item_fee_sumamt.fen() * kMicroyuanPerFen);
    }
    const Money product = amount(line.pric, line.cnt, Rounding::half_up);
    if (!has(seen, LineKey::det_item_fee_sumamt)) line.det_item_fee_sumamt = product;
    const std::int64_t off = line.det_item_fee_sumamt.fen() - product.fen();
    if (off >= -1 && off <= 1) return true;
    return reader.fail(ErrorCode::inconsistent, Path{.up = &path, .key = "det_item_fee_sumamt"},
                       "cnt × pric, at most 0.01 off", "mend the amount, the count or the price",
                       "the line says " + to_yuan(line.det_item_fee_sumamt) +
                           ", but cnt × pric is " + to_yuan(product));
}

bool read_line(CaseReader& reader, JsonValue value, const Path& path, Line& out,
               app::WithoutFirstPay& without) {
    std::uint64_t seen = 0;
    ReadLine line{.line = out};
    const bool read = reader.object(
        value, path, kLineKeys, seen, [&](std::size_t index, JsonValue inner, const Path& at) {
            return index < kAttributeCount
                       ? read_attribute(reader, index, inner, at, out.treating)
                       : read_line_key(reader, static_cast<LineKey>(index), inner, at, line);
        });
    const bool own = lacks_first_pay(seen, out.treating);
    without.treating += own ? 1 : 0;
    // Without attributes of its own the insured catalogue is the line's.
    const bool insured = out.insured ? lacks_first_pay(line.insured_seen, *out.insured) : own;
    without.insured += insured ? 1 : 0;
    return read && complete_line(reader, path, seen, out);
}

}  // namespace

bool read_lines(CaseReader& reader, JsonValue value, const Path& path, app::CaseFile& file) {
    std::vector<Line>& out = file.facts.feedetail;
    Money total;
    const bool read = reader.list(value, path, kLinesMax, [&](JsonValue inner, const Path& at) {
        Line& line = out.emplace_back();
        if (!read_line(reader, inner, at, line, file.without_first_pay)) return false;
        if (line.det_item_fee_sumamt.fen() > kInputFenMax - total.fen()) {
            return reader.fail(ErrorCode::limit_exceeded, at,
                               "lines that sum to 999,999,999.99 at most",
                               "check the unit of the amounts", "the bill is too large");
        }
        total += line.det_item_fee_sumamt;
        return true;
    });
    if (!read || !out.empty()) return read;
    return reader.fail(ErrorCode::bad_value, path, "at least one line",
                       "add a line, or give fee instead", "the list of lines is empty");
}

}  // namespace yidi::codec::internal
