#pragma once

#include <memory>
#include <string>
#include <vector>

/// What one would do with SQLite alone: the same names with their initials in one table, looked
/// through with LIKE, and in an FTS5 table with its trigram tokenizer.
namespace yidi::lookup_bench {

class Peers {
public:
    explicit Peers(const std::string& file);
    ~Peers();
    Peers(const Peers&) = delete;
    Peers& operator=(const Peers&) = delete;

    struct One {
        std::uint32_t admdvs = 0;
        std::string code;
        std::string name;
        std::string initials;
    };
    /// In the order of place and code, which the answers then have.
    void fill(const std::vector<One>& all);

    /// The first twenty codes with these initials.
    [[nodiscard]] std::vector<std::string> by_like(const std::string& initials);
    [[nodiscard]] std::vector<std::string> by_trigrams(const std::string& initials);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace yidi::lookup_bench
