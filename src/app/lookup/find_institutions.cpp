#include "app/lookup/find_institutions.h"

#include <algorithm>
#include <utility>

#include "app/payer/internal/institution_index.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_person.h"
#include "app/payer/upkeep.h"
#include "base/region_code.h"

namespace yidi::app {
namespace {

using payer::internal::PlaceRange;
using payer::internal::refuse;
using policy::Business;
using ports::Session;
using registry::Institution;
using registry::NameQuery;
using registry::PageEntry;

/// One institution's place in the order of answers.
struct Mark {
    std::uint32_t admdvs = 0;
    std::string code;
    auto operator<=>(const Mark&) const = default;
};

constexpr char kMarkSeparator = '-';

std::string to_text(const Mark& mark) {
    return std::to_string(mark.admdvs) + kMarkSeparator + mark.code;
}

Result<Mark> read_mark(std::string_view text) {
    if (text.empty()) {
        return Mark{};
    }
    const std::size_t end = std::min(text.find(kMarkSeparator), text.size() - 1);
    const Result<RegionCode> place = parse_region_code(text.substr(0, end));
    if (!place) {
        return refuse(ErrorCode::bad_value, "after", "what the page before ended with",
                      "send its `after` unchanged, or none for the first page",
                      "this is no such mark");
    }
    return Mark{.admdvs = place->number(), .code = std::string{text.substr(end + 1)}};
}

PlaceRange range_of(std::uint32_t place) {
    constexpr std::uint32_t kProvince = 10'000;
    constexpr std::uint32_t kCity = 100;
    if (place == 0) {
        return {};
    }
    if (place % kProvince == 0) {
        return {.from = place, .to = place + kProvince - 1};
    }
    return {.from = place, .to = place % kCity == 0 ? place + kCity - 1 : place};
}

/// First and last number of the levels that are asked for.
struct Levels {
    std::uint8_t first = 0;
    std::uint8_t last = 0xFF;
};

Result<Levels> levels_of(const std::string& hosp_lv) {
    if (hosp_lv.empty()) {
        return Levels{};
    }
    if (const std::uint8_t one = registry::level_number(hosp_lv)) {
        return Levels{.first = one, .last = one};
    }
    // In the order of registry::kHospitalLevels.
    if (hosp_lv == "3") {
        return Levels{.first = 1, .last = 4};
    }
    if (hosp_lv == "2") {
        return Levels{.first = 5, .last = 7};
    }
    if (hosp_lv == "1") {
        return Levels{.first = 8, .last = 10};
    }
    return refuse(ErrorCode::bad_value, "hosp_lv",
                  "01 to 11, or 3, 2, 1 for all of the third, second and first class",
                  "write 02 for 三级甲等", "this is no level");
}

/// Reads page after page of what fits.
class Finder {
public:
    Finder(Session& session, const InstitutionQuery& query) : session_{session}, query_{query} {}

    Result<void> prepare() {
        YIDI_TRY(mark_, read_mark(query_.after));
        YIDI_TRY(levels_, levels_of(query_.hosp_lv));
        places_ = range_of(query_.place);
        if (!query_.disease.empty()) {
            mask_ |= 1U << static_cast<unsigned>(Business::chronic);
        }
        if (query_.business) {
            mask_ |= 1U << static_cast<unsigned>(*query_.business);
        }
        if (query_.name.empty()) {
            return {};
        }
        YIDI_TRY(name_, NameQuery::parse(query_.name));
        YIDI_TRY(allowed_, payer::internal::places_for(session_, *name_));
        return {};
    }

    Result<InstitutionsFound> run() {
        // With a disease some of those that are collected do not stay.
        constexpr std::size_t kAtOnce = 256;
        const std::size_t at_once = query_.disease.empty() ? query_.limit + 1 : kAtOnce;
        InstitutionsFound result;
        Mark last;
        while (true) {
            YIDI_TRY(const std::vector<Mark> marks, collect(at_once));
            for (const Mark& mark : marks) {
                YIDI_TRY(auto one, payer::internal::find_institution(session_, mark.code));
                if (!one || !is_for_disease(*one)) {
                    continue;
                }
                if (result.found.size() == query_.limit) {
                    result.after = to_text(last);
                    return result;
                }
                result.found.push_back(*std::move(one));
                last = mark;
            }
            if (marks.size() < at_once) {
                return result;
            }
            mark_ = marks.back();
        }
    }

private:
    bool is_for_disease(const Institution& one) const {
        return query_.disease.empty() || one.remote_diseases.empty() ||
               std::ranges::find(one.remote_diseases, query_.disease) != one.remote_diseases.end();
    }

    /// At most so many that fit, behind the mark.
    Result<std::vector<Mark>> collect(std::size_t most) {
        std::vector<Mark> marks;
        const auto visit = [&](std::uint32_t admdvs, const PageEntry& entry) {
            if (fits(entry) && is_behind(admdvs, entry.fixmedins_code)) {
                marks.push_back({.admdvs = admdvs, .code = std::string{entry.fixmedins_code}});
            }
            return marks.size() < most;
        };
        const PlaceRange rest{.from = std::max(places_.from, mark_.admdvs),
                              .to = places_.to,
                              .only = allowed_ ? &*allowed_ : nullptr};
        YIDI_TRY_VOID(payer::internal::visit_entries(session_, rest, visit));
        return marks;
    }

    bool is_behind(std::uint32_t admdvs, std::string_view code) const {
        return admdvs > mark_.admdvs || (admdvs == mark_.admdvs && code > mark_.code);
    }

    bool fits(const PageEntry& entry) const {
        return (entry.remote_open & mask_) == mask_ && entry.hosp_lv >= levels_.first &&
               entry.hosp_lv <= levels_.last &&
               (query_.fixmedins_type.empty() || query_.fixmedins_type.front() == entry.type) &&
               (!name_ || name_->fits(entry.name));
    }

    Session& session_;
    const InstitutionQuery& query_;
    Mark mark_;
    PlaceRange places_;
    Levels levels_;
    unsigned mask_ = 0;
    std::optional<NameQuery> name_;
    std::optional<std::vector<std::uint32_t>> allowed_;
};

}  // namespace

Result<InstitutionsFound> find_institutions(Session& session, const InstitutionQuery& query) {
    const bool asks = !query.name.empty() || query.place != 0 || !query.hosp_lv.empty() ||
                      !query.fixmedins_type.empty() || query.business || !query.disease.empty();
    if (!asks) {
        return refuse(ErrorCode::missing_key, "name",
                      "a name, a place, a level, a type, a kind of business or a disease",
                      "say one of them at least", "nothing is asked");
    }
    if (query.limit == 0 || query.limit > kInstitutionsMax) {
        return refuse(ErrorCode::bad_value, "limit",
                      "1 to " + std::to_string(kInstitutionsMax) + " institutions at once",
                      "ask for the rest with `after`", "this is no such number");
    }
    Finder finder{session, query};
    YIDI_TRY_VOID(finder.prepare());
    YIDI_TRY(const bool lacks, payer::needs_institution_index(session));
    if (lacks) {
        return refuse(ErrorCode::busy, "institution_page", "an index of the institutions",
                      "make it once: yidi institution index",
                      "this store comes from a version without one");
    }
    return finder.run();
}

}  // namespace yidi::app
