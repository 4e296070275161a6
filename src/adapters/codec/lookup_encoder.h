#pragma once

#include <string>
#include <vector>

#include "app/lookup/find_institutions.h"
#include "app/lookup/institution.h"

/// Look-ups of institutions, routes and drugs as JSON: one object each, for the command and the
/// server alike.
namespace yidi::codec {

[[nodiscard]] std::vector<std::string_view> business_names(std::uint8_t mask);

/// {"institutions": […], "after"}.
void append_institutions(const app::InstitutionsFound& answer, std::string& out);

struct ToldOpening {
    policy::Business business = policy::Business::inpatient;
    registry::OpeningState state = registry::OpeningState::not_connected;
    app::Advice advice;
};
/// The institution with "openings".
void append_openings(const registry::Institution& institution,
                     const std::vector<ToldOpening>& openings, std::string& out);

void append_route(const app::RouteAnswer& answer, const app::Advice& advice, std::string& out);

/// {"state", "drugs": […], "say", "next"}.
void append_drugs(const app::DrugAnswer& answer, const app::Advice& advice, std::string& out);

}  // namespace yidi::codec
