#pragma once

#include <span>

#include "adapters/codec/json_writer.h"
#include "api/rest/endpoint.h"

/// Fields as JSON Schema (2020-12, as OpenAPI 3.1 has it).
namespace yidi::rest::internal {

/// What is sent has to be whole; what is answered may be null where the description does not say
/// that it is always there.
enum class Direction : std::uint8_t { request, answer };

void write_schema(codec::JsonWriter& json, const Field& field, Direction direction);
/// An object with these members.
void write_object(codec::JsonWriter& json, std::span<const Field> fields, Direction direction);
/// {"$ref": …} to a component.
void write_reference(codec::JsonWriter& json, std::string_view component);

}  // namespace yidi::rest::internal
