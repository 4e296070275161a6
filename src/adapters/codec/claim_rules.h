#pragma once

#include <filesystem>
#include <string_view>

#include "base/error.h"
#include "domain/claim/limits.h"
#include "domain/claim/papers.h"

namespace yidi::codec {

/// Reads the list of papers: CSV with the columns paper, region, when, zh, en, why_zh, why_en,
/// from, to, document, article, grade, each once. Errors    bad_value, missing_key, each with file,
/// line and column.
[[nodiscard]] Result<claim::PaperRules> read_claim_papers(std::string_view csv,
                                                          std::string_view file_name);
/// Reads the limits of claims: CSV with the columns limit, region, value, from, to, document,
/// article, grade, note. Amounts are yuan; the value "unknown" needs a note that says why.
/// Errors    the same; also a limit that stands twice for one region and day.
[[nodiscard]] Result<claim::Limits> read_claim_limits(std::string_view csv,
                                                      std::string_view file_name);

/// Errors    unreadable_file, and those above.
[[nodiscard]] Result<claim::PaperRules> load_claim_papers(const std::filesystem::path& file);
[[nodiscard]] Result<claim::Limits> load_claim_limits(const std::filesystem::path& file);

}  // namespace yidi::codec
