#include "app/publishing/internal/sample.h"

#include <algorithm>
#include <utility>

#include "app/payer/internal/rows_settlement.h"
#include "ports/tables.h"

namespace yidi::publishing::internal {
namespace {

using ports::Row;
using ports::Session;
using ports::Table;
using settlement::Settlement;

constexpr std::size_t kInstitutionsMax = 500;
/// Rows that are looked at for each one that is wanted: of other areas, taken back, corrections.
constexpr std::size_t kLooksForEach = 4;

/// The institutions that have settled anything, each found by one look-up behind the one before.
Result<std::vector<std::string>> institutions(Session& session) {
    constexpr std::size_t kInstitutionColumn = 8;
    std::vector<std::string> codes;
    while (codes.size() < kInstitutionsMax) {
        ports::Range range;
        // No text holds U+0000, so nothing lies between a code and this.
        if (!codes.empty()) range.from = ports::Value{codes.back() + '\x01'};
        const std::size_t before = codes.size();
        YIDI_TRY_VOID(session.scan(
            ports::spec(Table::settlement), ports::by::kInstitution, range, [&](const Row& row) {
                codes.push_back(std::get<std::string>(row[kInstitutionColumn]));
                return false;
            }));
        if (codes.size() == before) break;
    }
    return codes;
}

class Sampler {
public:
    Sampler(const payer::Context& context, std::uint32_t area) : context_{context}, area_{area} {}

    /// The latest of one institution.
    Result<void> add(Session& session, const std::string& code, std::size_t most) {
        std::size_t looked = 0;
        std::size_t found = 0;
        Result<void> state;
        const ports::Range latest{.prefix = {code}, .descending = true};
        YIDI_TRY_VOID(session.scan(
            ports::spec(Table::settlement), ports::by::kInstitution, latest, [&](const Row& row) {
                Result<Settlement> one = payer::internal::read_settlement(row);
                if (!one) {
                    state = fail(std::move(one).error());
                    return false;
                }
                if (is_wanted(*one)) {
                    ++found;
                    all_.push_back(*std::move(one));
                }
                return found < most && ++looked < most * kLooksForEach;
            }));
        return state;
    }

    Sample take(std::size_t most) && {
        std::ranges::sort(all_, std::ranges::greater{}, [](const Settlement& one) {
            return std::pair{one.setl_time, one.setl_id};
        });
        all_.resize(std::min(all_.size(), most));
        Sample sample;
        for (const Settlement& one : all_) {
            Result<adjudication::Case> facts = context_.texts.read_case(one.case_text);
            if (facts) {
                sample.cases.push_back(
                    {.name = std::to_string(one.setl_id), .facts = *std::move(facts)});
            } else {
                ++sample.unreadable;
            }
        }
        return sample;
    }

private:
    [[nodiscard]] bool is_wanted(const Settlement& one) const {
        return one.kind == settlement::SettlementKind::settled && !one.hidden &&
               (area_ == policy::kNationalFrame ||
                context_.book.regions().pooling_area(one.insuplc_admdvs) == area_);
    }

    const payer::Context& context_;
    std::uint32_t area_;
    std::vector<Settlement> all_;
};

}  // namespace

Result<Sample> sample_of(Session& session, const payer::Context& context, std::uint32_t area,
                         std::size_t most) {
    if (most == 0) return Sample{};
    YIDI_TRY(const std::vector<std::string> codes, institutions(session));
    if (codes.empty()) return Sample{};
    // As many as fill the sample twice if each institution has its share.
    const std::size_t each = std::max<std::size_t>(2 * most / codes.size(), 2);
    Sampler sampler{context, area};
    for (const std::string& code : codes) {
        YIDI_TRY_VOID(sampler.add(session, code, each));
    }
    return std::move(sampler).take(most);
}

}  // namespace yidi::publishing::internal
