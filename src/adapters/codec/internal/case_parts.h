#pragma once

#include <optional>
#include <vector>

#include "adapters/codec/internal/case_reader.h"
#include "app/case_file.h"
#include "domain/adjudication/case.h"
#include "domain/policy/terms.h"

/// The objects inside a case. Every function returns false after the reader has kept the error.
namespace yidi::codec::internal {

/// A name as packs spell identities, attributes and layers.
[[nodiscard]] bool is_name_character(char character);

bool read_filing(CaseReader& reader, JsonValue value, const Path& path, adjudication::Filing& out);
bool read_prev(CaseReader& reader, JsonValue value, const Path& path,
               adjudication::PreviousStay& out);
bool read_fee(CaseReader& reader, JsonValue value, const Path& path, adjudication::Fee& out);
bool read_lines(CaseReader& reader, JsonValue value, const Path& path, app::CaseFile& file);
bool read_cum(CaseReader& reader, JsonValue value, const Path& path, adjudication::Case& out);
bool read_terms(CaseReader& reader, JsonValue value, const Path& path, policy::Terms& out);
bool read_published(CaseReader& reader, JsonValue value, const Path& path,
                    std::vector<app::PublishedFigure>& out);

/// What must hold between the keys of a case; `seen` is the mask of the keys given.
bool check_case(CaseReader& reader, const Path& path, const app::CaseFile& file);

}  // namespace yidi::codec::internal
