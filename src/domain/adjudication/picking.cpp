#include <algorithm>

#include "domain/adjudication/internal/evaluation.h"

/// Picking a value of the pack for this case, and ending a run: at an open fact, a refusal, or a
/// declared unknown.
namespace yidi::adjudication {

using policy::Parameter;

Go Evaluation::open(const OpenKey& key, std::size_t candidates, std::uint32_t& candidate) {
    for (const Assigned& assigned : assigned_) {
        if (assigned.key == key) {
            candidate = assigned.candidate;
            return Go::on;
        }
    }
    fork_ = Fork{key, static_cast<std::uint32_t>(candidates)};
    return Go::stop;
}

Go Evaluation::reject(ErrorCode code, const policy::Row* row) const {
    out->status = Status::rejected;
    out->refusal = {.code = code,
                    .row = row,
                    .reason = row == nullptr ? std::string{} : row->note,
                    .parameter = {}};
    return Go::stop;
}

Go Evaluation::unknown(ErrorCode code, std::optional<Fact> about) const {
    out->status = Status::unknown;
    out->refusal = {.code = code, .row = nullptr, .reason = {}, .fact = about, .parameter = {}};
    return Go::stop;
}

void Evaluation::assume(const Assumption& assumption) const {
    // An outpatient scheme that stands in for a chronic one asks again what has been said already.
    if (std::ranges::find(out->assumptions, assumption) == out->assumptions.end()) {
        out->assumptions.push_back(assumption);
    }
}

// Rules of one document begin together: it is said once for all of them. A pack has few documents.
void Evaluation::assume_start_date(const policy::Row& row) {
    start_date_said = &row;
    for (const Assumption& said : out->assumptions) {
        if (said.kind == AssumptionKind::assumed_start_date &&
            said.row->source.from == row.source.from &&
            said.row->source.document == row.source.document) {
            return;
        }
    }
    out->assumptions.push_back({.kind = AssumptionKind::assumed_start_date, .row = &row});
}

// ----------------------------------------------------------------------------------------------------

Go Evaluation::settle_reading(const policy::Row& row, Pick& pick) {
    if (row.readings.empty()) {
        out->status = Status::unknown;
        out->refusal = {.code = ErrorCode::rule_unknown,
                        .row = &row,
                        .reason = row.unknown,
                        .parameter = row.parameter};
        return Go::stop;
    }
    std::uint32_t reading = 0;
    if (row.readings.size() > 1 && open({.kind = OpenKey::Kind::choice, .row = &row},
                                        row.readings.size(), reading) == Go::stop) {
        return Go::stop;
    }
    if (row.source.assumed_from && &row != start_date_said) assume_start_date(row);
    pick = {.value = &row.readings[reading],
            .row = &row,
            .reading = static_cast<std::uint16_t>(reading)};
    return Go::on;
}

Go Evaluation::pick_from(const policy::Table& table, Pick& pick) {
    pick = {};
    if (table.is_constant()) {
        return table.only() == nullptr ? Go::on : settle_reading(*table.only(), pick);
    }
    if (need(table) == Go::stop) {
        return Go::stop;
    }
    const policy::Row* row = table.find(at);
    return row == nullptr ? Go::on : settle_reading(*row, pick);
}

Go Evaluation::pick_given(Parameter parameter, Pick& pick) {
    const policy::Table& table = epoch->scheme[static_cast<std::size_t>(parameter)];
    if (pick_from(table, pick) == Go::stop) {
        return Go::stop;
    }
    if (parameter == Parameter::remote_ratio && pick.row == nullptr) {
        return frame_remote_ratio(pick);
    }
    return Go::on;
}

Go Evaluation::pick_layer(std::size_t layer, Parameter parameter, Pick& pick) {
    const auto index = static_cast<std::size_t>(parameter) - policy::kSchemeParameterCount;
    return pick_from(epoch->layers[layer][index], pick);
}

// A pack without a rule of its own for this kind of remote care: the national frame's, else nobody
// knows.
Go Evaluation::frame_remote_ratio(Pick& pick) {
    const policy::Policy* frame = book_.frame();
    const policy::CompiledScheme* national =
        frame == nullptr ? nullptr : &frame->scheme(insutype, business);
    const policy::Epoch* period =
        national == nullptr || !national->known() ? nullptr : national->at(policy_day);
    if (period != nullptr) {
        const policy::Table& table =
            period->scheme[static_cast<std::size_t>(Parameter::remote_ratio)];
        if (pick_from(table, pick) == Go::stop) {
            return Go::stop;
        }
    }
    if (pick.row == nullptr) {
        out->refusal.parameter = Parameter::remote_ratio;
        const Refusal kept{.code = ErrorCode::rule_unknown,
                           .row = nullptr,
                           .reason = {},
                           .parameter = Parameter::remote_ratio};
        out->status = Status::unknown;
        out->refusal = kept;
        return Go::stop;
    }
    assume({.kind = AssumptionKind::national_frame, .row = pick.row});
    return Go::on;
}

}  // namespace yidi::adjudication
