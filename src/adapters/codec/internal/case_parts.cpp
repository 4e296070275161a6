#include "adapters/codec/internal/case_parts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "adapters/codec/internal/hosp_lv.h"

namespace yidi::codec::internal {
namespace {

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

constexpr KeyTable<5> kFeeKeys{
    {"medfee_sumamt", "inscp_scp_amt", "preselfpay_amt", "overlmt_selfpay", "fulamt_ownpay_amt"}};

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

}  // namespace yidi::codec::internal
