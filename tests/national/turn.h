#pragma once

#include <map>
#include <string>

#include <nlohmann/json.hpp>

/// Messages in a few words: a sample of tests/fuzz/corpus/envelope and what is otherwise in it, so
/// that what a fuzzer changes is what matters.
namespace yidi::tests {

/// Numbers that answers gave, by the names of their members: mdtrt_id, setl_id, file_qury_no, …
using Remembered = std::map<std::string, std::string, std::less<>>;

/// Keeps the numbers of an answer's output, wherever they stand in it.
void remember(const nlohmann::ordered_json& output, Remembered& numbers);

/// The message of a turn.
///   ["2207", {"med_type": "14"}]   the sample of 2207 with these members, in each row that has
///                                  them; what no row has is added to the first node of the input.
///                                  Visits, settlements and files are those of the last answers.
///   {…} and others                 as they are
/// Null if there is no such sample.
[[nodiscard]] nlohmann::ordered_json message_of(const nlohmann::ordered_json& turn,
                                                const Remembered& numbers);

}  // namespace yidi::tests
