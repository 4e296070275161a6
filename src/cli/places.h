#pragma once

#include <vector>

#include "api/rest/shown.h"
#include "domain/policy/policy.h"
#include "ports/readings.h"

namespace yidi::cli {

/// The pooling areas that somebody may name, with how they are read: by code, without the national
/// frame. Synthetic ones come last, as their codes do.
[[nodiscard]] std::vector<rest::Place> places(const policy::Book& book, ports::Readings& readings);

}  // namespace yidi::cli
