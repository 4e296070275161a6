#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "domain/explain/language.h"

/// What is said of transactions at a window, in both languages; {0} stands for what differs. A
/// sentence may stand twice on one side, where the other language says it in two ways.
namespace yidi::explain {

/// What the payer's use cases refuse with; they write English.
[[nodiscard]] std::span<const Words> settling_words();
/// What is wrong with a transaction's fields; their readers write Chinese.
[[nodiscard]] std::span<const Words> field_words();

/// What the rules refuse with, by code: what it means, and what to do.
[[nodiscard]] std::span<const Words> refusal_words();

/// A sentence of settling_words in the language; empty if there is none.
[[nodiscard]] std::optional<std::string> settling_sentence(std::string_view text,
                                                           Language language);

}  // namespace yidi::explain
