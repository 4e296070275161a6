#include <cstdlib>
#include <iostream>
#include <string>

#include <benchmark/benchmark.h>

#include "adapters/codec/case_decoder.h"
#include "adapters/codec/pack_store.h"
#include "domain/adjudication/adjudicate.h"
#include "domain/policy/terms.h"

/// Adjudications per second on one core: totals, 20 lines, 20 lines with the full trace (and its
/// replay). Every answer goes through the identity checks, as in production. The policy is a real
/// pack with levels, retirees, a cap and a large-sum layer.
namespace yidi {
namespace {

constexpr std::uint32_t kRegion = 130100;

const policy::Book& book() {
    static const policy::Book kBook = [] {
        Result<policy::Book> loaded = codec::load_book({"policies", "data/regions/regions.tsv"},
                                                       std::vector<std::uint32_t>{kRegion});
        if (!loaded) {
            std::cerr << to_string(loaded.error()) << '\n';
            std::exit(1);
        }
        return std::move(*loaded);
    }();
    return kBook;
}

std::string head() {
    return R"({"insuplc_admdvs":"130100","mdtrtarea_admvs":"120000","insutype":"310","psn_type":"11","age":50,)"
           R"("med_type":"21","hosp_lv":"02","inst_attr":["province_owned"],"ipt_cnt":1,)"
           R"("filing":{"kind":"long_term_resident","place":"120000","begndate":"2025-01-01"},)"
           R"("begndate":"2025-03-01","enddate":"2025-03-12","cum":{"ipt_cnt":0,"pool":"1200.00"},)";
}

adjudication::Case decoded(const std::string& json) {
    Result<app::CaseFile> file = codec::decode_case(json, book().regions());
    if (!file) {
        std::cerr << to_string(file.error()) << '\n';
        std::exit(1);
    }
    return file->facts;
}

adjudication::Case totals() {
    return decoded(
        head() +
        R"("fee":{"medfee_sumamt":"100000.00","inscp_scp_amt":"80000.00","preselfpay_amt":"5000.00"}})");
}

adjudication::Case lines() {
    std::string json = head() + R"("feedetail":[)";
    for (int i = 0; i < 20; ++i) {
        const char* level = i % 7 == 6 ? "03" : i % 2 == 0 ? "01" : "02";
        json +=
            std::string{i == 0 ? "" : ","} + R"({"med_list_codg":"XA)" + std::to_string(1000 + i) +
            R"(","cnt":"7.0000","pric":"12.345678","det_item_fee_sumamt":"86.42","chrgitm_lv":")" +
            level + R"(","selfpay_prop":")" + (i % 2 == 0 ? "0" : "0.10") +
            R"(","pric_uplmt_amt":")" + (i % 5 == 0 ? "11.50" : "999999") + R"("})";
    }
    return decoded(json + "]}");
}

// The benefit that bench/peers/benefit.mjs computes on its engine: min(cap, (in scope - deductible)
// x 90 %).
const policy::Book& simple_book() {
    static const policy::Book kBook = [] {
        const policy::Terms terms{.dedc = Money::from_yuan(1500),
                                  .bands = {{std::nullopt, Rate::from_ppm(900'000)}},
                                  .basis = policy::BandBasis::net,
                                  .cap = Money::from_yuan(350'000),
                                  .retiree = std::nullopt,
                                  .remote = std::nullopt,
                                  .layers = {}};
        std::vector<policy::Pack> packs;
        packs.push_back(policy::pack_of_terms(terms, kRegion));
        return std::move(*policy::Book::from(std::move(packs), {}));
    }();
    return kBook;
}

adjudication::Case simple() {
    adjudication::Case bill;
    bill.insuplc_admdvs = kRegion;
    bill.mdtrtarea_admvs = kRegion;
    bill.insutype = policy::Insutype::employee;
    bill.psn_type = "11";
    bill.med_type = "21";
    bill.hosp_lv = "02";
    bill.ipt_cnt = 1;
    bill.enddate = Date::from_ymd({2025, 3, 1});
    bill.fee.medfee_sumamt = Money::from_yuan(80'000);
    bill.fee.inscp_scp_amt = Money::from_yuan(80'000);
    return bill;
}

void run(benchmark::State& state, const policy::Book& packs, const adjudication::Case& input,
         bool trace) {
    adjudication::Answer answer;
    for (auto _ : state) {
        const Result<void> done =
            adjudication::adjudicate_into(packs, input, {.trace = trace}, answer);
        if (!done || answer.status != adjudication::Status::computed) {
            state.SkipWithError("the case must be computed");
            return;
        }
        benchmark::DoNotOptimize(answer.outcome.setlinfo.fund_pay_sumamt);
    }
    state.SetItemsProcessed(state.iterations());
}

void simple_benefit(benchmark::State& state) {
    run(state, simple_book(), simple(), false);
}
void adjudicate_totals(benchmark::State& state) {
    run(state, book(), totals(), false);
}
void adjudicate_20_lines(benchmark::State& state) {
    run(state, book(), lines(), false);
}
void adjudicate_20_lines_traced(benchmark::State& state) {
    run(state, book(), lines(), true);
}

BENCHMARK(simple_benefit);
BENCHMARK(adjudicate_totals);
BENCHMARK(adjudicate_20_lines);
BENCHMARK(adjudicate_20_lines_traced);

}  // namespace
}  // namespace yidi
