#include "sim/internal/window.h"

#include <algorithm>
#include <array>
#include <utility>

namespace yidi::sim {
namespace {

constexpr std::int64_t kSecond = 1'000;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;
constexpr std::int64_t kTimeout = 3 * kSecond;
constexpr std::string_view kUndo = "2601";

bool can_be_undone(std::string_view infno) {
    constexpr std::array<std::string_view, 5> kUndoable{"2207", "2208", "2304", "2305", "2401"};
    return std::ranges::find(kUndoable, infno) != kUndoable.end();
}
bool is_trial(std::string_view infno) {
    return infno == "2206" || infno == "2303";
}
bool is_settlement(std::string_view infno) {
    return infno == "2207" || infno == "2304";
}
/// Whether it was refused because the payer knows of no filing that counts.
bool is_about_filing(const Told& told) {
    constexpr std::array kWhy{ErrorCode::not_filed, ErrorCode::filing_not_in_force,
                              ErrorCode::filing_elsewhere, ErrorCode::promise_not_completed,
                              ErrorCode::not_reported};
    return std::ranges::any_of(
        kWhy, [&](ErrorCode code) { return told.err_msg.find(name(code)) != std::string::npos; });
}
bool is_reversal(std::string_view infno) {
    return infno == "2208" || infno == "2305";
}

}  // namespace

Window::Window(const Around& around, const Hospital& hospital, std::string number)
    : history_{around.history},
      network_{around.network},
      books_{around.books},
      filing_books_{around.filing_books},
      people_{around.people},
      hospital_{hospital},
      number_{std::move(number)} {}

void Window::treat(std::vector<const Insured*> persons) {
    const bool was_idle = is_idle();
    waiting_.insert(waiting_.end(), persons.begin(), persons.end());
    if (was_idle) next_person();
}

void Window::next_person() {
    step_ = Step::rest;
    if (waiting_.empty()) return;
    Chance& chance = history_.chance();
    constexpr Money kTenYuan = Money::from_yuan(10);
    care_ = Care{};
    care_.person = waiting_.back();
    waiting_.pop_back();
    care_.hospital = &hospital_;
    care_.is_stay = chance.percent(35);
    care_.from = history_.now();
    if (care_.is_stay) {  // Some have been there for days, and are told of when they leave.
        care_.from = care_.from.plus_ms(-kDay * chance.between(0, 2));
    }
    care_.use_account = chance.percent(50);
    const std::int64_t tens = care_.is_stay ? chance.between(60, 900) : chance.between(5, 40);
    care_.fee = Money::from_fen(kTenYuan.fen() * tens);
    if (!care_.is_stay) care_.chrg_bchno = "B" + number_ + "-" + std::to_string(messages_);
    go(Step::begin);
}

std::string_view Window::infno_of(Step step) const {
    const bool stay = care_.is_stay;
    switch (step) {
        case Step::begin: return stay ? "2401" : "2201";
        case Step::describe: return "2203A";
        case Step::upload: return stay ? "2301" : "2204";
        case Step::trial: return stay ? "2303" : "2206";
        case Step::end_stay: return "2402";
        case Step::settle: return stay ? "2304" : "2207";
        case Step::reverse: return stay ? "2305" : "2208";
        case Step::rest: break;
    }
    return {};
}

void Window::go(Step step) {
    step_ = step;
    if (step == Step::rest) return next_person();
    if (step == Step::settle) bills_.back().outcome = Outcome::open;
    if (step == Step::reverse) bills_.back().outcome = Outcome::open;
    ask(infno_of(step));
}

void Window::go_later(Step step, std::int64_t pause_ms_max) {
    history_.time().after(history_.chance().between(1, pause_ms_max), [this, step] { go(step); });
}

void Window::ask(std::string_view infno) {
    const auto call = std::make_shared<Call>();
    call->infno = infno;
    call->standing = filing_books_.standing(needs());
    call->msgid = hospital_.code + "-" + number_ + "-" + std::to_string(++messages_);
    const MessageHead head{.infno = call->infno, .msgid = call->msgid, .now = history_.now()};
    call->body = infno == kUndo ? undo_request(head, care_, original_->msgid, original_->infno)
                                : request_of(head, care_);
    send(call);
}

void Window::send(const CallPtr& call) {
    const int attempt = ++call->attempt;
    tell(*call, attempt == 1 ? "asks" : "asks again");
    network_.send({.body = call->body,
                   .sent = [this, call](const std::string& answer) { sent(*call, answer); },
                   .answered = [this, call](const std::string& answer) { answered(call, answer); },
                   .cut = [this, call, attempt] { not_answered(call, attempt); }});
    history_.time().after(kTimeout, [this, call, attempt] { not_answered(call, attempt); });
}

void Window::send_later(const CallPtr& call) {
    // Whatever still comes of this attempt no longer counts as its failure.
    ++call->attempt;
    history_.time().after(history_.chance().between(1, 4 * kSecond), [this, call] { send(call); });
}

void Window::undo(const CallPtr& call) {
    call->state = Call::State::undoing;
    original_ = call;
    ask(kUndo);
}

/// What leaves the payer as "done" is on disk, with these amounts.
void Window::sent(const Call& call, const std::string& answer) {
    const Told told = read_answer(answer);
    if (!told.is_done) return;
    check(books_.has_message(hospital_.code, call.msgid), "what is answered as done is on disk");
    if (told.setl_id == 0) return;
    const Posted* posted = books_.find(care_.person->pid, told.setl_id);
    // A late copy may be about somebody who has left the window.
    if (posted == nullptr && call.state != Call::State::open) return;
    check(posted != nullptr && posted->fee == told.fee && posted->fund == told.fund &&
              posted->account == told.account,
          "a settlement that is answered is on disk with the same amounts");
    check(told.fee == told.fund + told.person, "the parts of an answer sum to its total");
}

void Window::answered(const CallPtr& call, const std::string& answer) {
    const Told told = read_answer(answer);
    tell(*call, told.is_done ? "is told: done" : "is told: " + told.err_msg);
    if (told.is_done) {
        if (call->output.empty()) call->output = told.output;
        check(call->output == told.output, "a repeat gets the same answer");
    }
    if (call->state != Call::State::open) return;
    if (told.is_done) {
        done(call, told);
    } else if (told.is_busy) {
        send_later(call);
    } else {
        refused(call, told);
    }
}

void Window::not_answered(const CallPtr& call, int attempt) {
    if (call->state != Call::State::open || attempt != call->attempt) return;
    tell(*call, "hears nothing");
    Chance& chance = history_.chance();
    if (can_be_undone(call->infno) && chance.percent(35)) return undo(call);
    if (is_trial(call->infno) && chance.percent(30)) {
        call->state = Call::State::given_up;
        return after_trial();
    }
    send_later(call);
}

void Window::done(const CallPtr& call, const Told& told) {
    call->state = Call::State::done;
    if (call->infno == kUndo) return undone(*call, /*was_refused=*/false);
    switch (step_) {
        case Step::begin:
            care_.mdtrt_id = told.mdtrt_id;
            bills_.push_back({.pid = care_.person->pid,
                              .batch = {std::stoll(care_.mdtrt_id), care_.chrg_bchno}});
            return go_later(care_.is_stay ? Step::upload : Step::describe, kSecond);
        case Step::describe: return go_later(Step::upload, kSecond);
        case Step::upload: {
            if (history_.chance().percent(70)) return go_later(Step::trial, kSecond);
            return go_later(care_.is_stay ? Step::end_stay : Step::settle, kSecond);
        }
        case Step::trial: return after_trial();
        case Step::end_stay: return go_later(Step::settle, kSecond);
        case Step::settle:
            bills_.back().outcome = Outcome::settled;
            bills_.back().setl_id = told.setl_id;
            care_.setl_id = std::to_string(told.setl_id);
            return after_settlement();
        case Step::reverse:
            bills_.back().outcome = Outcome::none;
            return go_later(history_.chance().percent(40) ? Step::settle : Step::rest, kMinute);
        case Step::rest: break;
    }
}

void Window::refused(const CallPtr& call, const Told& told) {
    if (call->infno == kUndo) {
        call->state = Call::State::done;
        return undone(*call, /*was_refused=*/true);
    }
    // Later settlements may stand in the way. A copy that is still on its way must not do it then.
    if (is_reversal(call->infno)) return undo(call);
    const bool is_judged = is_trial(call->infno) || is_settlement(call->infno);
    if (is_judged && is_about_filing(told)) return not_filed(call);
    check(false, "what is in order is not refused: " + call->infno + " " + told.err_msg);
}

NeedsFiling Window::needs() const {
    const Date admission = care_.from.date();
    return {.pid = care_.person->pid,
            .area = hospital_.admdvs / 100 * 100,
            .admission = admission,
            .end = care_.is_stay ? history_.now().date() : admission,
            .is_stay = care_.is_stay};
}

void Window::not_filed(const CallPtr& call) {
    const NeedsFiling care = needs();
    const Standing now = filing_books_.standing(care);
    const Standing& before = call->standing;
    const bool is_home = care.area == area_of(care.pid);
    // Who was filed all the time has to be settled; at home only a promise stands in the way.
    const bool is_wrong =
        before.events == now.events &&
        (is_home ? !before.is_promised && !now.is_promised : before.is_filed && now.is_filed);
    check(!is_wrong, "who is filed is not refused: " + call->infno);
    filing_books_.count_refusal();
    const bool tries_again = history_.chance().percent(60);
    if (tries_again && !is_home) people_.file_for(care.pid, care.admission);
    // A copy that is still on its way must not do it when a filing has come.
    if (is_settlement(call->infno)) return undo(call);
    call->state = Call::State::done;
    go_later(tries_again ? step_ : Step::rest, 10 * kMinute);
}

/// The end of a 2601 about `original_`.
void Window::undone(const Call& undo_call, bool was_refused) {
    const CallPtr original = std::exchange(original_, nullptr);
    if (was_refused) {
        // It stands, then, and its own answer can be had. But a copy of this 2601 may come later.
        check(original->infno != "2401",
              "an admission that nobody used is undone: " + undo_call.msgid);
        bills_.back().outcome = Outcome::doubtful;
        original->state = Call::State::open;
        return send_later(original);
    }
    original->state = Call::State::given_up;
    const bool tries_again = history_.chance().percent(50);
    if (is_reversal(original->infno)) {
        bills_.back().outcome = Outcome::settled;
        return go_later(tries_again ? Step::reverse : Step::rest, kMinute);
    }
    if (is_settlement(original->infno)) bills_.back().outcome = Outcome::none;
    return go_later(tries_again ? step_ : Step::rest, kMinute);
}

void Window::after_trial() {
    // Some go away, and what is held for them is held until it runs out.
    if (history_.chance().percent(10)) return go_later(Step::rest, kMinute);
    go_later(care_.is_stay ? Step::end_stay : Step::settle, 3 * kMinute);
}

void Window::after_settlement() {
    go_later(history_.chance().percent(30) ? Step::reverse : Step::rest, 4 * kMinute);
}

void Window::compare() const {
    for (const Bill& bill : bills_) {
        const std::vector<std::int64_t> standing = books_.standing(bill.pid, bill.batch);
        const bool settled = standing.size() == 1 && standing.front() == bill.setl_id;
        bool agrees = true;
        switch (bill.outcome) {
            case Outcome::none: agrees = standing.empty(); break;
            case Outcome::settled: agrees = settled; break;
            case Outcome::open:
            case Outcome::doubtful: agrees = standing.size() <= 1; break;
        }
        if (!agrees) {
            history_.violated("a window's book agrees with the payer's: visit " +
                              std::to_string(bill.batch.first));
        }
    }
}

void Window::tell(const Call& call, std::string_view what) {
    if (!history_.is_told()) return;
    history_.tell("window " + number_,
                  std::string{what} + " (" + call.infno + " " + call.msgid + ")");
}

}  // namespace yidi::sim
