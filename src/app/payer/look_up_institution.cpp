#include "app/payer/look_up_institution.h"

#include <algorithm>
#include <utility>

#include "app/payer/internal/institution_index.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_person.h"

namespace yidi::payer {
namespace {

using registry::Institution;

bool fits(const InstitutionRequest& request, const Institution& one) {
    return (request.fixmedins_code.empty() || request.fixmedins_code == one.fixmedins_code) &&
           (request.fixmedins_type.empty() || request.fixmedins_type == one.fixmedins_type) &&
           one.fixmedins_name.find(request.fixmedins_name) != std::string::npos;
}

/// Codes of institutions that may have the name, by place and code; empty if the index is not made
/// or cannot help.
Result<std::optional<std::vector<std::string>>> codes_by_index(ports::Session& session,
                                                               const InstitutionRequest& request) {
    using Codes = std::optional<std::vector<std::string>>;
    std::string characters;
    for (const std::string& one : registry::characters_of(request.fixmedins_name)) {
        characters += one;
    }
    const Result<registry::NameQuery> query = registry::NameQuery::parse(characters);
    YIDI_TRY(const bool there, internal::has_index(session));
    const bool is_chinese = std::ranges::none_of(
        characters, [](char byte) { return static_cast<unsigned char>(byte) < 0x80U; });
    if (!there || !query || !is_chinese) {
        return Codes{};
    }
    YIDI_TRY(const auto places, internal::places_for(session, *query));
    Codes codes{std::in_place};
    YIDI_TRY_VOID(internal::visit_entries(
        session, {.only = places ? &*places : nullptr},
        [&](std::uint32_t /*admdvs*/, const registry::PageEntry& entry) {
            if (entry.name.characters.find(characters) != std::string_view::npos) {
                codes->emplace_back(entry.fixmedins_code);
            }
            return true;
        }));
    return codes;
}

Result<std::vector<Institution>> by_name(ports::Session& session,
                                         const InstitutionRequest& request) {
    YIDI_TRY(const auto codes, codes_by_index(session, request));
    std::vector<Institution> found;
    if (!codes) {
        YIDI_TRY(found, internal::all_institutions(session));
        std::erase_if(found, [&](const Institution& one) { return !fits(request, one); });
        std::ranges::sort(found, {}, [](const Institution& one) {
            return std::pair{one.admdvs, one.fixmedins_code};
        });
        found.resize(std::min(found.size(), kInstitutionsShown));
        return found;
    }
    for (const std::string& code : *codes) {
        YIDI_TRY(const auto one, internal::find_institution(session, code));
        if (one && fits(request, *one)) {
            found.push_back(*one);
        }
        if (found.size() == kInstitutionsShown) {
            break;
        }
    }
    return found;
}

}  // namespace

Result<std::vector<Institution>> look_up_institution(ports::Session& session,
                                                     const Context& /*context*/,
                                                     const InstitutionRequest& request) {
    if (request.fixmedins_code.empty() && request.fixmedins_name.empty()) {
        return internal::refuse(ErrorCode::missing_key, "fixmedins_code",
                                "the code of an institution, or its name or a part of it",
                                "send fixmedins_code or fixmedins_name",
                                "neither a code nor a name is asked for");
    }
    if (!request.fixmedins_name.empty()) {
        return by_name(session, request);
    }
    std::vector<Institution> found;
    YIDI_TRY(const auto one, internal::find_institution(session, request.fixmedins_code));
    if (one && fits(request, *one)) {
        found.push_back(*one);
    }
    return found;
}

}  // namespace yidi::payer
