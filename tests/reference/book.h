#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/reference/value.h"

/// Packs as tables of rows, straight from the pack document (docs/policies/pack-reference.md).
namespace reference {

/// Both ends included.
struct Range {
    int low = 0;
    int high = 0;
};

/// One condition as written.
struct Condition {
    std::string key;
    std::vector<std::string> words;
    std::vector<Range> ranges;  ///< what the words of age, months, retire_date and nth mean
};

/// One row of a table.
struct Row {
    std::vector<Condition> when;
    std::vector<Value> readings;  ///< empty: declared unknown
    int from = 0;
    std::optional<int> to;  ///< first day after
    int number = 0;         ///< unique in the book

    /// Null where the row has no such condition.
    [[nodiscard]] const Condition* condition(std::string_view key) const;
};

/// The rows of one parameter.
using Table = std::vector<Row>;
/// By parameter.
using Tables = std::map<std::string, Table, std::less<>>;

struct Layer {
    std::string id;
    std::string field;
    std::vector<std::string> counts;
    bool in_scope = false;
    std::string by = "stay";
    std::string banding = "net";
    Tables tables;
};

struct Scheme {
    bool unknown = true;
    Tables tables;
    std::vector<Layer> layers;
    std::optional<int> first_day;  ///< latest first day of the parameters without default
    std::set<int> periods;         ///< first days: between two of them no row begins or ends

    /// The rows of a parameter of the scheme (layer −1) or of a layer; null where there are none.
    [[nodiscard]] const Table* table(std::string_view parameter, int layer) const;
    /// All rows that set a parameter, in the scheme and its layers.
    [[nodiscard]] std::vector<const Row*> rows() const;
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

/// The value of a parameter that no row sets; null where one must be given.
const Value* default_value(std::string_view parameter, bool of_layer);

}  // namespace reference
