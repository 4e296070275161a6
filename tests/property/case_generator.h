#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/property/random.h"

/// Random cases for random packs.
namespace yidi::property {

using Json = nlohmann::json;

/// Amounts of a pack in fen, where something changes: borders, deductibles, caps.
std::vector<std::int64_t> amounts_of(const Json& pack);

/// Writes cases, each with at most three facts left open.
class CaseWriter {
public:
    CaseWriter(Random& random, const std::vector<std::int64_t>& points)
        : random_{random}, points_{points} {}

    Json write();

    /// A bill of the same person: what write() says of person and insurance stays, the bill is new
    /// and on a later day; `cum` is what the bill before it left, `before` the bill before it.
    Json next_bill(const Json& before, const Json& cum);

private:
    std::int64_t amount();
    std::int64_t part_of(std::int64_t total);
    Json money(std::int64_t fen);
    /// Whether a key shall stay open now.
    bool leave_open(int chance);
    void state_or_open(const char* key, const Json& value, int chance, bool may_ask = true);

    void person();
    void place();
    void visit();
    void hospital();
    void filing();
    void dates();
    void totals();
    void lines();
    Json line();
    Json attributes();
    void cum();
    void add_some(Json& counter, const std::vector<std::string>& members, int chance);
    void add_by_business(Json& counters, const std::vector<std::string>& members);
    void add_counters(Json& cum, const char* kind, const std::vector<std::string>& keys);
    void account();
    void previous();
    [[nodiscard]] std::string day(std::int64_t number);

    Random& random_;
    const std::vector<std::int64_t>& points_;
    Json case_ = Json::object();
    int may_open_ = 0;
    std::int64_t begin_ = 0;  // Days since 1970-01-01.
    std::int64_t end_ = 0;
};

}  // namespace yidi::property
