#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tests/reference/exact.h"

namespace reference {

/// Amounts in whole fen by name.
using Amounts = std::map<std::string, Q>;

/// What the catalogue says of a line.
struct LineAttributes {
    std::string grade = "03";
    bool restricted = false;
    std::optional<Q> limit;  ///< of the price
    Q share;
};

struct Line {
    Q amount;
    Q price;
    Q count;
    LineAttributes own;
    std::optional<LineAttributes> insured;  ///< by the insured place's catalogue
};

/// The part of a case that is never open: amounts and flags.
struct Bill {
    bool by_lines = false;
    std::vector<Line> lines;
    Q medfee, first_share, over_limit, in_scope;  ///< of a bill without lines, but the first
    bool direct = true;
    bool insured = true;
    bool third_party = false;
    std::optional<int> waiting_until;
    std::optional<std::set<std::string>> inst_open;
    bool use_account = true;
    Q balance;
    Q family_balance;
    Amounts cum;  ///< before the bill
};

Bill bill_of(const Json& input);

/// What a member of the counter of a business is called in `cum` and its keyed entries.
std::string counter_name(const std::string& business, const std::string& member);

/// Accumulators of a case as one flat list, and back to what a case file holds.
Amounts flat_cum(const Json& cum);
Json nested_cum(const Amounts& cum);

}  // namespace reference
