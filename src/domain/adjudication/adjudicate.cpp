#include "domain/adjudication/adjudicate.h"

#include <algorithm>

#include "domain/adjudication/identities.h"
#include "domain/adjudication/internal/evaluation.h"
#include "domain/adjudication/replay.h"

/// The outer loop: runs the calculation once, or once for each combination of candidates of the
/// facts that it really reads.
namespace yidi::adjudication {

namespace {

constexpr std::size_t kOutcomesMax = 4096;

/// One outcome of the fork tree, small enough to keep thousands.
struct Leaf {
    std::vector<Assigned> assigned;
    Status status = Status::computed;
    Setlinfo setlinfo;
    std::vector<Setldetail> setldetail;
    ErrorCode code = ErrorCode::internal;

    [[nodiscard]] Money fund() const {
        return status == Status::computed ? setlinfo.fund_pay_sumamt : Money{};
    }
    [[nodiscard]] Money person() const {
        return status == Status::computed ? setlinfo.psn_part_amt : setlinfo.medfee_sumamt;
    }
};

struct Opened {
    OpenKey key;
    std::vector<std::string> labels;
};

bool same_payments(const Leaf& a, const Leaf& b) {
    if (a.setlinfo != b.setlinfo || a.setldetail.size() != b.setldetail.size()) {
        return false;
    }
    for (std::size_t i = 0; i < a.setldetail.size(); ++i) {
        if (a.setldetail[i].layer != b.setldetail[i].layer ||
            a.setldetail[i].fund_payamt != b.setldetail[i].fund_payamt) {
            return false;
        }
    }
    return true;
}

void clear(Outcome& outcome) {
    outcome.status = Status::computed;
    outcome.setlinfo = {};
    outcome.setldetail.clear();
    outcome.feedetail.clear();
    outcome.refusal = {};
    outcome.assumptions.clear();
    outcome.scheme = nullptr;
    outcome.epoch = 0;
    outcome.benefit_year.reset();
    outcome.filing_state = policy::FilingState::local;
}

class Forker {
public:
    Forker(const policy::Book& book, const Case& input) : book_{book}, input_{input} {}

    /// Collects every outcome below the assignments made so far. False: more than can be bounded.
    bool explore() {
        clear(scratch_);
        Evaluation run{book_, input_, assigned_};
        run.run(scratch_, nullptr);
        if (!run.fork()) {
            if (scratch_.status == Status::computed && sound_) {
                sound_ = check_identities(scratch_);
            }
            if (leaves_.size() == kOutcomesMax) {
                return false;
            }
            leaves_.push_back({assigned_, scratch_.status, scratch_.setlinfo, scratch_.setldetail,
                               scratch_.refusal.code});
            return true;
        }
        const Fork fork = *run.fork();
        if (fork.candidates > kOutcomesMax) {
            remember_key(fork.key);
            return false;
        }
        remember(run, fork);
        for (std::uint32_t candidate = 0; candidate < fork.candidates; ++candidate) {
            assigned_.push_back({fork.key, candidate});
            const bool bounded = explore();
            assigned_.pop_back();
            if (!bounded) {
                return false;
            }
        }
        return true;
    }

    /// Whether the identities hold for every outcome.
    [[nodiscard]] const Result<void>& sound() const { return sound_; }
    [[nodiscard]] const std::vector<Leaf>& leaves() const { return leaves_; }
    [[nodiscard]] const std::vector<Opened>& opened() const { return opened_; }

private:
    std::vector<Opened>::iterator remember_key(const OpenKey& key) {
        const auto found = std::ranges::find(opened_, key, &Opened::key);
        return found != opened_.end() ? found : opened_.insert(opened_.end(), {key, {}});
    }

    void remember(const Evaluation& run, const Fork& fork) {
        const auto found = remember_key(fork.key);
        while (found->labels.size() < fork.candidates) {
            found->labels.push_back(
                run.label(fork.key, static_cast<std::uint32_t>(found->labels.size())));
        }
    }

    const policy::Book& book_;
    const Case& input_;
    std::vector<Assigned> assigned_;
    Outcome scratch_;
    Result<void> sound_;
    std::vector<Leaf> leaves_;
    std::vector<Opened> opened_;
};

std::optional<std::uint32_t> candidate_of(const Leaf& leaf, const OpenKey& key) {
    for (const Assigned& assigned : leaf.assigned) {
        if (assigned.key == key) {
            return assigned.candidate;
        }
    }
    return std::nullopt;
}

struct Ends {
    std::optional<std::array<Money, 2>> fund;
    std::array<Money, 2> person;
    void add(const Leaf& leaf) {
        if (!fund) {
            fund = {leaf.fund(), leaf.fund()};
            person = {leaf.person(), leaf.person()};
            return;
        }
        fund = {std::min((*fund)[0], leaf.fund()), std::max((*fund)[1], leaf.fund())};
        person = {std::min(person[0], leaf.person()), std::max(person[1], leaf.person())};
    }
    [[nodiscard]] Money width() const { return fund ? (*fund)[1] - (*fund)[0] : Money{}; }
};

// What is left open, at worst, once this fact is known.
Money width_when_known(const std::vector<Leaf>& leaves, const Opened& opened) {
    Money widest;
    for (std::size_t i = 0; i < opened.labels.size(); ++i) {
        Ends ends;
        for (const Leaf& leaf : leaves) {
            const std::optional<std::uint32_t> candidate = candidate_of(leaf, opened.key);
            if (!candidate || *candidate == i) {
                ends.add(leaf);
            }
        }
        widest = std::max(widest, ends.width());
    }
    return widest;
}

Because because_of(const std::vector<Leaf>& leaves, const Opened& opened) {
    Because because{.is_choice = opened.key.kind == OpenKey::Kind::choice,
                    .fact = opened.key.fact,
                    .name = std::string{opened.key.name},
                    .row = opened.key.row,
                    .readings = {}};
    for (std::size_t i = 0; i < opened.labels.size(); ++i) {
        Ends ends;
        for (const Leaf& leaf : leaves) {
            if (candidate_of(leaf, opened.key) == i) {
                ends.add(leaf);
            }
        }
        if (ends.fund) {
            because.readings.push_back({opened.labels[i], *ends.fund, ends.person});
        }
    }
    return because;
}

bool matters(const Because& because) {
    return std::ranges::any_of(because.readings, [&](const Because::Reading& reading) {
        return reading.fund != because.readings.front().fund ||
               reading.person != because.readings.front().person;
    });
}

Range range_of(const Forker& forker) {
    Range range;
    Ends all;
    for (const Leaf& leaf : forker.leaves()) {
        all.add(leaf);
    }
    range.fund_pay_sumamt = *all.fund;
    range.psn_part_amt = all.person;
    std::optional<Money> best;
    for (const Opened& opened : forker.opened()) {
        Because because = because_of(forker.leaves(), opened);
        if (!matters(because)) {
            continue;
        }
        const Money width = width_when_known(forker.leaves(), opened);
        if (!because.is_choice && (!best || width < *best)) {
            best = width;
            range.ask = key_of(because.fact);
            range.ask_name = because.name;
        }
        range.because.push_back(std::move(because));
    }
    return range;
}

/// The rules for several outcomes: docs/domain/calculation.md, first section.
Status status_of(const std::vector<Leaf>& leaves) {
    const auto any = [&](Status status) {
        return std::ranges::find(leaves, status, &Leaf::status) != leaves.end();
    };
    if (any(Status::unknown)) {
        return Status::unknown;
    }
    if (!any(Status::computed)) {
        return Status::rejected;
    }
    const bool same = std::ranges::all_of(leaves, [&](const Leaf& leaf) {
        return leaf.fund() == leaves.front().fund() && leaf.person() == leaves.front().person();
    });
    return same ? Status::computed : Status::range;
}

/// The outcome that the answer shows: of a range the worst for the patient.
const Leaf& representative(const std::vector<Leaf>& leaves, Status status) {
    return status == Status::range ? *std::ranges::max_element(leaves, {}, &Leaf::person)
                                   : *std::ranges::find(leaves, status, &Leaf::status);
}

bool only_the_split_is_open(const std::vector<Leaf>& leaves, const Leaf& shown) {
    return std::ranges::any_of(leaves, [&](const Leaf& leaf) {
        return leaf.status == Status::computed && !same_payments(leaf, shown);
    });
}

// A rejected outcome can be the worst end of a range: then nothing is paid and the whole bill is
// personal. The gate refuses before the bill is read, so its parts are those of an outcome that was
// computed; a range has one.
void all_personal(const std::vector<Leaf>& leaves, const Case& input, Outcome& outcome) {
    const Setlinfo& read = std::ranges::find(leaves, Status::computed, &Leaf::status)->setlinfo;
    Setlinfo& info = outcome.setlinfo;
    info = {};
    info.medfee_sumamt = read.medfee_sumamt;
    info.fulamt_ownpay_amt = read.fulamt_ownpay_amt;
    info.overlmt_selfpay = read.overlmt_selfpay;
    info.preselfpay_amt = read.preselfpay_amt;
    info.inscp_scp_amt = read.inscp_scp_amt;
    info.psn_part_amt = read.medfee_sumamt;
    info.psn_cash_pay = read.medfee_sumamt;
    info.balc = input.balc;
}

void too_many(const Forker& forker, Answer& answer) {
    clear(answer.outcome);
    answer.trace.clear();
    answer.status = Status::unknown;
    answer.outcome.status = Status::unknown;
    answer.outcome.refusal.code = ErrorCode::unbounded;
    answer.outcome.refusal.fact = forker.opened().front().key.fact;
}

void run_once(const policy::Book& book, const Case& input, const std::vector<Assigned>& assigned,
              Trace* trace, Answer& answer) {
    clear(answer.outcome);
    answer.trace.clear();
    Evaluation run{book, input, assigned};
    run.run(answer.outcome, trace);
}

}  // namespace

void Evaluation::run(Outcome& outcome, Trace* trace) {
    out = &outcome;
    tape = Tape{trace};
    if (in_.cum) {
        outcome.cum = *in_.cum;
    } else {
        outcome.cum = {};
    }
    // Rejected outcomes say what the bill was, too.
    outcome.setlinfo.medfee_sumamt = in_.medfee();
    const auto steps = {
        &Evaluation::gate,           &Evaluation::bill,       &Evaluation::first_pay_before,
        &Evaluation::account_before, &Evaluation::deductible, &Evaluation::pool,
        &Evaluation::chain,          &Evaluation::personal};
    for (const auto step : steps) {
        if ((this->*step)() == Go::stop) {
            return;
        }
    }
}

Result<void> adjudicate_into(const policy::Book& book, const Case& input, const Options& options,
                             Answer& answer) {
    static const std::vector<Assigned> kNothing;
    Trace* const trace = options.trace ? &answer.trace : nullptr;
    clear(answer.outcome);
    answer.trace.clear();
    if (answer.status == Status::range) {
        answer.range = {};  // An answer that is used again; only a range fills it.
    }
    Evaluation first{book, input, kNothing};
    first.run(answer.outcome, trace);
    answer.status = answer.outcome.status;
    if (first.fork()) {
        Forker forker{book, input};
        if (!forker.explore()) {
            too_many(forker, answer);
            return {};
        }
        if (!forker.sound()) {
            return forker.sound();
        }
        answer.status = status_of(forker.leaves());
        const Leaf& leaf = representative(forker.leaves(), answer.status);
        run_once(book, input, leaf.assigned, trace, answer);
        if (answer.status == Status::computed && only_the_split_is_open(forker.leaves(), leaf)) {
            answer.outcome.assumptions.push_back({.kind = AssumptionKind::split_open});
        }
        if (answer.status == Status::range) {
            answer.range = range_of(forker);
            if (answer.outcome.status == Status::rejected) {
                all_personal(forker.leaves(), input, answer.outcome);
                YIDI_TRY_VOID(check_identities(answer.outcome));
            }
        }
    }
    if (answer.outcome.status == Status::computed) {
        YIDI_TRY_VOID(check_identities(answer.outcome));
    }
    if (options.trace) {
        YIDI_TRY_VOID(replay(answer.trace));
    }
    return {};
}

Result<Answer> adjudicate(const policy::Book& book, const Case& input, const Options& options) {
    Answer answer;
    YIDI_TRY_VOID(adjudicate_into(book, input, options, answer));
    return answer;
}

Result<std::vector<WhatIf>> what_if_filed(const policy::Book& book, const Case& input) {
    std::vector<WhatIf> result;
    for (std::size_t i = 0; i < policy::kFilingKindCount; ++i) {
        Case filed = input;
        filed.filing_given = FilingGiven::given;
        filed.filing = Filing{};
        filed.filing.kind = static_cast<policy::FilingKind>(i);
        YIDI_TRY(Answer answer, adjudicate(book, filed));
        result.push_back({filed.filing.kind, std::move(answer)});
    }
    return result;
}

}  // namespace yidi::adjudication
