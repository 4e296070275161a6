#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/reference/book.h"

/// What a calculation may ask of a case. A fact that the case leaves open is not filled, and to ask
/// for it ends the calculation: it is then carried out again for each candidate.
namespace reference {

/// Thrown where a calculation asks for a fact that is not filled.
struct Open {
    std::string fact;          ///< as the members of Facts are called
    std::string name;          ///< of the attribute or identity asked for
    const Row* row = nullptr;  ///< whose reading is asked for
};

template <class T>
class Fact {
public:
    explicit Fact(const char* name) : name_{name} {}

    void set(T value) { value_ = std::move(value); }
    /// Throws Open where it is not filled.
    const T& operator()() const {
        if (!value_) throw Open{name_, {}, nullptr};
        return *value_;
    }

private:
    const char* name_;
    std::optional<T> value_;
};

/// What somebody or something has, each name a fact of its own.
class Names {
public:
    explicit Names(const char* name) : name_{name} {}

    void set(const std::string& name, bool has) { known_[name] = has; }
    /// All it has is known: these.
    void set_all(std::set<std::string> names) { all_ = std::move(names); }
    /// Throws Open where it is not known.
    [[nodiscard]] bool has(const std::string& name) const;

private:
    const char* name_;
    std::optional<std::set<std::string>> all_;
    std::map<std::string, bool> known_;
};

struct Filing {
    std::string kind;
    std::string place;  ///< empty: none given
    std::optional<int> begin;
    std::optional<int> end;  ///< last day included
    bool promise = false;
    bool here = false;  ///< a candidate for an open filing: to the right place and in force
};

struct Dates {
    bool given = false;
    int begin = 0;
    int end = 0;
    int settled = 0;
};

/// The stay that this one may continue.
struct Previous {
    std::string relation;  ///< interim, transfer; empty: there is none
    std::optional<int> end;
    Fact<std::string> hosp_lv{"previous.hosp_lv"};
    Fact<std::optional<Q>> dedc{"previous.dedc"};  ///< empty: the standard itself
};

struct Facts {
    std::string insured;   ///< pooling area; empty: not given
    std::string business;  ///< empty: the visit type is covered by no table
    std::string med_type;
    bool disease_given = false;
    bool hospital_given = false;

    Fact<std::string> insutype{"insutype"};
    Fact<std::string> psn_type{"psn_type"};
    Fact<std::string> treating{"treating"};  ///< "other" stands for a place in another province
    Fact<Dates> dates{"dates"};
    Fact<std::string> hosp_lv{"hosp_lv"};
    Names attributes{"attributes"};
    Names identities{"identities"};
    Fact<int> age{"age"};
    Fact<int> months{"months"};
    Fact<int> retire_date{"retire_date"};
    Fact<std::string> tier{"tier"};
    Fact<std::string> rank{"rank"};
    Fact<std::string> disease{"disease"};
    Fact<std::string> hospital{"hospital"};
    Fact<bool> emergency{"emergency"};
    Fact<bool> recognised{"recognised"};
    Fact<std::optional<Filing>> filing{"filing"};
    Fact<int> count{"count"};  ///< which admission of the year
    Previous previous;
    std::map<int, std::size_t> readings;  ///< chosen ones by Row::number

    /// The value of a row; throws Open where it has several and none is chosen.
    [[nodiscard]] const Value& reading_of(const Row& row) const;
};

/// The business of a visit type; empty if no table covers it.
std::string business_of(const std::string& med_type);

/// Whether a corridor of the frame makes a filing unnecessary.
bool in_corridor(const Book& book, const Facts& facts, const std::string& business);

/// What a case states, and the candidates for what it leaves open (docs/domain/calculation.md).
class Stated {
public:
    Stated(const Book& book, const Json& input);

    [[nodiscard]] Facts facts() const;
    /// These facts with each candidate for the open one.
    [[nodiscard]] std::vector<Facts> candidates(const Facts& facts, const Open& open) const;

private:
    [[nodiscard]] bool open(const std::string& key) const;
    [[nodiscard]] std::string text(const std::string& key) const;
    void state_person(Facts& facts) const;
    void state_visit(Facts& facts) const;
    void state_dates(Facts& facts) const;
    void state_previous(Facts& facts) const;

    [[nodiscard]] std::vector<const Row*> rows_for(const Facts& facts) const;
    [[nodiscard]] std::vector<std::string> named(const Facts& facts, const char* condition) const;
    [[nodiscard]] std::vector<int> intervals(const Facts& facts, const char* condition) const;
    [[nodiscard]] bool ratio_by_age(const Facts& facts) const;
    [[nodiscard]] std::vector<Dates> dates(const Facts& facts) const;
    [[nodiscard]] std::vector<std::optional<Filing>> filings() const;
    [[nodiscard]] std::vector<int> counts(const Facts& facts) const;
    [[nodiscard]] int last_fall(const Facts& facts, const Value& rule) const;
    [[nodiscard]] std::vector<Facts> readings(const Facts& facts, const Row& row) const;

    const Book& book_;
    Json given_;
};

}  // namespace reference
