#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

/// Pages whose wording and layout are data: HTML with gaps, of which a few words of Mustache fill
/// (docs/policies/templates.md). A gap that nobody fills is found when the template is read.
namespace yidi::render {

/// What fills the gaps, by name: texts, and lists of rows, which have names of their own.
struct Values {
    std::map<std::string, std::string, std::less<>> texts;
    std::map<std::string, std::vector<Values>, std::less<>> lists;
};

struct TemplateText {
    std::string file;  ///< for messages
    std::string text;
    std::string style;  ///< what {{> style}} stands for
};

/// Immutable; any number of threads may fill it.
class PageTemplate {
public:
    /// `shape` has every name that the template may use, and in each list one row with its names.
    /// Errors    bad_value, with file and line: a name that is not in `shape`; a section that does
    ///           not end; a gap inside of a tag or a style, where text could become something else;
    ///           a script.
    [[nodiscard]] static Result<PageTemplate> parse(const TemplateText& source,
                                                    const Values& shape);

    /// The page. Every text is escaped: it can be nothing but text.
    /// Requires  that `values` has all names of the shape (asserted).
    [[nodiscard]] std::string fill(const Values& values) const;

    enum class PartKind : std::uint8_t {
        literal,
        text,
        section,   ///< each row of a list; or once, if a text is not empty
        inverted,  ///< once, if the list or the text is empty
    };
    struct Part {
        PartKind kind = PartKind::literal;
        std::string text;  ///< of a literal; else a name
        std::vector<Part> inner;
    };

private:
    std::vector<Part> parts_;
};

}  // namespace yidi::render
