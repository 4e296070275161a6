#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/filing/read.h"
#include "sim/internal/country.h"
#include "sim/internal/history.h"
#include "sim/internal/machine.h"

namespace yidi::sim {

/// Persons, and the agency that decides for them: they file, promise papers, change their minds.
/// Who does not hear what became of it asks for the same again.
class People {
public:
    /// Both outlive it.
    People(History& history, Machine& machine) : history_{history}, machine_{machine} {}

    /// Whatever the person does next with a filing.
    void act(registry::Pid pid);
    /// A filing during a stay that began on `admission`, or for a visit on that day.
    void file_for(registry::Pid pid, Date admission);
    /// Whether all have heard what became of what they asked for.
    [[nodiscard]] bool is_idle() const { return busy_.empty(); }

private:
    using Verb = Result<app::FilingReply> (*)(ports::Session&, const app::FilingContext&,
                                              const app::Step&);
    struct Act {
        registry::Pid pid = 0;
        std::string what;
        Machine::FilingWork work;
        int attempt = 0;
        bool is_over = false;
    };
    using ActPtr = std::shared_ptr<Act>;

    [[nodiscard]] std::vector<app::FilingView> filings(registry::Pid pid) const;
    [[nodiscard]] Date today() const { return history_.now().date(); }
    [[nodiscard]] app::Actor actor(filing::Channel channel);
    [[nodiscard]] app::FilingRequest any_request(registry::Pid pid);
    void file(app::FilingRequest request, std::string_view what);
    void file_again(const app::FilingView& view, registry::Pid pid);
    void change(const app::FilingView& view, registry::Pid pid);
    void feed(registry::Pid pid);
    void step(Verb verb, app::Step step, std::string_view what);
    void decide(const app::FilingView& view, app::Step next);
    void live(const app::FilingView& view, app::Step next);
    void go_on(const app::FilingView& view, registry::Pid pid);

    void ask(registry::Pid pid, std::string_view what, Machine::FilingWork work);
    void try_it(const ActPtr& act);
    void ended(const ActPtr& act, const Result<void>& result);
    void try_later(const ActPtr& act);

    History& history_;
    Machine& machine_;
    std::set<registry::Pid> busy_;
    std::int64_t acts_ = 0;
};

}  // namespace yidi::sim
