#include <array>
#include <string>

#include "adapters/codec/json_writer.h"
#include "adapters/codec/pack_json.h"
#include "api/mcp/internal/tool.h"
#include "domain/policy/filing_rules.h"
#include "domain/policy/parameter.h"

/// What the packs say, without computing anything.
namespace yidi::mcp::internal {
namespace {

constexpr std::array<std::string_view, 2> kInsutypes{"310", "390"};
constexpr std::array<std::string_view, 6> kBusinesses{"inpatient", "outpatient",   "chronic",
                                                      "pharmacy",  "dual_channel", "maternity"};
constexpr std::size_t kRegionsMax = 20;

constexpr Argument kRegion{
    .name = "region", .kind = Kind::region, .about = "code of a region, six digits (find_region)"};
constexpr Argument kDay{
    .name = "day", .kind = Kind::day, .about = "the day that is asked about; without it today"};

constexpr std::array kLookupArguments{
    kRegion.must(),
    Argument{.name = "insutype",
             .kind = Kind::word,
             .about = "310 employee (职工), 390 resident (城乡居民)",
             .choices = kInsutypes}
        .must(),
    Argument{
        .name = "business", .kind = Kind::word, .about = "kind of care", .choices = kBusinesses}
        .must(),
    Argument{.name = "parameter",
             .kind = Kind::text,
             .about = "deductible, ratio, cap, gate, unfiled_direct, remote_ratio, first_pay …, "
                      "large.ratio for a layer's; without it all",
             .most = 60},
    kDay,
};
constexpr std::array kLookupAnswer{
    Member{"id", "the pooling area whose rules hold in the region"},
    Member{"name", "its name"},
    Member{"version", "of the pack"},
    Member{"known_since", "since when these rules are in the pack"},
    Member{"sha256", "of the pack's file"},
    Member{"file", "the pack's file"},
    Member{"insutype", "as asked"},
    Member{"business", "as asked"},
    Member{"day", "the day that the rows are in force on"},
    Member{"chain", "the layers above the pooled fund, with their sources"},
    Member{"rows",
           "parameter, when (conditions), value or unknown (why), source: document, "
           "article, from, to, grade"},
    Member{"default",
           "where the region writes nothing of the parameter: the value that is "
           "computed with. No clause says it"},
    Member{"documents", "the cited documents: number and title"},
};

constexpr std::array kFilingArguments{kRegion.must(), kDay};
constexpr std::array kFilingAnswer{
    Member{"region", "the pooling area"},
    Member{"is_own", "whether the region has rules of its own; else the national frame's hold"},
    Member{"rules",
           "of each kind of filing: papers, promise, validity, lock, extension, places …, "
           "each value with document, article, dates and grade. What a region does not "
           "say holds as the national frame (region 100000) says"},
};

constexpr std::array kFindArguments{
    Argument{.name = "name",
             .kind = Kind::text,
             .about = "a part of the region's name in Chinese, such as 石家庄",
             .most = 60}
        .must(),
};
constexpr std::array kFindAnswer{
    Member{"regions",
           "code, name, pooling_area (whose rules hold) with its name, has_rules: whether "
           "its rules are known here"},
    Member{"more", "whether there are more than are listed"},
};

Error no_pack(const policy::Regions& regions, std::uint32_t area) {
    return {.code = ErrorCode::no_pack,
            .where = "/region",
            .rule = "a region whose rules are known here",
            .remedy = "say that no rule is known, and ask the agency of the insured region (12393)",
            .detail = "no rules are known of " + std::string{regions.name(area)}};
}

Result<std::uint32_t> area_of(const Call& call) {
    const policy::Regions& regions = call.book.regions();
    const std::uint32_t region = *call.arguments.region("region");
    if (!regions.contains(region)) {
        return fail(Error{.code = ErrorCode::bad_region,
                          .where = "/region",
                          .rule = "a code of the region list",
                          .remedy = "look it up with find_region",
                          .detail = "no region has this code"});
    }
    return regions.pooling_area(region);
}

const policy::Policy* find_policy(const policy::Book& book, std::uint32_t area) {
    return area == policy::kNationalFrame ? book.frame() : book.find(area);
}

/// "ratio", or "large.ratio" of a layer's. Whether the pack has the layer is for the rows to say.
bool is_parameter(std::string_view name) {
    const std::size_t dot = name.rfind('.');
    if (dot != std::string_view::npos) {
        return policy::parse_parameter(name.substr(dot + 1), /*of_layer=*/true).has_value();
    }
    return policy::parse_parameter(name, /*of_layer=*/false) ||
           policy::parse_parameter(name, /*of_layer=*/true);
}

Error not_known(std::string reason) {
    return {.code = ErrorCode::rule_unknown,
            .where = "/business",
            .rule = "a rule that is known on the day",
            .remedy = "say that no rule is known, and ask the agency of the insured region (12393)",
            .detail = std::move(reason)};
}

Result<Told> policy_lookup(const Call& call) {
    YIDI_TRY(const std::uint32_t area, area_of(call));
    const std::string_view parameter = call.arguments.text("parameter");
    if (!parameter.empty() && !is_parameter(parameter)) {
        return fail(Error{.code = ErrorCode::bad_value,
                          .where = "/parameter",
                          .rule = "a parameter of docs/policies/pack-reference.md",
                          .remedy = "leave it out to see all that the region writes",
                          .detail = "there is no such parameter"});
    }
    const policy::Policy* const policy = find_policy(call.book, area);
    if (policy == nullptr) return fail(no_pack(call.book.regions(), area));
    const codec::RowQuery query{
        .insutype = *policy::parse_insutype(call.arguments.text("insutype")),
        .business = *policy::parse_business(call.arguments.text("business")),
        .parameter = parameter,
        .day = call.arguments.day("day").value_or(call.options.today())};
    Told told;
    const codec::RowsFound found = codec::append_rows(policy->pack, query, told.json);
    if (!found.unknown.empty()) return fail(not_known(found.unknown));
    if (found.rows == 0 && !found.has_default) {
        return fail(not_known("no known rule is in force on the day"));
    }
    told.is_unknown = found.rows > 0 && found.known == 0;
    return told;
}

Result<Told> filing_rules(const Call& call) {
    YIDI_TRY(const std::uint32_t area, area_of(call));
    const policy::FilingRuleBook* const book = call.book.filing_rules();
    const policy::FilingRules* const own = book == nullptr ? nullptr : book->find(area);
    const policy::FilingRules* const rules =
        own != nullptr || book == nullptr ? own : book->find(policy::kNationalFrame);
    if (rules == nullptr) return fail(no_pack(call.book.regions(), area));
    Told told;
    codec::JsonWriter json{told.json};
    json.begin_object();
    json.member("region", std::to_string(area));
    json.member("is_own", own != nullptr);
    json.key("rules");
    std::string text;
    codec::append_filing_rules(*rules, call.arguments.day("day").value_or(call.options.today()),
                               text);
    json.raw(text);
    json.end_object();
    return told;
}

Result<Told> find_region(const Call& call) {
    const policy::Regions& regions = call.book.regions();
    const std::string_view name = call.arguments.text("name");
    Told told;
    codec::JsonWriter json{told.json};
    json.begin_object();
    json.key("regions");
    json.begin_array();
    std::size_t count = 0;
    for (const policy::Region& one : regions.all()) {
        if (name.empty() || one.name.find(name) == std::string::npos) continue;
        if (++count > kRegionsMax) break;
        json.begin_object();
        json.member("code", std::to_string(one.code));
        json.member("name", one.name);
        json.member("pooling_area", std::to_string(one.pooling_area));
        json.member("pooling_area_name", regions.name(one.pooling_area));
        json.member("has_rules", find_policy(call.book, one.pooling_area) != nullptr);
        json.end_object();
    }
    json.end_array();
    json.member("more", count > kRegionsMax);
    json.end_object();
    return told;
}

constexpr std::array kTools{
    Tool{.name = "policy_lookup",
         .title = "查规定 Policy lookup",
         .description =
             "The rules of a region as they are written: each value with its conditions, "
             "document, article, dates and grade. What is not known says unknown: never "
             "fill it in. To compute with rules use estimate.",
         .arguments = kLookupArguments,
         .answer = kLookupAnswer,
         .handle = policy_lookup},
    Tool{.name = "filing_rules",
         .title = "备案规则 Filing rules",
         .description =
             "What a region asks of each kind of filing (备案): papers, promise, validity, "
             "lock, extension, places. For a person's own question use advise. Never "
             "invent a rule that is not there.",
         .arguments = kFilingArguments,
         .answer = kFilingAnswer,
         .handle = filing_rules},
    Tool{.name = "find_region",
         .title = "查地区代码 Find a region",
         .description = "Codes of regions by a part of their name, with the pooling area whose "
                        "rules hold there, and whether any are known here. Never guess a code.",
         .arguments = kFindArguments,
         .answer = kFindAnswer,
         .handle = find_region},
};

}  // namespace

std::span<const Tool> policy_tools() {
    return kTools;
}

}  // namespace yidi::mcp::internal
