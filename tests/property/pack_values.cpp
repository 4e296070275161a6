#include "tests/property/pack_values.h"

#include <algorithm>

#include "tests/property/pack_generator.h"

namespace yidi::property {

bool ValueWriter::may_be_open(int chance) {
    if (open_ >= 2 || !random_.percent(chance)) return false;
    ++open_;
    return true;
}

Json ValueWriter::amount(const std::vector<std::int64_t>& fen) {
    return yuan(random_.pick(fen));
}

Json ValueWriter::limit(const std::vector<std::int64_t>& fen) {
    return random_.percent(25) ? Json("none") : amount(fen);
}

Json ValueWriter::count(const std::vector<std::int64_t>& counts) {
    return random_.percent(20) ? Json("none") : Json(random_.pick(counts));
}

Json ValueWriter::deductible() {
    if (random_.percent(12)) {
        return {
            {"percent", random_.pick({"0.20", "0.1", "0.333333"})}, {"min", 200}, {"max", 1000}};
    }
    if (may_be_open(3)) return {{"low", 300}, {"high", 800}};
    if (may_be_open(2)) return {{"either", Json::array({600, 900})}};
    return amount({0, 10000, 30000, 50000, 88050, 150000, 33333});
}

Json ValueWriter::nth() {
    Json rule = Json::object();
    switch (random_.between(0, 4)) {
        case 0: return "none";
        case 1: rule["factor"] = random_.pick({"0.5", "0.333333", "0"}); return rule;
        case 2:
            rule["minus"] = amount({10000, 5001});
            rule["floor"] = amount({0, 10000, 20000});
            return rule;
        case 3:
            rule["minus_share"] = random_.pick({"0.20", "0.333333"});
            rule["floor"] = amount({0, 10000, 20000});
            return rule;
        default: break;
    }
    if (!may_be_open(60)) return "none";
    rule["falling"] = true;
    rule["floor"] = amount({0, 10000});
    return rule;
}

std::string ValueWriter::rate() {
    return random_.pick({"0.85", "0.7", "0.5", "0.9", "1", "0", "0.3333", "0.82", "0.645", "0.75"});
}

Json ValueWriter::bands() {
    Json list = Json::array();
    std::vector<std::int64_t> borders{30000, 100000, 300000, 1000000, 2000050, 3000000, 10000000};
    random_.shuffle(borders);
    borders.resize(static_cast<std::size_t>(random_.between(1, 3)));
    std::sort(borders.begin(), borders.end());
    for (const std::int64_t border : borders) list.push_back(Json::array({yuan(border), rate()}));
    list.push_back(Json::array({nullptr, rate()}));
    return list;
}

Json ValueWriter::one_ratio() {
    return random_.percent(55) ? bands() : Json(rate());
}

Json ValueWriter::either(const Json& one, const Json& other) {
    if (one == other) return one;
    Json value = Json::object();
    value["either"] = Json::array({one, other});
    return value;
}

Json ValueWriter::ratio() {
    if (random_.percent(5)) {
        return {{"base", "0.6"}, {"per_year_of_age", random_.pick({"0.002", "0.01"})}};
    }
    if (may_be_open(3)) return {{"low", "0.70"}, {"high", "0.80"}};
    if (may_be_open(3)) return either(one_ratio(), one_ratio());
    return one_ratio();
}

Json ValueWriter::layer_ratio() {
    if (random_.percent(15)) return "none";
    if (may_be_open(2)) return either(one_ratio(), rate());
    return one_ratio();
}

Json ValueWriter::layer_limit() {
    if (may_be_open(4)) return {{"low", 20000}, {"high", 30000}};
    return limit({100000, 1000000, 5000000, 30000001});
}

Json ValueWriter::adjust() {
    Json value = Json::object();
    switch (random_.between(0, 2)) {
        case 0: return "none";
        case 1: value["points"] = random_.pick({"0.03", "0.1", "0.5"}); return value;
        default: value["share"] = random_.pick({"0.60", "0.8", "0.3333"}); return value;
    }
}

Json ValueWriter::remote() {
    Json value = Json::object();
    if (may_be_open(6)) {
        value["points"] = {{"low", "0"}, {"high", random_.pick({"0.10", "0.20"})}};
        return value;
    }
    if (may_be_open(6)) {
        Json points = Json::object();
        points["points"] = "0.10";
        Json factor = Json::object();
        factor["factor"] = "0.90";
        value["either"] = Json::array({points, factor});
        return value;
    }
    switch (random_.between(0, 2)) {
        case 0: return "none";
        case 1: value["points"] = random_.pick({"0.05", "0.10", "0.20", "0.9"}); return value;
        default: value["factor"] = random_.pick({"0.80", "0.9", "0.3333", "1"}); return value;
    }
}

Json ValueWriter::cap() {
    if (may_be_open(4)) return {{"low", 5000}, {"high", 50000}};
    if (random_.percent(15)) return "none";
    return amount({0, 100001, 500000, 2000000, 4700000, 35000000});
}

Json ValueWriter::some_of(std::vector<std::string> all, std::size_t least) {
    random_.shuffle(all);
    all.resize(static_cast<std::size_t>(
        random_.between(static_cast<std::int64_t>(least), static_cast<std::int64_t>(all.size()))));
    return all;
}

Json ValueWriter::account_set() {
    return some_of({"in_scope_self", "first_pay", "preselfpay", "overlmt", "ownpay"}, 1);
}

Json yuan(std::int64_t fen) {
    if (fen % 100 == 0) return fen / 100;
    std::string text = std::to_string(fen / 100) + ".";
    text += static_cast<char>('0' + fen % 100 / 10);
    text += static_cast<char>('0' + fen % 10);
    return Json::parse(text);
}

}  // namespace yidi::property
