#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "adapters/codec/internal/case_parts.h"

/// `cum`: what the benefit year holds before the bill.
namespace yidi::codec::internal {
namespace {

using adjudication::Accumulators;
using adjudication::Counter;
using adjudication::LayerCounter;
using adjudication::YearCounter;
using policy::Business;

constexpr std::size_t kMapMax = 1'000;
constexpr std::size_t kCodeBytesMax = 50;

/// The layers' amounts come first, in the order of `layer_amount`.
constexpr KeyTable<28> kCumKeys{
    {"overcap",       "scope_self", "civil_base", "enterprise_base", "aid_base", "tilt_base",
     "disabled_base", "other_base", "large",      "serious",         "civil",    "enterprise",
     "aid",           "tilt",       "disabled",   "other",           "dedc",     "scope",
     "pool",          "otp_dedc",   "otp_scope",  "otp_pool",        "ipt_cnt",  "by_business",
     "by_hosp",       "by_month",   "by_dise",    "by_layer"}};
constexpr std::size_t kLayerAmounts = 2 * adjudication::kNamedLayerCount;
enum class CumKey : std::uint8_t {
    dedc = kLayerAmounts,
    scope,
    pool,
    otp_dedc,
    otp_scope,
    otp_pool,
    ipt_cnt,
    by_business,
    by_hosp,
    by_month,
    by_dise,
    by_layer
};

/// Businesses whose counters have no keys of their own; the others are `dedc` … and `otp_dedc` ….
constexpr std::array<Business, 4> kUnderBusiness{Business::chronic, Business::pharmacy,
                                                 Business::dual_channel, Business::maternity};
constexpr KeyTable<4> kBusinessKeys{{"chronic", "pharmacy", "dual_channel", "maternity"}};
constexpr KeyTable<3> kYearKeys{{"dedc", "scope", "pool"}};
constexpr KeyTable<5> kKeyedKeys{{"dedc", "pool", "otp_dedc", "otp_pool", "by_business"}};
constexpr KeyTable<2> kPartKeys{{"dedc", "pool"}};
constexpr KeyTable<2> kLayerCounterKeys{{"base", "paid"}};

Money& layer_amount(Accumulators& cum, std::size_t index) {
    return index < adjudication::kNamedLayerCount
               ? cum.layer_base[index]
               : cum.layer_paid[index - adjudication::kNamedLayerCount];
}

bool is_month(std::string_view key) {
    return key.size() == 7 && parse_date(std::string{key} + "-01").has_value();
}

bool check_map_key(CaseReader& reader, const Path& path, std::string_view key, bool month) {
    const bool valid = month ? is_month(key) : !key.empty() && key.size() <= kCodeBytesMax;
    return valid || reader.fail(month ? ErrorCode::bad_date : ErrorCode::bad_value, path,
                                month ? "a month \"YYYY-MM\"" : "a code of 1 to 50 bytes",
                                "mend the key", "this key is not what the list is kept by");
}

/// Keys of the case's own choice may not repeat either.
bool check_repeated(CaseReader& reader, const Path& path, std::vector<std::string>& keys) {
    std::ranges::sort(keys);
    const auto twice = std::ranges::adjacent_find(keys);
    if (twice == keys.end()) return true;
    return reader.fail(ErrorCode::duplicate_key, Path{.up = &path, .key = *twice}, "each key once",
                       "keep one of the two", "the key stands twice");
}

bool read_year(CaseReader& reader, JsonValue value, const Path& path, YearCounter& out) {
    const std::array<Money*, 3> amounts{&out.dedc, &out.scope, &out.pool};
    std::uint64_t seen = 0;
    return reader.object(value, path, kYearKeys, seen,
                         [&](std::size_t index, JsonValue number, const Path& place) {
                             return reader.amount(number, place, *amounts[index]);
                         });
}

bool read_by_business(CaseReader& reader, JsonValue value, const Path& path, Accumulators& cum) {
    std::uint64_t seen = 0;
    return reader.object(value, path, kBusinessKeys, seen,
                         [&](std::size_t index, JsonValue inner, const Path& at) {
                             return read_year(reader, inner, at, cum.of(kUnderBusiness[index]));
                         });
}

/// One hospital, month or disease: a counter for each business that it names.
class KeyedReader {
public:
    KeyedReader(CaseReader& reader, std::string_view key) : reader_{reader}, key_{key} {}

    bool read(JsonValue value, const Path& path) {
        std::uint64_t seen = 0;
        return reader_.object(value, path, kKeyedKeys, seen,
                              [&](std::size_t index, JsonValue inner, const Path& at) {
                                  switch (index) {
                                      case 0: return amount(inner, at, Business::inpatient, 0);
                                      case 1: return amount(inner, at, Business::inpatient, 1);
                                      case 2: return amount(inner, at, Business::outpatient, 0);
                                      case 3: return amount(inner, at, Business::outpatient, 1);
                                      default: return by_business(inner, at);
                                  }
                              });
    }

    void move_into(std::vector<Counter>& out) {
        for (std::size_t i = 0; i < policy::kBusinessCount; ++i) {
            if (named_[i]) {
                out.push_back(
                    {std::string{key_}, static_cast<Business>(i), parts_[i][0], parts_[i][1]});
            }
        }
    }

private:
    bool amount(JsonValue value, const Path& path, Business business, std::size_t part) {
        const auto index = static_cast<std::size_t>(business);
        named_[index] = true;
        return reader_.amount(value, path, parts_[index][part]);
    }

    bool by_business(JsonValue value, const Path& path) {
        std::uint64_t seen = 0;
        return reader_.object(value, path, kBusinessKeys, seen,
                              [&](std::size_t index, JsonValue inner, const Path& at) {
                                  std::uint64_t inside = 0;
                                  return reader_.object(
                                      inner, at, kPartKeys, inside,
                                      [&](std::size_t part, JsonValue number, const Path& place) {
                                          return amount(number, place, kUnderBusiness[index], part);
                                      });
                              });
    }

    CaseReader& reader_;
    std::string_view key_;
    std::array<std::array<Money, 2>, policy::kBusinessCount> parts_{};
    std::array<bool, policy::kBusinessCount> named_{};
};

bool read_counters(CaseReader& reader, JsonValue value, const Path& path, bool month,
                   std::vector<Counter>& out) {
    std::vector<std::string> keys;
    return reader.map(value, path, kMapMax,
                      [&](std::string_view key, JsonValue inner, const Path& at) {
                          if (!check_map_key(reader, at, key, month)) return false;
                          keys.emplace_back(key);
                          KeyedReader keyed{reader, keys.back()};
                          if (!keyed.read(inner, at)) return false;
                          keyed.move_into(out);
                          return true;
                      }) &&
           check_repeated(reader, path, keys);
}

bool read_layer_counters(CaseReader& reader, JsonValue value, const Path& path,
                         std::vector<LayerCounter>& out) {
    std::vector<std::string> keys;
    return reader.map(value, path, kMapMax,
                      [&](std::string_view key, JsonValue inner, const Path& at) {
                          if (!check_map_key(reader, at, key, /*month=*/false)) return false;
                          keys.emplace_back(key);
                          LayerCounter& counter = out.emplace_back();
                          counter.id = key;
                          std::uint64_t seen = 0;
                          return reader.object(
                              inner, at, kLayerCounterKeys, seen,
                              [&](std::size_t index, JsonValue number, const Path& place) {
                                  return reader.amount(number, place,
                                                       index == 0 ? counter.base : counter.paid);
                              });
                      }) &&
           check_repeated(reader, path, keys);
}

}  // namespace

bool read_cum(CaseReader& reader, JsonValue value, const Path& path, adjudication::Case& out) {
    constexpr std::int64_t kAdmissionsMax = 1'000;
    Accumulators& cum = out.cum.emplace();
    YearCounter& stays = cum.of(Business::inpatient);
    YearCounter& visits = cum.of(Business::outpatient);
    std::uint64_t seen = 0;
    return reader.object(
        value, path, kCumKeys, seen, [&](std::size_t index, JsonValue inner, const Path& at) {
            if (index < kLayerAmounts) return reader.amount(inner, at, layer_amount(cum, index));
            switch (static_cast<CumKey>(index)) {
                case CumKey::dedc: return reader.amount(inner, at, stays.dedc);
                case CumKey::scope: return reader.amount(inner, at, stays.scope);
                case CumKey::pool: return reader.amount(inner, at, stays.pool);
                case CumKey::otp_dedc: return reader.amount(inner, at, visits.dedc);
                case CumKey::otp_scope: return reader.amount(inner, at, visits.scope);
                case CumKey::otp_pool: return reader.amount(inner, at, visits.pool);
                case CumKey::ipt_cnt:
                    out.cum_has_ipt_cnt = true;
                    return reader.whole(inner, at, kAdmissionsMax, cum.ipt_cnt);
                case CumKey::by_business: return read_by_business(reader, inner, at, cum);
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
