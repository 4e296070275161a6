#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "adapters/render/page_template.h"
#include "app/filing/paper.h"
#include "domain/policy/regions.h"

/// A filing's printed form (备案登记表) and promise letter (个人承诺书). Their wording and layout
/// are data, which a region may replace: data/templates, docs/policies/templates.md.
namespace yidi::render {

enum class Paper : std::uint8_t { filing_form, promise_letter };
inline constexpr std::size_t kPaperCount = 2;

struct PaperPage {
    const app::FilingPaper& paper;
    const policy::Regions& regions;
    /// Numbers of certificates and of the bank account whole; else their first and last characters.
    bool whole_numbers = false;
};

/// Immutable; any number of threads may fill them.
class PaperTemplates {
public:
    /// Reads filing-form.html, promise-letter.html and paper.css from a folder, and what a folder
    /// in it that is named by a pooling area's six digits puts in their place.
    /// Errors    unreadable_file; bad_value: those of PageTemplate::parse; a file or folder with a
    ///           name that nothing has, so that a misspelt one is not passed over.
    [[nodiscard]] static Result<PaperTemplates> load(const std::filesystem::path& folder);

    /// One HTML page in Chinese that needs nothing else, for A4. The same paper gives the same
    /// bytes.
    [[nodiscard]] std::string html(Paper which, const PaperPage& page) const;

private:
    using Set = std::array<PageTemplate, kPaperCount>;
    Set general_;
    std::map<std::uint32_t, Set> by_area_;
};

}  // namespace yidi::render
