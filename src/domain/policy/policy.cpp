#include "domain/policy/policy.h"

#include <algorithm>
#include <functional>
#include <ranges>
#include <set>

#include "domain/policy/check.h"
#include "domain/policy/internal/table_builder.h"

namespace yidi::policy {

namespace {

std::string scheme_name(const Scheme& scheme) {
    return std::string{code(scheme.insutype)} + " " + std::string{name(scheme.business)};
}

bool in_force(const Row& row, Date date) {
    return row.source.from <= date && (!row.source.to || date < *row.source.to);
}

// Compiles one scheme: periods first, then the tables of each.
class SchemeCompiler {
public:
    SchemeCompiler(const Pack& pack, const Scheme& scheme, std::vector<Finding>& findings)
        : pack_{pack}, scheme_{scheme}, findings_{findings} {}

    CompiledScheme compile() {
        result_.pack = &pack_;
        result_.scheme = &scheme_;
        if (!result_.known()) {
            return std::move(result_);
        }
        result_.distinctions = distinctions_of(scheme_);
        if (result_.distinctions.identities.size() > 32 ||
            result_.distinctions.attributes.size() > 32) {
            findings_.push_back({scheme_.line, scheme_name(scheme_),
                                 "its rows name more than 32 identities or attributes",
                                 "use fewer"});
            return std::move(result_);
        }
        read_fixed();
        for (const DateInterval& period : periods()) {
            result_.epochs.push_back(compile_epoch(period));
        }
        if (result_.epochs.empty()) {
            findings_.push_back(
                {scheme_.line, scheme_name(scheme_), "it has no day on which it could apply",
                 "give ratio, deductible_way, deductible and cap, or declare it unknown"});
        }
        return std::move(result_);
    }

private:
    std::int64_t fixed(Parameter parameter, std::int64_t otherwise) const {
        const auto found = std::ranges::find(scheme_.rows, parameter, &Row::parameter);
        return found == scheme_.rows.end() || found->readings.empty()
                   ? otherwise
                   : found->readings.front().number;
    }

    void read_fixed() {
        result_.policy_date = static_cast<PolicyDate>(
            fixed(Parameter::policy_date, static_cast<std::int64_t>(PolicyDate::discharge)));
        result_.year_crossing = static_cast<YearCrossing>(fixed(Parameter::year_crossing, 0));
        result_.top_level = static_cast<TopLevel>(fixed(Parameter::top_level, 0));
        result_.undo_rule = static_cast<UndoRule>(fixed(Parameter::undo_rule, 0));
        result_.benefit_year_start = fixed(Parameter::benefit_year_start, 101);
        const std::int64_t counter = fixed(Parameter::year_counter, 0);
        result_.counter = counter == 0 ? scheme_.business : static_cast<Business>(counter - 1);
    }

    [[nodiscard]] bool is_frame() const { return pack_.id == kNationalFrame; }

    [[nodiscard]] bool needed(const Row& row) const {
        return is_frame() || must_be_given(row.parameter);
    }

    // The first day of the parameter that this row is about.
    [[nodiscard]] Date begin_of(const Row& row) const {
        Date begin = row.source.from;
        for (const Row& other : scheme_.rows) {
            if (other.parameter == row.parameter && other.layer == row.layer) {
                begin = std::min(begin, other.source.from);
            }
        }
        return begin;
    }

    // From the first day on which every parameter without default has begun, cut at every change.
    [[nodiscard]] std::vector<DateInterval> periods() const {
        std::optional<Date> first;
        std::set<Date> cuts;
        std::set<std::pair<Parameter, int>> seen;
        for (const Row& row : scheme_.rows) {
            cuts.insert(row.source.from);
            if (row.source.to) {
                cuts.insert(*row.source.to);
            }
            if (needed(row) && seen.insert({row.parameter, row.layer}).second) {
                const Date begin = begin_of(row);
                first = first ? std::max(*first, begin) : begin;
            }
        }
        std::vector<DateInterval> result;
        std::size_t last = 0;  // A time without rows between two with rows is a gap, not an end.
        for (auto cut = cuts.begin(); first && cut != cuts.end(); ++cut) {
            const auto next = std::next(cut);
            if (*cut < *first) {
                continue;
            }
            result.push_back({*cut, next == cuts.end() ? std::nullopt : std::optional{*next}});
            last = any_in_force(*cut) ? result.size() : last;
        }
        result.resize(last);
        return result;
    }

    [[nodiscard]] bool any_in_force(Date date) const {
        return std::ranges::any_of(
            scheme_.rows, [&](const Row& row) { return needed(row) && in_force(row, date); });
    }

    [[nodiscard]] std::vector<const Row*> rows(Parameter parameter, int layer, Date date) const {
        std::vector<const Row*> result;
        for (const Row& row : scheme_.rows) {
            if (row.parameter == parameter && row.layer == layer && in_force(row, date)) {
                result.push_back(&row);
            }
        }
        return result;
    }

    [[nodiscard]] std::uint32_t levels() const {
        std::uint32_t mask = 0b0111;
        const auto top = static_cast<std::int64_t>(Level::top);
        const bool mapped = std::ranges::any_of(scheme_.rows, [&](const Row& row) {
            return row.parameter == Parameter::level_map &&
                   std::ranges::any_of(row.readings,
                                       [&](const Value& value) { return value.number == top; });
        });
        if (result_.top_level != TopLevel::none || mapped || is_frame()) {
            mask |= 1U << static_cast<unsigned>(Level::top);
        }
        return mask;
    }

    [[nodiscard]] bool deductible_needed(Date date) const {
        const std::vector<const Row*> ways = rows(Parameter::deductible_way, -1, date);
        return std::ranges::any_of(ways, [](const Row* row) {
            return row->readings.empty() ||
                   std::ranges::any_of(row->readings, [](const Value& value) {
                       return value.number != static_cast<std::int64_t>(DeductibleWay::none);
                   });
        });
    }

    Table table(Parameter parameter, int layer, const DateInterval& period) {
        TableContext context{.insutype = scheme_.insutype,
                             .levels = levels(),
                             .distinctions = &result_.distinctions,
                             .valid = period,
                             .where = scheme_name(scheme_),
                             .complete = must_be_given(parameter) && !is_frame(),
                             .line = scheme_.line};
        if (layer >= 0) {
            context.where += " layer " + scheme_.layers[static_cast<std::size_t>(layer)].id;
            context.line = scheme_.layers[static_cast<std::size_t>(layer)].line;
        }
        context.where += " " + std::string{spec(parameter).name};
        if (parameter == Parameter::deductible && !deductible_needed(period.from)) {
            context.complete = false;
        }
        TableBuilder builder{context, findings_};
        Table result = builder.build(rows(parameter, layer, period.from));
        result_.cells += builder.cells();
        return result;
    }

    Epoch compile_epoch(const DateInterval& period) {
        Epoch epoch;
        epoch.valid = period;
        for (std::size_t i = 0; i < kSchemeParameterCount; ++i) {
            epoch.scheme[i] = table(static_cast<Parameter>(i), -1, period);
            const bool empty = epoch.scheme[i].is_constant() && epoch.scheme[i].only() == nullptr;
            epoch.given |= std::uint64_t{empty ? 0U : 1U} << i;
        }
        epoch.layers.resize(scheme_.layers.size());
        for (std::size_t layer = 0; layer < scheme_.layers.size(); ++layer) {
            for (std::size_t i = kSchemeParameterCount; i < kParameterCount; ++i) {
                epoch.layers[layer][i - kSchemeParameterCount] =
                    table(static_cast<Parameter>(i), static_cast<int>(layer), period);
            }
        }
        return epoch;
    }

    const Pack& pack_;
    const Scheme& scheme_;
    std::vector<Finding>& findings_;
    CompiledScheme result_;
};

Error pack_error(const Pack& pack, const Finding& finding) {
    const std::string place = pack.file + ":" + std::to_string(finding.line);
    return Error{
        .code = ErrorCode::bad_pack,
        .where = place,
        .rule = finding.rule,
        .remedy = finding.remedy,
        .detail = place + ": " + finding.where + ": " + finding.rule + "; " + finding.remedy,
        .source = {}};
}

template <class Rows>
bool points_into(const Rows& rows, const Row& row) {
    const std::less<> before;
    return !rows.empty() && !before(&row, rows.data()) && before(&row, rows.data() + rows.size());
}

}  // namespace

const Epoch* CompiledScheme::at(Date date) const {
    for (const Epoch& epoch : std::views::reverse(epochs)) {
        if (epoch.valid.contains(date)) {
            return &epoch;
        }
    }
    return nullptr;
}

std::unique_ptr<const Policy> compile(Pack pack, std::vector<Finding>& findings) {
    auto policy = std::make_unique<Policy>();
    policy->pack = std::move(pack);
    check_values(policy->pack, findings);
    for (const Scheme& scheme : policy->pack.schemes) {
        CompiledScheme& place =
            policy->schemes[static_cast<std::size_t>(scheme.insutype) * kBusinessCount +
                            static_cast<std::size_t>(scheme.business)];
        place = SchemeCompiler{policy->pack, scheme, findings}.compile();
    }
    return policy;
}

Result<Book> Book::from(std::vector<Pack> packs, Regions regions) {
    Book book;
    book.regions_ = std::move(regions);
    for (Pack& pack : packs) {
        std::vector<Finding> findings;
        std::unique_ptr<const Policy> policy = compile(std::move(pack), findings);
        if (!findings.empty()) {
            return fail(pack_error(policy->pack, findings.front()));
        }
        book.policies_.push_back(std::move(policy));
    }
    std::ranges::sort(book.policies_, {}, [](const auto& policy) { return policy->pack.id; });
    for (std::size_t i = 1; i < book.policies_.size(); ++i) {
        const Pack& twin = book.policies_[i]->pack;
        if (book.policies_[i - 1]->pack.id == twin.id) {
            return fail(
                Error{.code = ErrorCode::duplicate_key,
                      .where = twin.file,
                      .rule = "a region has one pack in use",
                      .remedy = "keep the highest version only",
                      .detail = twin.file + ": a second pack for " + std::to_string(twin.id),
                      .source = {}});
        }
    }
    return book;
}

const Policy* Book::find(std::uint32_t pooling_area) const {
    const auto found = std::ranges::lower_bound(policies_, pooling_area, {},
                                                [](const auto& policy) { return policy->pack.id; });
    return found != policies_.end() && (*found)->pack.id == pooling_area ? found->get() : nullptr;
}

const Corridor* Book::corridor(std::uint32_t insured_area, std::uint32_t treating_area,
                               Business business, Date date) const {
    const Policy* national = frame();
    if (national == nullptr) {
        return nullptr;
    }
    const auto holds = [](const Corridor& corridor, std::uint32_t area) {
        return std::ranges::any_of(corridor.regions,
                                   [&](std::uint32_t place) { return covers(place, area); });
    };
    for (const Corridor& corridor : national->pack.corridors) {
        const DateInterval dates{corridor.source.from, corridor.source.to};
        const bool for_business =
            ((corridor.business >> static_cast<unsigned>(business)) & 1U) != 0;
        if (for_business && dates.contains(date) && holds(corridor, insured_area) &&
            holds(corridor, treating_area)) {
            return &corridor;
        }
    }
    return nullptr;
}

std::string_view Book::disease_group(std::string_view disease_code) const {
    const Policy* national = frame();
    if (national == nullptr || disease_code.empty()) {
        return {};
    }
    for (const DiseaseGroup& group : national->pack.disease_groups) {
        if (group.id == disease_code ||
            std::ranges::find(group.codes, disease_code) != group.codes.end()) {
            return group.id;
        }
    }
    return {};
}

RowPlace Book::locate(const Row& row) const {
    for (const auto& policy : policies_) {
        for (const Scheme& scheme : policy->pack.schemes) {
            if (!points_into(scheme.rows, row)) {
                continue;
            }
            std::size_t index = 0;
            for (const Row* at = scheme.rows.data(); at <= &row; ++at) {
                index += at->parameter == row.parameter && at->layer == row.layer ? 1U : 0U;
            }
            return {&policy->pack, &scheme, index};
        }
    }
    return {};
}

}  // namespace yidi::policy
