#include "tests/property/differential.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

#include "tests/property/case_generator.h"
#include "tests/property/coverage.h"
#include "tests/property/engine.h"
#include "tests/property/pack_generator.h"
#include "tests/property/shrink.h"
#include "tests/reference/facts.h"
#include "tests/reference/sequence.h"

namespace yidi::property {
namespace {

/// A pack takes far longer to make ready than a case to compute, so that many cases share one.
constexpr std::uint64_t kCasesPerPack = 100;
/// Every fourth case is a sequence of bills.
constexpr std::uint64_t kSequenceEvery = 4;

/// All cases of one random pack.
class PackRun {
public:
    PackRun(const DifferentialOptions& options, std::uint64_t pack_index) : options_{options} {
        Random random{options.seed, ~pack_index};
        frame_ = random_frame(random);
        pack_ = random_pack(random);
        points_ = amounts_of(pack_);
        for (const Json& scheme : pack_["schemes"]) {
            const std::string key =
                reference::Book::scheme_key(scheme["insutype"], scheme["business"]);
            alone_[key] = variations_of(scheme, false);
            in_sequence_[key] = variations_of(scheme, true);
        }
    }

    DifferentialReport run(std::uint64_t first, std::uint64_t end) {
        index_ = first;
        auto pair = Pair::from(frame_, pack_);
        if (!pair) {
            report("pack refused: " + to_string(pair.error()) + "\n" + pair.error().rule + "\n",
                   Json{});
            return report_;
        }
        pair_ = std::move(*pair);
        for (; index_ < end; ++index_) {
            if (report_.differences.size() >= options_.differences_max) break;
            Random random{options_.seed, index_};
            ++report_.cases;
            if (index_ % kSequenceEvery == 0) {
                sequence(random);
            } else {
                CaseWriter writer{random, points_};
                (void)bill(writer.write(), false);
            }
        }
        return report_;
    }

private:
    std::string scheme_of(const Json& input) {
        const std::string type = input.value("psn_type", "11");
        const std::string insutype = input.value("insutype", type < "13" ? "310" : "390");
        return reference::Book::scheme_key(insutype,
                                           reference::business_of(input.value("med_type", "")));
    }

    void count(const Json& input, const std::string& status, bool in_sequence) {
        const std::vector<std::string> statuses{"computed", "range", "unknown", "rejected"};
        const auto column = static_cast<std::size_t>(
            std::find(statuses.begin(), statuses.end(), status) - statuses.begin());
        const Json previous = input.value("prev", Json::object());
        for (const std::string& name : (in_sequence ? in_sequence_ : alone_)[scheme_of(input)]) {
            if (name.starts_with("V6 merge_interim") &&
                previous.value("relation", "") != "interim") {
                continue;
            }
            if (name.starts_with("V6 merge_transfer") &&
                previous.value("relation", "") != "transfer") {
                continue;
            }
            ++report_.coverage[name][column];
        }
    }

    Both bill(const Json& input, bool in_sequence) {
        ++report_.bills;
        Both both;
        try {
            both = run_both(*pair_, input);
        } catch (const std::exception& error) {
            both.difference = std::string{"reference failed: "} + error.what();
        }
        if (both.difference.empty()) {
            count(input, both.slow.status, in_sequence);
        } else {
            report(text_of(both), input);
        }
        return both;
    }

    void sequence(Random& random) {
        CaseWriter writer{random, points_};
        Json input = writer.write();
        // What a sequence counts must be known from its beginning.
        if (input.value("ipt_cnt", Json{}).is_number()) {
            input["cum"]["ipt_cnt"] = input["ipt_cnt"].get<int>() - 1;
        } else if (!input.contains("cum") || !input["cum"].contains("ipt_cnt")) {
            input["cum"]["ipt_cnt"] = 0;
            input.erase("ipt_cnt");
        }
        reference::Amounts cum = reference::flat_cum(input.value("cum", Json::object()));
        const std::int64_t count_of_bills = random.between(2, 4);
        std::vector<Json> bills;
        for (std::int64_t i = 0; i < count_of_bills; ++i) {
            if (i > 0) {
                Json known = reference::nested_cum(cum);
                if (!known.contains("ipt_cnt")) known["ipt_cnt"] = 0;
                input = writer.next_bill(input, known);
            }
            const Both both = bill(input, true);
            if (!both.difference.empty()) return;
            if (both.slow.status != "computed") continue;  // Settles nothing, so nothing to undo.
            const reference::Outcome* outcome = both.slow.sole();
            if (outcome == nullptr) return;  // Open facts leave different accumulators.
            bills.push_back(input);
            cum = outcome->cum;
        }
        if (!bills.empty()) undo_one_of(bills, random);
    }

    void undo_one_of(const std::vector<Json>& bills, Random& random) {
        std::string undone;
        const std::size_t index = random.below(bills.size());
        std::string difference;
        try {
            difference = run_sequence(*pair_, bills, index, undone);
        } catch (const reference::Unclear&) {
            return;
        } catch (const std::exception& error) {
            difference = std::string{"reference failed: "} + error.what();
        }
        if (!undone.empty()) {
            ++report_.undone;
            count(bills[index], undone, true);
        }
        if (difference.empty()) return;
        difference += "\nundo of bill " + std::to_string(index) + "\n";
        for (const Json& one : bills) difference += "bill: " + one.dump() + "\n";
        report(difference, Json{});
    }

    void report(const std::string& what, const Json& input) {
        std::string text = "seed " + std::to_string(options_.seed) + " index " +
                           std::to_string(index_) + "\n" + what;
        if (!input.is_null() && options_.shrink) {
            const Example small = shrink({frame_, pack_, input});
            text += text_of(small);
            if (const auto pair = Pair::from(small.frame, small.pack)) {
                try {
                    text += text_of(run_both(**pair, small.input));
                } catch (const std::exception& error) {
                    text += error.what();
                }
            }
        }
        report_.differences.push_back(text);
    }

    DifferentialOptions options_;
    Json frame_;
    Json pack_;
    std::vector<std::int64_t> points_;
    std::map<std::string, std::set<std::string>> alone_;
    std::map<std::string, std::set<std::string>> in_sequence_;
    std::unique_ptr<Pair> pair_;
    std::uint64_t index_ = 0;
    DifferentialReport report_;
};

}  // namespace

void DifferentialReport::add(const DifferentialReport& other) {
    cases += other.cases;
    bills += other.bills;
    undone += other.undone;
    differences.insert(differences.end(), other.differences.begin(), other.differences.end());
    for (const auto& [name, counts] : other.coverage) {
        for (std::size_t i = 0; i < counts.size(); ++i) coverage[name][i] += counts[i];
    }
}

DifferentialReport run_differential(const DifferentialOptions& options) {
    DifferentialReport total;
    for (const std::string& name : variations()) total.coverage[name] = {};
    const std::uint64_t end = options.first + options.cases;
    std::atomic<std::uint64_t> next_pack = options.first / kCasesPerPack;
    std::mutex mutex;
    const auto work = [&] {
        for (;;) {
            const std::uint64_t pack = next_pack++;
            const std::uint64_t first = std::max(options.first, pack * kCasesPerPack);
            if (first >= end) return;
            PackRun run{options, pack};
            const DifferentialReport report =
                run.run(first, std::min(end, (pack + 1) * kCasesPerPack));
            const std::lock_guard lock{mutex};
            total.add(report);
            if (total.differences.size() >= options.differences_max) next_pack = end;
        }
    };
    std::vector<std::thread> threads;
    for (unsigned i = 1; i < options.threads; ++i) threads.emplace_back(work);
    work();
    for (std::thread& thread : threads) thread.join();
    return total;
}

}  // namespace yidi::property
