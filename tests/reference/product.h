#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "tests/reference/facts.h"

namespace reference {

/// A string as it is, a number as JSON writes it.
std::string text_of(const Json& value);

using Candidates = std::vector<Facts>;
using Expand = std::function<Candidates(const Facts&)>;

/// Builds the product, one fact after the other.
class Product {
public:
    Product(const Book& book, const Json& input) : book_{book}, given_(input) {}

    Candidates build();

private:
    void each(const Expand& expand) {
        Candidates next;
        for (const Facts& facts : all_) {
            for (const Facts& candidate : expand(facts)) next.push_back(candidate);
        }
        all_ = std::move(next);
    }
    [[nodiscard]] bool open(const std::string& key) const {
        return !given_.contains(key) || given_[key] == "?";
    }

    [[nodiscard]] std::vector<const Row*> rows_for(const Facts& facts) const;
    [[nodiscard]] std::set<std::string> named(const Facts& facts,
                                              const std::vector<std::string>& keys) const;
    /// One value in each interval that the rows tell apart, the ends of each if `ends`.
    [[nodiscard]] std::vector<int> intervals(const Facts& facts, const std::string& key,
                                             bool ends) const;

    void persons();
    void places();
    void dates();
    void hospitals();
    void identities();
    void numbers();
    void words();
    void filings();
    void counts();
    void previous();
    [[nodiscard]] int last_fall(const Facts& facts, const Json& rule) const;
    void choices();

    const Book& book_;
    Json given_;
    Candidates all_;
};

}  // namespace reference
