#include <algorithm>
#include <charconv>
#include <ostream>
#include <system_error>

#include "adapters/codec/pack_decoder.h"
#include "adapters/codec/pack_text.h"
#include "base/region_code.h"
#include "cli/policy_commands.h"
#include "domain/explain/labels.h"
#include "domain/policy/vocabulary.h"

namespace yidi::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kCodeSize = 6;

/// Splits "130100@2"; no version means the newest. Empty if it does not look like a code, and so
/// names a file.
struct NamedPack {
    std::uint32_t code = 0;
    std::optional<std::uint32_t> version;
};

std::optional<NamedPack> parse_named(std::string_view text) {
    const Result<RegionCode> code =
        parse_region_code(text.substr(0, std::min(text.size(), kCodeSize)));
    if (!code) {
        return std::nullopt;
    }
    NamedPack named{.code = code->number(), .version = {}};
    if (text.size() == kCodeSize) {
        return named;
    }
    std::uint32_t version = 0;
    const std::string_view digits = text.substr(kCodeSize);
    const char* end = digits.data() + digits.size();
    const auto [stopped, problem] = std::from_chars(digits.data() + 1, end, version);
    if (digits.front() != '@' || problem != std::errc{} || stopped != end) {
        return std::nullopt;
    }
    named.version = version;
    return named;
}

Error not_in_list(std::uint32_t code) {
    return {.code = ErrorCode::bad_region,
            .where = std::to_string(code),
            .rule = "a code of the region list",
            .remedy = "look the code up in data/regions/regions.tsv",
            .detail = "the region " + std::to_string(code) + " is not in the list"};
}

Error no_pack(const policy::Regions& regions, const NamedPack& named,
              const std::vector<codec::PackFile>& of_area) {
    const std::uint32_t area = regions.pooling_area(named.code);
    const std::string wanted = std::to_string(area) + " " + std::string{regions.name(area)};
    if (of_area.empty()) {
        return {.code = ErrorCode::no_pack,
                .where = std::to_string(named.code),
                .rule = "a pooling area with a policy pack: see `yidi policy list`",
                .remedy = "write a pack for it: docs/policies/adding-a-region.md",
                .detail = "no pack for " + wanted};
    }
    std::string versions;
    for (const codec::PackFile& file : of_area) {
        versions += (versions.empty() ? "" : ", ") + std::to_string(file.version);
    }
    return {.code = ErrorCode::no_pack,
            .where = std::to_string(named.code),
            .rule = "a pooling area with a policy pack: see `yidi policy list`",
            .remedy = "one of the versions that there are: " + versions,
            .detail =
                "no pack for " + wanted + ", version " + std::to_string(named.version.value_or(0))};
}

/// The field's word for what a condition names; names that only the pack knows stay as they are.
std::string_view chinese_item(std::string_view item) {
    if (const auto person = policy::parse_person(item)) return explain::label(*person).zh;
    if (const auto level = policy::parse_level(item)) return explain::label(*level).zh;
    if (const auto filing = policy::parse_filing_state(item)) return explain::label(*filing).zh;
    if (const auto distance = policy::parse_distance(item)) return explain::label(*distance).zh;
    if (item == "true") return "是";
    if (item == "false") return "否";
    if (item == "other") return "其他";
    return explain::label_of_word(item).zh;
}

std::string items_text(const Context& context, const std::vector<std::string>& items) {
    std::string text;
    for (const std::string& item : items) {
        text += text.empty() ? "" : say(context, {.zh = "、", .en = ", "});
        text += context.lang == Language::zh ? chinese_item(item) : std::string_view{item};
    }
    return text;
}

}  // namespace

codec::BookPlaces places_of(const Context& context) {
    return {.policies = context.policy_dir,
            .regions = context.home / "data" / "regions" / "regions.tsv"};
}

Error no_packs_in(const fs::path& path) {
    return {.code = ErrorCode::unreadable_file,
            .where = path.string(),
            .rule = "a folder of packs (<code>-<pinyin>/v<version>.yaml), or a pack's file",
            .remedy = "name the folder that holds the packs",
            .detail = "there are no packs here"};
}

Result<std::vector<codec::PackFile>> find_files(const Context& context, const std::string& named) {
    const std::optional<NamedPack> code = parse_named(named);
    std::error_code problem;
    if (!code || fs::exists(named, problem)) return std::vector<codec::PackFile>{};
    const codec::BookPlaces places = places_of(context);
    YIDI_TRY(const policy::Regions regions, codec::load_regions(places.regions));
    if (!regions.contains(code->code)) return fail(not_in_list(code->code));
    YIDI_TRY(std::vector<codec::PackFile> files, codec::list_packs(places.policies));
    const std::uint32_t area = regions.pooling_area(code->code);
    std::erase_if(files, [area](const codec::PackFile& file) { return file.region != area; });
    const std::vector<codec::PackFile> of_area = files;
    std::erase_if(files, [&](const codec::PackFile& file) {
        return code->version && file.version != *code->version;
    });
    if (files.empty()) return fail(no_pack(regions, *code, of_area));
    return files;
}

Result<policy::Pack> read_pack(Context& context, const std::string& path) {
    if (path == "-") {
        YIDI_TRY(const std::string text, read_input(context, path));
        return codec::decode_pack(text, "standard input");
    }
    YIDI_TRY(const std::string text, codec::read_file(path));
    return codec::decode_pack(text, path);
}

Result<policy::Pack> find_pack(Context& context, const std::string& named) {
    YIDI_TRY(const std::vector<codec::PackFile> files, find_files(context, named));
    if (files.empty()) return read_pack(context, named);
    YIDI_TRY(const codec::Published published, codec::read_published(places_of(context).policies));
    return codec::load_pack(files.back(), published);  // The last one is the newest.
}

std::string scheme_name(const Context& context, policy::Insutype insutype,
                        policy::Business business) {
    if (context.lang == Language::en) {
        return std::string{policy::code(insutype)} + " " + std::string{policy::name(business)};
    }
    return std::string{explain::label(insutype).zh} + " " +
           std::string{explain::label(business).zh};
}

std::string conditions_text(const Context& context, const policy::Conditions& when) {
    const bool zh = context.lang == Language::zh;
    std::string text;
    for (const codec::ConditionWords& condition : codec::condition_words(when)) {
        text += text.empty() ? "" : say(context, {.zh = "；", .en = "; "});
        text += zh ? codec::chinese_key(condition.key) : condition.key;
        text += say(context, {.zh = "：", .en = ": "});
        text += items_text(context, condition.items);
    }
    return text;
}

std::string last_day(const std::optional<Date>& to) {
    return to ? to_string(to->previous_day()) : std::string{};
}

Progress::Progress(Context& context, std::string_view label, std::size_t total)
    : context_{context}, label_{label}, total_{total} {}

Progress::~Progress() {
    if (context_.terminal && done_ > 0) {
        context_.err << "\r\033[K" << std::flush;
    }
}

void Progress::step() {
    ++done_;
    if (context_.terminal) {
        context_.err << '\r' << label_ << ' ' << done_ << '/' << total_ << std::flush;
    }
}

}  // namespace yidi::cli
