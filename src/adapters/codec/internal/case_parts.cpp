#include "adapters/codec/internal/case_parts.h"

#include <algorithm>
#include <array>
#include <utility>

namespace yidi::codec::internal {
namespace {

using adjudication::Accumulators;
using adjudication::Counter;
using adjudication::LayerCounter;

constexpr std::size_t kMapMax = 1'000;
constexpr TextRule kCodeText{.size_max = 50, .allows = nullptr, .says = "a code"};

constexpr bool has(std::uint64_t seen, std::size_t index) {
    return (seen >> index & 1U) != 0;
}

bool missing(CaseReader& reader, const Path& path, std::string_view key) {
    return reader.fail(ErrorCode::missing_key, Path{.up = &path, .key = key},
                       "the key \"" + std::string{key} + "\"", "add it",
                       "the key \"" + std::string{key} + "\" is missing");
}

constexpr KeyTable<5> kFilingKeys{{"kind", "place", "begndate", "enddate", "promise"}};
constexpr std::array<std::string_view, policy::kFilingKindCount> kFilingKinds{
    "resettled_retiree", "long_term_resident", "posted_worker",
    "referral",          "emergency",          "other_temporary"};

constexpr KeyTable<4> kPrevKeys{{"relation", "hosp_lv", "dedc", "enddate"}};
constexpr std::array<std::string_view, 2> kRelations{"interim", "transfer"};
constexpr std::array<std::string_view, 11> kHospLv{"01", "02", "03", "04", "05", "06",
                                                   "07", "08", "09", "10", "11"};

constexpr KeyTable<5> kFeeKeys{
    {"medfee_sumamt", "inscp_scp_amt", "preselfpay_amt", "overlmt_selfpay", "fulamt_ownpay_amt"}};

constexpr KeyTable<2> kCounterKeys{{"dedc", "pool"}};
constexpr KeyTable<2> kLayerCounterKeys{{"base", "paid"}};

/// The amounts of `cum` come first, in the order of `amount_of`.
constexpr KeyTable<27> kCumKeys{
    {"dedc",          "scope",      "pool",       "otp_dedc",        "otp_scope", "otp_pool",
     "overcap",       "scope_self", "civil_base", "enterprise_base", "aid_base",  "tilt_base",
     "disabled_base", "other_base", "large",      "serious",         "civil",     "enterprise",
     "aid",           "tilt",       "disabled",   "other",           "ipt_cnt",   "by_hosp",
     "by_month",      "by_dise",    "by_layer"}};
constexpr std::size_t kPlainCount = 6;
constexpr std::size_t kCumAmounts = kPlainCount + 2 * adjudication::kNamedLayerCount;
enum class CumKey : std::uint8_t { ipt_cnt = kCumAmounts, by_hosp, by_month, by_dise, by_layer };

Money& amount_of(Accumulators& cum, std::size_t index) {
    const std::array<Money*, kPlainCount> plain{&cum.dedc,     &cum.scope,     &cum.pool,
                                                &cum.otp_dedc, &cum.otp_scope, &cum.otp_pool};
    if (index < kPlainCount) return *plain[index];
    const std::size_t layer = index - kPlainCount;
    if (layer < adjudication::kNamedLayerCount) return cum.layer_base[layer];
    return cum.layer_paid[layer - adjudication::kNamedLayerCount];
}

bool is_month(std::string_view key) {
    return key.size() == 7 && parse_date(std::string{key} + "-01").has_value();
}

/// Keys of the case's own choice may not repeat either.
template <class T>
bool check_repeated(CaseReader& reader, const Path& path, const std::vector<T>& counters,
                    std::string T::*key) {
    std::vector<std::string_view> keys;
    keys.reserve(counters.size());
    for (const T& counter : counters) keys.push_back(counter.*key);
    std::ranges::sort(keys);
    const auto twice = std::ranges::adjacent_find(keys);
    if (twice == keys.end()) return true;
    return reader.fail(ErrorCode::duplicate_key, Path{.up = &path, .key = *twice}, "each key once",
                       "keep one of the two", "the key stands twice");
}

bool check_map_key(CaseReader& reader, const Path& path, std::string_view key, bool month) {
    const bool valid = month ? is_month(key) : !key.empty() && key.size() <= kCodeText.size_max;
    return valid || reader.fail(month ? ErrorCode::bad_date : ErrorCode::bad_value, path,
                                month ? "a month \"YYYY-MM\"" : "a code of 1 to 50 bytes",
                                "mend the key", "this key is not what the list is kept by");
}

bool read_counters(CaseReader& reader, JsonValue value, const Path& path, bool month,
                   std::vector<Counter>& out) {
    return reader.map(value, path, kMapMax,
                      [&](std::string_view key, JsonValue inner, const Path& at) {
                          if (!check_map_key(reader, at, key, month)) return false;
                          Counter counter{.key = std::string{key}, .dedc = {}, .pool = {}};
                          std::uint64_t seen = 0;
                          const bool read = reader.object(
                              inner, at, kCounterKeys, seen,
                              [&](std::size_t index, JsonValue number, const Path& place) {
                                  return reader.amount(number, place,
                                                       index == 0 ? counter.dedc : counter.pool);
                              });
                          out.push_back(std::move(counter));
                          return read;
                      }) &&
           check_repeated(reader, path, out, &Counter::key);
}

bool read_layer_counters(CaseReader& reader, JsonValue value, const Path& path,
                         std::vector<LayerCounter>& out) {
    return reader.map(value, path, kMapMax,
                      [&](std::string_view key, JsonValue inner, const Path& at) {
                          if (!check_map_key(reader, at, key, /*month=*/false)) return false;
                          LayerCounter counter{.id = std::string{key}, .base = {}, .paid = {}};
                          std::uint64_t seen = 0;
                          const bool read = reader.object(
                              inner, at, kLayerCounterKeys, seen,
                              [&](std::size_t index, JsonValue number, const Path& place) {
                                  return reader.amount(number, place,
                                                       index == 0 ? counter.base : counter.paid);
                              });
                          out.push_back(std::move(counter));
                          return read;
                      }) &&
           check_repeated(reader, path, out, &LayerCounter::id);
}

}  // namespace

bool is_name_character(char character) {
    return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9') ||
           character == '_';
}

bool read_filing(CaseReader& reader, JsonValue value, const Path& path, adjudication::Filing& out) {
    std::uint64_t seen = 0;
    const bool read = reader.object(value, path, kFilingKeys, seen,
                                    [&](std::size_t index, JsonValue inner, const Path& at) {
                                        switch (index) {
                                            case 0: {
                                                std::size_t kind = 0;
                                                if (!reader.word(inner, at, kFilingKinds, kind)) {
                                                    return false;
                                                }
                                                out.kind = static_cast<policy::FilingKind>(kind);
                                                return true;
                                            }
                                            case 1: return reader.region(inner, at, out.place);
                                            case 2: return reader.date(inner, at, out.begndate);
                                            case 3: return reader.date(inner, at, out.enddate);
                                            default: return reader.flag(inner, at, out.promise);
                                        }
                                    });
    if (!read) return false;
    if (!has(seen, 0)) return missing(reader, path, "kind");
    if (out.begndate && out.enddate && *out.enddate < *out.begndate) {
        return reader.fail(ErrorCode::inconsistent, Path{.up = &path, .key = "enddate"},
                           "a last day on or after the first", "mend one of the two dates",
                           "the filing ends before it begins");
    }
    return true;
}

bool read_prev(CaseReader& reader, JsonValue value, const Path& path,
               adjudication::PreviousStay& out) {
    std::uint64_t seen = 0;
    const bool read = reader.object(
        value, path, kPrevKeys, seen, [&](std::size_t index, JsonValue inner, const Path& at) {
            std::size_t word = 0;
            switch (index) {
                case 0:
                    if (!reader.word(inner, at, kRelations, word)) return false;
                    out.relation = static_cast<adjudication::Relation>(word);
                    return true;
                case 1:
                    if (!reader.word(inner, at, kHospLv, word)) return false;
                    out.hosp_lv = kHospLv[word];
                    return true;
                case 2: return reader.amount(inner, at, out.dedc.emplace());
                default: return reader.date(inner, at, out.enddate);
            }
        });
    return read && (has(seen, 0) || missing(reader, path, "relation"));
}

bool read_fee(CaseReader& reader, JsonValue value, const Path& path, adjudication::Fee& out) {
    std::uint64_t seen = 0;
    const std::array<Money*, 5> parts{&out.medfee_sumamt, &out.inscp_scp_amt, &out.preselfpay_amt,
                                      &out.overlmt_selfpay, &out.fulamt_ownpay_amt};
    const bool read = reader.object(value, path, kFeeKeys, seen,
                                    [&](std::size_t index, JsonValue inner, const Path& at) {
                                        return reader.amount(inner, at, *parts[index]);
                                    });
    if (!read) return false;
    if (!has(seen, 0)) return missing(reader, path, "medfee_sumamt");
    out.only_total = seen == 1;
    const Money sum =
        out.inscp_scp_amt + out.preselfpay_amt + out.overlmt_selfpay + out.fulamt_ownpay_amt;
    if (sum <= out.medfee_sumamt) return true;
    return reader.fail(
        ErrorCode::inconsistent, path, "parts that sum to medfee_sumamt at most",
        "mend the total or its parts",
        "the parts sum to " + to_yuan(sum) + ", more than the total " + to_yuan(out.medfee_sumamt));
}

bool read_cum(CaseReader& reader, JsonValue value, const Path& path, adjudication::Case& out) {
    constexpr std::int64_t kAdmissionsMax = 1'000;
    Accumulators& cum = out.cum.emplace();
    std::uint64_t seen = 0;
    return reader.object(
        value, path, kCumKeys, seen, [&](std::size_t index, JsonValue inner, const Path& at) {
            if (index < kCumAmounts) return reader.amount(inner, at, amount_of(cum, index));
            switch (static_cast<CumKey>(index)) {
                case CumKey::ipt_cnt:
                    out.cum_has_ipt_cnt = true;
                    return reader.whole(inner, at, kAdmissionsMax, cum.ipt_cnt);
                case CumKey::by_hosp:
                    return read_counters(reader, inner, at, /*month=*/false, cum.by_hosp);
                case CumKey::by_month:
                    return read_counters(reader, inner, at, /*month=*/true, cum.by_month);
                case CumKey::by_dise:
                    return read_counters(reader, inner, at, /*month=*/false, cum.by_dise);
                case CumKey::by_layer: return read_layer_counters(reader, inner, at, cum.by_layer);
            }
            return false;
        });
}

}  // namespace yidi::codec::internal
