#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/internal/books.h"
#include "sim/internal/filing_books.h"
#include "sim/internal/history.h"
#include "sim/internal/network.h"
#include "sim/internal/people.h"
#include "sim/internal/request.h"

namespace yidi::sim {

/// A window of a hospital: one episode of care after another, each told to the payer message by
/// message. What it does not hear of it asks again or takes back, until it knows.
class Window {
public:
    /// How a bill stands by what the window was told.
    enum class Outcome : std::uint8_t {
        none,  ///< never settled, or taken back
        settled,
        open,      ///< not yet known
        doubtful,  ///< a 2601 was refused, and a copy of it may still come
    };

    /// All outlive it.
    struct Around {
        History& history;
        Network& network;
        const Books& books;
        FilingBooks& filing_books;
        People& people;
    };
    Window(const Around& around, const Hospital& hospital, std::string number);

    /// Treats `persons`, one after another, and then waits for the next call.
    void treat(std::vector<const Insured*> persons);
    /// Whether everything it has begun is known to its end.
    [[nodiscard]] bool is_idle() const { return waiting_.empty() && step_ == Step::rest; }
    /// Compares every bill with the payer's books.
    void compare() const;

private:
    enum class Step : std::uint8_t {
        rest,
        begin,
        describe,
        upload,
        trial,
        end_stay,
        settle,
        reverse
    };

    struct Call {
        enum class State : std::uint8_t { open, done, given_up, undoing };
        std::string infno;
        std::string msgid;
        std::string body;
        int attempt = 0;
        State state = State::open;
        Standing standing;   ///< of the person's filings when it was sent first
        std::string output;  ///< of the first answer that says done
    };
    using CallPtr = std::shared_ptr<Call>;
    struct Bill {
        std::int64_t pid = 0;
        Batch batch;
        Outcome outcome = Outcome::none;
        std::int64_t setl_id = 0;
    };

    void next_person();
    void go(Step step);
    /// Goes on after a pause, as people do.
    void go_later(Step step, std::int64_t pause_ms_max);
    [[nodiscard]] std::string_view infno_of(Step step) const;
    void ask(std::string_view infno);
    void send(const CallPtr& call);
    void send_later(const CallPtr& call);
    void undo(const CallPtr& call);

    void sent(const Call& call, const std::string& answer);
    void answered(const CallPtr& call, const std::string& answer);
    void not_answered(const CallPtr& call, int attempt);
    void done(const CallPtr& call, const Told& told);
    void refused(const CallPtr& call, const Told& told);
    /// Refused for want of a filing: right or wrong, and what the person does then.
    void not_filed(const CallPtr& call);
    [[nodiscard]] NeedsFiling needs() const;
    void undone(const Call& undo_call, bool was_refused);
    void after_trial();
    void after_settlement();
    void check(bool holds, std::string_view invariant) {
        if (!holds) history_.violated(invariant);
    }
    void tell(const Call& call, std::string_view what);

    History& history_;
    Network& network_;
    const Books& books_;
    FilingBooks& filing_books_;
    People& people_;
    const Hospital& hospital_;
    std::string number_;
    std::int64_t messages_ = 0;
    std::vector<const Insured*> waiting_;
    Step step_ = Step::rest;
    Care care_;
    CallPtr original_;  ///< what a 2601 under way is about
    std::vector<Bill> bills_;
};

}  // namespace yidi::sim
