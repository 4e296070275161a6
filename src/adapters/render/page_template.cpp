#include "adapters/render/page_template.h"

#include <algorithm>
#include <ranges>
#include <utility>

#include "adapters/render/internal/html.h"
#include "base/assert.h"

namespace yidi::render {
namespace {

using Part = PageTemplate::Part;
using PartKind = PageTemplate::PartKind;
/// From the outermost inwards: a name is looked for in a row first, and then around it.
using Scopes = std::vector<const Values*>;

constexpr std::size_t kDepthMax = 8;
constexpr std::string_view kOpen = "{{";
constexpr std::string_view kClose = "}}";

const std::string* find_text(const Scopes& scopes, std::string_view name) {
    for (const Values* const scope : std::views::reverse(scopes)) {
        const auto found = scope->texts.find(name);
        if (found != scope->texts.end()) return &found->second;
    }
    return nullptr;
}

const std::vector<Values>* find_list(const Scopes& scopes, std::string_view name) {
    for (const Values* const scope : std::views::reverse(scopes)) {
        const auto found = scope->lists.find(name);
        if (found != scope->lists.end()) return &found->second;
    }
    return nullptr;
}

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

/// Whether more of these begin in a text than end there.
bool is_inside(std::string_view text, std::string_view begin, std::string_view end) {
    const std::size_t last = text.rfind(begin);
    return last != std::string_view::npos && text.find(end, last) == std::string_view::npos;
}

class Parser {
public:
    Parser(const TemplateText& source, const Values& shape)
        : source_{source}, text_{source.text}, scopes_{&shape} {}

    Result<std::vector<Part>> run() {
        // A page runs nothing; whoever shows it forbids it too.
        if (text_.find("<script") != std::string_view::npos) {
            at_ = text_.find("<script");
            return bad("a page without scripts", "take the script out", "there is a script");
        }
        return block({});
    }

private:
    Result<std::vector<Part>> block(std::string_view section) {
        std::vector<Part> parts;
        while (true) {
            const std::size_t open = std::min(text_.find(kOpen, at_), text_.size());
            if (open > at_) literal(text_.substr(at_, open - at_), parts);
            at_ = open;
            if (open == text_.size()) {
                if (section.empty()) return parts;
                return bad("{{/" + std::string{section} + "}} after its section",
                           "write where the section ends", "a section does not end");
            }
            const std::size_t close = text_.find(kClose, open);
            if (close == std::string_view::npos) {
                return bad("}} after {{", "end the gap", "a gap does not end");
            }
            const std::string_view tag =
                trimmed(text_.substr(open + kOpen.size(), close - open - kOpen.size()));
            const std::size_t after = close + kClose.size();
            if (tag.starts_with('/')) {
                if (trimmed(tag.substr(1)) != section) {
                    return bad("the name of the section that was begun last",
                               "end the sections in the reverse order",
                               "{{" + std::string{tag} + "}} ends nothing");
                }
                at_ = after;
                return parts;
            }
            YIDI_TRY_VOID(take(tag, after, parts));
        }
    }

    /// Anything but an end.
    Result<void> take(std::string_view tag, std::size_t after, std::vector<Part>& parts) {
        if (tag.starts_with('!')) {
            at_ = after;
            return {};
        }
        if (tag.starts_with('>')) {
            if (trimmed(tag.substr(1)) != "style") return unknown(tag);
            literal(source_.style, parts);
            at_ = after;
            return {};
        }
        if (tag.starts_with('#') || tag.starts_with('^')) return section(tag, after, parts);
        if (find_text(scopes_, tag) == nullptr) return unknown(tag);
        YIDI_TRY_VOID(check_place());
        parts.push_back({.kind = PartKind::text, .text = std::string{tag}, .inner = {}});
        at_ = after;
        return {};
    }

    Result<void> section(std::string_view tag, std::size_t after, std::vector<Part>& parts) {
        const bool is_plain = tag.starts_with('#');
        const std::string name{trimmed(tag.substr(1))};
        const std::vector<Values>* const rows = find_list(scopes_, name);
        if (rows == nullptr && find_text(scopes_, name) == nullptr) return unknown(tag);
        if (++depth_ > kDepthMax) {
            return bad("at most 8 sections inside of each other", "make it simpler",
                       "too many sections inside of each other");
        }
        at_ = after;
        const bool is_row = is_plain && rows != nullptr;
        if (is_row) scopes_.push_back(&rows->front());
        YIDI_TRY(std::vector<Part> inner, block(name));
        if (is_row) scopes_.pop_back();
        --depth_;
        parts.push_back({.kind = is_plain ? PartKind::section : PartKind::inverted,
                         .text = name,
                         .inner = std::move(inner)});
        return {};
    }

    static void literal(std::string_view text, std::vector<Part>& parts) {
        parts.push_back({.kind = PartKind::literal, .text = std::string{text}, .inner = {}});
    }

    /// A text is escaped for where text stands; in a tag or a style it could be more than that.
    [[nodiscard]] Result<void> check_place() const {
        const std::string_view before = text_.substr(0, at_);
        if (!is_inside(before, "<", ">") && !is_inside(before, "<style", "</style")) return {};
        return bad("a gap between tags", "put the gap where text stands",
                   "a gap stands inside of a tag or a style");
    }

    [[nodiscard]] tl::unexpected<Error> unknown(std::string_view tag) const {
        std::string names;
        for (const auto& [name, text] : scopes_.back()->texts) {
            names += (names.empty() ? "" : ", ") + name;
        }
        for (const auto& [name, rows] : scopes_.back()->lists) {
            names += (names.empty() ? "" : ", ") + name;
        }
        return bad("one of " + names, "mend the name",
                   "nothing is called {{" + std::string{tag} + "}} here");
    }

    [[nodiscard]] tl::unexpected<Error> bad(std::string rule, std::string remedy,
                                            std::string detail) const {
        const auto line = 1 + std::ranges::count(text_.substr(0, at_), '\n');
        return fail(Error{.code = ErrorCode::bad_value,
                          .where = source_.file + ":" + std::to_string(line),
                          .rule = std::move(rule),
                          .remedy = std::move(remedy),
                          .detail = std::move(detail)});
    }

    const TemplateText& source_;
    std::string_view text_;
    Scopes scopes_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
};

void write(const std::vector<Part>& parts, Scopes& scopes, std::string& out) {
    for (const Part& part : parts) {
        if (part.kind == PartKind::literal) {
            out += part.text;
            continue;
        }
        const std::string* const text = find_text(scopes, part.text);
        const std::vector<Values>* const rows = find_list(scopes, part.text);
        YIDI_ASSERT(text != nullptr || rows != nullptr);
        const bool is_there = rows != nullptr ? !rows->empty() : !text->empty();
        if (part.kind == PartKind::text) {
            YIDI_ASSERT(text != nullptr);
            internal::escape(*text, out);
        } else if (part.kind == PartKind::inverted || rows == nullptr) {
            if (is_there == (part.kind == PartKind::section)) write(part.inner, scopes, out);
        } else {
            for (const Values& row : *rows) {
                scopes.push_back(&row);
                write(part.inner, scopes, out);
                scopes.pop_back();
            }
        }
    }
}

}  // namespace

Result<PageTemplate> PageTemplate::parse(const TemplateText& source, const Values& shape) {
    PageTemplate page;
    YIDI_TRY(page.parts_, Parser(source, shape).run());
    return page;
}

std::string PageTemplate::fill(const Values& values) const {
    std::string out;
    Scopes scopes{&values};
    write(parts_, scopes, out);
    return out;
}

}  // namespace yidi::render
