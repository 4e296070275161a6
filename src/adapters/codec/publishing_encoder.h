#pragma once

#include <map>
#include <string>
#include <vector>

#include "adapters/codec/json_writer.h"
#include "app/publishing/effect.h"
#include "domain/explain/language.h"

/// Changes of policies as JSON, for the REST interface and the commands.
namespace yidi::codec {

/// The logins of the persons who act, by the ids that events keep.
using Logins = std::map<std::string, std::string, std::less<>>;

/// The members of a change, without the object around them.
void write_change(JsonWriter& json, const publication::Change& change,
                  const policy::Regions& regions, const Logins& logins);
/// "events", in their order.
void write_events(JsonWriter& json, const std::vector<publication::Event>& events,
                  const Logins& logins);
/// "findings", by line.
void write_findings(JsonWriter& json, const std::vector<policy::Finding>& findings,
                    explain::Language language);
/// One object.
void write_effect(JsonWriter& json, const publishing::Effect& effect);
/// "timeline"; a last day is included.
void write_timeline(JsonWriter& json, const std::vector<publishing::InForce>& timeline);

}  // namespace yidi::codec
