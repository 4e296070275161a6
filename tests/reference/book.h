#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tests/reference/exact.h"

/// Packs as flat lists of rows, straight from the pack document (docs/policies/pack-reference.md).
namespace reference {

/// One row as written; conditions stay words.
struct Row {
    std::string parameter;
    int layer = -1;  ///< position in the chain, −1: of the scheme
    std::map<std::string, std::vector<std::string>> when;
    std::vector<Json> readings;  ///< empty: declared unknown
    int from = 0;
    std::optional<int> to;  ///< first day after
    int number = 0;         ///< unique in the book
};

struct Layer {
    std::string id;
    std::string field;
    std::vector<std::string> counts;
    bool in_scope = false;
    std::string by = "stay";
    std::string banding = "net";
};

struct Scheme {
    bool unknown = true;
    std::vector<Row> rows;
    std::vector<Layer> layers;
};

struct Corridor {
    std::vector<std::string> regions;
    std::vector<std::string> business;
    int from = 0;
    std::optional<int> to;
};

struct Pack {
    std::map<std::string, Scheme> schemes;  ///< "310 inpatient"
    Json defaults;
    std::vector<Corridor> corridors;
    std::map<std::string, std::vector<std::string>> disease_groups;
};

class Book {
public:
    /// `packs` as documents, the national frame (id 100000) among them; `pooling` names the pooling
    /// area of each region that is not its own.
    Book(const std::vector<Json>& packs, std::map<std::string, std::string> pooling);

    [[nodiscard]] std::string pooling_area(const std::string& region) const;
    [[nodiscard]] const Pack* pack(const std::string& area) const;
    [[nodiscard]] const Pack& frame() const { return frame_; }
    [[nodiscard]] static std::string scheme_key(const std::string& insutype,
                                                const std::string& business);

private:
    std::map<std::string, Pack> packs_;
    Pack frame_;
    std::map<std::string, std::string> pooling_;
};

/// The latest of the first days of the parameters without default; empty if there are none.
std::optional<int> first_day(const Scheme& scheme);
/// The first day of each period of the scheme: between two of them no row begins or ends.
std::set<int> period_starts(const Scheme& scheme);

/// The value of a parameter that no row sets; null where one must be given.
Json default_value(const std::string& parameter, bool of_layer);

}  // namespace reference
