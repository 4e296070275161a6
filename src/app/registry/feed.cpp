#include "app/registry/feed.h"

namespace yidi::app {
namespace {

constexpr std::array<std::string_view, kRegistryKindCount> kNames{
    "institutions", "persons", "insurances", "identities", "accounts",  "accumulators",
    "family",       "filings", "catalogue",  "routes",     "dualdrugs",
};

}  // namespace

std::string_view name(RegistryKind kind) {
    return kNames[static_cast<std::size_t>(kind)];
}

std::optional<RegistryKind> parse_registry_kind(std::string_view text) {
    for (const RegistryKind kind : kRegistryKinds) {
        if (name(kind) == text) {
            return kind;
        }
    }
    return {};
}

}  // namespace yidi::app
