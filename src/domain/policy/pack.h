#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/money.h"
#include "base/rate.h"
#include "domain/policy/parameter.h"
#include "domain/policy/vocabulary.h"

/// A pack as written: rows with conditions, values and sources. `check.h` proves it, `policy.h`
/// makes it fast. Shape and meaning: docs/policies/pack-reference.md.
namespace yidi::policy {

/// Where a value comes from. `document` is an id of Pack::documents; `article` may be "unknown".
struct Source {
    std::string document;
    std::string article;
    Date from;               ///< first day
    std::optional<Date> to;  ///< first day after; empty: still in force
    Grade grade = Grade::K;
    bool assumed_from = false;  ///< the start date is an assumption
    bool operator==(const Source&) const = default;
};

struct Document {
    std::string number;  ///< 文号, or "unknown"
    std::string title;   ///< or "unknown"
    Grade seen = Grade::K;
    std::string note;
    bool operator==(const Document&) const = default;
};

/// Both ends included; an absent end is open.
struct WholeRange {
    std::optional<std::int64_t> low;
    std::optional<std::int64_t> high;
    bool operator==(const WholeRange&) const = default;
};

/// Conditions of a row. An empty member does not restrict. Masks hold one bit per enumerator.
struct Conditions {
    std::uint8_t person = 0;
    std::uint8_t level = 0;
    std::uint8_t filing = 0;
    std::uint8_t distance = 0;
    std::uint8_t recognised = 0;            ///< bit 0: false, bit 1: true
    std::vector<WholeRange> nth;            ///< "3+" is {3, open}
    std::vector<WholeRange> age;            ///< whole years
    std::vector<WholeRange> months;         ///< months insured
    std::vector<WholeRange> retire_date;    ///< days since 1970-01-01
    std::vector<std::string> identity;      ///< any of
    std::vector<std::string> not_identity;  ///< none of
    std::vector<std::string> attr;          ///< any of
    std::vector<std::string> not_attr;      ///< none of
    std::vector<std::string> tier;     ///< "other" = every value that no row of the parameter names
    std::vector<std::string> disease;  ///< group ids of the frame or codes, or "other"
    std::vector<std::string> rank;
    std::vector<std::string> hospital;
    std::vector<std::string> med_type;
    bool operator==(const Conditions&) const = default;
};

/// One band `(low, up_to]`; `low` is the band before. An absent `up_to` has no end.
struct Band {
    std::optional<Money> up_to;
    Rate rate;
    bool operator==(const Band&) const = default;
};

/// A value has at most so many bands, a row at most so many readings.
inline constexpr std::size_t kBandMax = 16;
inline constexpr std::size_t kReadingsMax = 64;

enum class ValueForm : std::uint8_t {
    none,             ///< "none"
    word,             ///< `number` = index into ParameterSpec::words
    flag,             ///< `number` 0 or 1
    day_of_year,      ///< `number` = month * 100 + day
    level,            ///< `number` = Level
    amount,           ///< `money`
    count,            ///< `number`
    rate,             ///< `rate`; also decimals (factors)
    bands,            ///< `bands`
    age_ratio,        ///< `rate` + `step` per year of age
    percent_of_bill,  ///< `rate` of the bill's cost, at least `money`, at most `money_max`
    points,           ///< `rate` = points as a rate
    share,            ///< `rate` multiplies the personal share
    factor,           ///< `rate` multiplies
    minus,            ///< `money` off for every further admission, not under `floor`
    minus_share,  ///< `rate` of the first value off for every further admission, not under `floor`
    falling,      ///< falls in an unknown way, not under `floor`
    set,  ///< `mask` of the words of the set; for limit_set: bit 0 pool, bit 1 outpatient_pool, bit
          ///< 2+i layer i
};

/// One reading of a value. Only the members that its form names are set.
struct Value {
    ValueForm form = ValueForm::none;
    std::int64_t number = 0;
    Money money;
    Money money_max;
    Money floor;
    Rate rate;
    Rate step;
    std::uint32_t mask = 0;
    std::vector<Band> bands;
    bool operator==(const Value&) const = default;
};

/// One row: the value of one parameter under its conditions, with its source.
/// `readings` has one element for an exact value, several for low/high (`interval`) or `either`,
/// none for a declared unknown.
struct Row {
    Parameter parameter = Parameter::policy_date;
    std::int8_t layer = -1;  ///< index into Scheme::layers for layer parameters
    Conditions when;
    std::vector<Value> readings;
    bool interval = false;  ///< the readings are the two ends of an interval
    std::string unknown;    ///< reason; set exactly when `readings` is empty
    Source source;
    std::string note;
    std::uint32_t line = 0;  ///< line in the pack's file, 0 if it has none
    bool operator==(const Row& other) const {
        return parameter == other.parameter && layer == other.layer && when == other.when &&
               readings == other.readings && interval == other.interval &&
               unknown == other.unknown && source == other.source && note == other.note;
    }
};

enum class LayerBy : std::uint8_t { stay, year };
enum class Banding : std::uint8_t { net, gross, whole };

/// One layer of the fund chain (calculation.md 8-12).
struct Layer {
    std::string id;
    std::string name;
    FundField field = FundField::oth_pay;
    std::string fund_pay_type;
    std::uint8_t counts = 0;  ///< mask of Bucket; 0 with `in_scope`
    bool in_scope = false;    ///< counts the in-scope cost itself
    LayerBy by = LayerBy::stay;
    Banding banding = Banding::net;
    Source source;
    std::uint32_t line = 0;
    bool operator==(const Layer& other) const {
        return id == other.id && name == other.name && field == other.field &&
               fund_pay_type == other.fund_pay_type && counts == other.counts &&
               in_scope == other.in_scope && by == other.by && banding == other.banding &&
               source == other.source;
    }
};
inline constexpr std::size_t kLayerMax = 8;

/// The rules of one insurance type and business, or the declaration that they are not known.
struct Scheme {
    Insutype insutype = Insutype::employee;
    Business business = Business::inpatient;
    std::string unknown;  ///< reason; then there are no rows
    std::vector<Row> rows;
    std::vector<Layer> layers;
    std::uint32_t line = 0;
    bool operator==(const Scheme& other) const {
        return insutype == other.insutype && business == other.business &&
               unknown == other.unknown && rows == other.rows && layers == other.layers;
    }
};

/// Values that a pack takes for keys that a case leaves out, spelt as in the case file
/// (pack-reference.md 6).
struct Defaults {
    std::optional<std::vector<std::string>> psn_idet;
    std::optional<std::vector<std::string>> inst_attr;
    std::optional<std::string> insu_tier;
    std::optional<std::string> civil_rank;
    std::optional<std::string> hosp_lv;
    std::optional<std::int64_t> age;
    std::optional<std::int64_t> insured_months;
    std::optional<std::int64_t> ipt_cnt;
    std::optional<Date> retire_date;
    std::optional<bool> recognised;
    std::optional<bool> er_flag;
    bool operator==(const Defaults&) const = default;
};

/// Pooling areas between which no filing is needed.
struct Corridor {
    std::string id;
    std::string name;
    std::vector<std::uint32_t> regions;  ///< codes; PP0000 covers its whole province
    std::uint8_t business = 0;           ///< mask of Business
    Source source;
    bool operator==(const Corridor&) const = default;
};

struct DiseaseGroup {
    std::string id;
    std::string name;
    std::vector<std::string> codes;
    Source source;
    bool operator==(const DiseaseGroup&) const = default;
};

struct Pack {
    std::uint32_t id = 0;  ///< pooling area; 100000 for the national frame
    std::string name;
    std::uint32_t version = 0;
    Date known_since;
    std::map<std::string, Document> documents;
    std::vector<std::string> notes;
    Defaults defaults;
    std::vector<Scheme> schemes;
    std::vector<Corridor> corridors;           ///< the frame only
    std::vector<DiseaseGroup> disease_groups;  ///< the frame only
    std::string sha256;                        ///< of the file's bytes, hexadecimal
    std::string file;                          ///< path as given, for messages
};

inline constexpr std::uint32_t kNationalFrame = 100000;

}  // namespace yidi::policy
