#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tests/reference/book.h"

/// One complete set of facts, and all the complete sets that a case with open facts stands for.
namespace reference {

struct Filing {
    std::string kind;
    std::string place;  ///< empty: none given
    std::optional<int> begin;
    std::optional<int> end;  ///< last day included
    bool promise = false;
    bool here = false;  ///< a candidate for an open filing: to the right place and in force
};

struct Previous {
    std::string relation;  ///< interim, transfer
    std::string hosp_lv;
    std::optional<Q> dedc;  ///< empty: the standard itself
    std::optional<int> end;
};

/// Everything a calculation may ask. What no rule of the schemes asks may stay empty.
struct Facts {
    std::string insured;   ///< pooling area; empty: not given
    std::string treating;  ///< pooling area; "other" stands for a place in another province
    std::string insutype;
    std::string psn_type;
    std::string business;  ///< empty: the visit type is covered by no table
    std::string med_type;
    std::string hosp_lv;
    std::set<std::string> attributes;
    std::set<std::string> identities;
    std::string tier;
    std::string rank;
    std::string disease;
    std::string hospital;
    bool disease_given = false;
    bool hospital_given = false;
    bool dates_given = false;
    int age = 0;
    int months = 0;
    int retire_date = 0;
    bool emergency = false;
    bool recognised = true;
    std::optional<Filing> filing;
    std::optional<Previous> previous;
    int begin = 0;
    int end = 0;
    int settled = 0;
    int count = 1;                       ///< which admission of the year
    std::map<int, std::size_t> reading;  ///< by Row::number, for rows with several readings
};

/// The business of a visit type; empty if no table covers it.
std::string business_of(const std::string& med_type);

/// Whether a corridor of the frame makes a filing unnecessary.
bool in_corridor(const Book& book, const Facts& facts, const std::string& business);

/// The plain product of the candidates of all open facts and choices (docs/domain/calculation.md).
std::vector<Facts> complete_facts(const Book& book, const Json& input);

}  // namespace reference
