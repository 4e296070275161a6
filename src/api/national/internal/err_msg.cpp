#include "api/national/internal/err_msg.h"

#include "api/national/fields.h"
#include "domain/explain/settling_words.h"

namespace yidi::national::internal {

std::string chinese(const std::string& sentence) {
    return explain::settling_sentence(sentence, explain::Language::zh).value_or(sentence);
}

std::string err_msg(const Error& error) {
    Error told = error;
    // What the rules refuse says why in its rule; its code is known to programs, not to people.
    told.detail = chinese(error.detail.empty() ? std::string{name(error.code)} : error.detail);
    told.rule = chinese(error.rule);
    told.remedy = chinese(error.remedy);
    // These say nothing to a hospital about where to look.
    if (told.where == "policy" || told.where == "store") told.where.clear();
    return message_of(told);
}

}  // namespace yidi::national::internal
