#pragma once

#include <string_view>

#include "domain/filing/filing.h"
#include "domain/filing/lifecycle.h"

/// What a printed page calls the states, events and ways of a filing, in Chinese.
namespace yidi::render::internal {

[[nodiscard]] std::string_view label(filing::State state);
[[nodiscard]] std::string_view label(filing::EventKind kind);
[[nodiscard]] std::string_view label(filing::Channel channel);
[[nodiscard]] std::string_view label(filing::ProofState proof);
/// "01" and so on; empty for others.
[[nodiscard]] std::string_view label_of_certificate(std::string_view psn_cert_type);
[[nodiscard]] std::string_view label_of_gender(std::string_view gend);

}  // namespace yidi::render::internal
