#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "app/case_file.h"
#include "app/check_published.h"
#include "app/estimate.h"
#include "base/error.h"
#include "cli/context.h"
#include "domain/policy/policy.h"
#include "domain/policy/regions.h"

/// What the commands that take a case share.
namespace yidi::cli {

/// The region list of the installation.
[[nodiscard]] Result<policy::Regions> load_region_list(const Context& context);

/// The packs that the case's regions need, and the national frame.
[[nodiscard]] Result<policy::Book> load_book_for(const Context& context,
                                                 const adjudication::Case& facts);

/// A case, the packs for it and its answer with trace. `book` must outlive what `estimate` points
/// to.
struct Answered {
    app::CaseFile file;
    policy::Book book;
    app::Estimate estimate;
    std::vector<app::Verdict> published;
};
[[nodiscard]] Result<Answered> answer_case(const Context& context, const std::string& text,
                                           const policy::Regions& regions);

/// 0 for computed and range, else that of the refusal.
[[nodiscard]] int exit_of(const adjudication::Answer& answer);

/// The refusal of an answer without amounts, as an error.
[[nodiscard]] Error error_of(const Context& context, const adjudication::Answer& answer,
                             const policy::Book& book);

/// Yuan for people, "64,862.00 – 67,490.00" for the two ends of a range.
[[nodiscard]] std::string grouped(Money amount);
[[nodiscard]] std::string grouped(const std::array<Money, 2>& ends);

/// One line for each published figure.
void print_published(Context& context, std::span<const app::Verdict> published);

/// A text in the context's language.
[[nodiscard]] std::string_view in_language(const Context& context, explain::Words words);

}  // namespace yidi::cli
