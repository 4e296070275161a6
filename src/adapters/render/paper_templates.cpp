#include "adapters/render/paper_templates.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "adapters/render/internal/paper_values.h"
#include "base/whole.h"

namespace yidi::render {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, kPaperCount> kPages{"filing-form.html",
                                                           "promise-letter.html"};
constexpr std::string_view kStyle = "paper.css";

/// The files of a folder by their names; those of an area are laid over the general ones.
using Sources = std::map<std::string, TemplateText, std::less<>>;

Error bad(const fs::path& place, std::string rule, std::string detail) {
    return {.code = ErrorCode::bad_value,
            .where = place.string(),
            .rule = std::move(rule),
            .remedy = "mend its name, or take it away",
            .detail = std::move(detail)};
}

bool is_known(std::string_view name) {
    return name == kStyle || std::ranges::find(kPages, name) != kPages.end();
}

std::optional<std::uint32_t> area_of(const std::string& name) {
    constexpr std::size_t kDigits = 6;
    const std::optional<std::int64_t> code = parse_whole(name);
    if (name.size() != kDigits || !code) return std::nullopt;
    return static_cast<std::uint32_t>(*code);
}

Result<void> read_into(const fs::path& file, Sources& sources) {
    const std::string name = file.filename().string();
    if (!is_known(name)) {
        return fail(bad(file, "filing-form.html, promise-letter.html or paper.css",
                        "no template is called so"));
    }
    std::ifstream in{file, std::ios::binary};
    std::string text{std::istreambuf_iterator<char>{in}, {}};
    if (!in) {
        return fail(Error{.code = ErrorCode::unreadable_file,
                          .where = file.string(),
                          .rule = "a file that can be read",
                          .remedy = "check the name and the permissions",
                          .detail = "cannot read this file"});
    }
    sources.insert_or_assign(
        name, TemplateText{.file = file.string(), .text = std::move(text), .style = {}});
    return {};
}

Result<std::vector<fs::path>> entries_of(const fs::path& folder) {
    std::error_code code;
    std::vector<fs::path> entries;
    for (fs::directory_iterator at{folder, code}; !code && at != fs::directory_iterator{};
         at.increment(code)) {
        entries.push_back(at->path());
    }
    if (code) {
        return fail(Error{.code = ErrorCode::unreadable_file,
                          .where = folder.string(),
                          .rule = "a folder with templates",
                          .remedy = "install data/templates as it comes with the program",
                          .detail = "cannot read this folder: " + code.message()});
    }
    std::ranges::sort(entries);
    return entries;
}

Result<std::array<PageTemplate, kPaperCount>> parse(const fs::path& folder, const Sources& sources,
                                                    const Values& shape) {
    std::array<PageTemplate, kPaperCount> set;
    const auto style = sources.find(kStyle);
    for (std::size_t i = 0; i < kPaperCount; ++i) {
        const auto page = sources.find(kPages.at(i));
        if (page == sources.end() || style == sources.end()) {
            const std::string_view missing = style == sources.end() ? kStyle : kPages.at(i);
            return fail(Error{.code = ErrorCode::unreadable_file,
                              .where = (folder / missing).string(),
                              .rule = "a general template for each paper",
                              .remedy = "install data/templates as it comes with the program",
                              .detail = "this template is not there"});
        }
        TemplateText source = page->second;
        source.style = style->second.text;
        YIDI_TRY(set.at(i), PageTemplate::parse(source, shape));
    }
    return set;
}

}  // namespace

Result<PaperTemplates> PaperTemplates::load(const fs::path& folder) {
    const Values shape = internal::shape_of_papers();
    PaperTemplates all;
    Sources general;
    std::map<std::uint32_t, fs::path> areas;
    YIDI_TRY(const std::vector<fs::path> entries, entries_of(folder));
    for (const fs::path& entry : entries) {
        if (!fs::is_directory(entry)) {
            YIDI_TRY_VOID(read_into(entry, general));
            continue;
        }
        const std::optional<std::uint32_t> area = area_of(entry.filename().string());
        if (!area) return fail(bad(entry, "six digits of a pooling area", "no area is called so"));
        areas.emplace(*area, entry);
    }
    YIDI_TRY(all.general_, parse(folder, general, shape));
    for (const auto& [area, place] : areas) {
        Sources sources = general;
        YIDI_TRY(const std::vector<fs::path> own, entries_of(place));
        for (const fs::path& file : own) YIDI_TRY_VOID(read_into(file, sources));
        YIDI_TRY(Set set, parse(place, sources, shape));
        all.by_area_.emplace(area, std::move(set));
    }
    return all;
}

std::string PaperTemplates::html(Paper which, const PaperPage& page) const {
    const auto own = by_area_.find(page.paper.area);
    const Set& set = own == by_area_.end() ? general_ : own->second;
    return set.at(static_cast<std::size_t>(which)).fill(internal::values_of(page));
}

}  // namespace yidi::render
