#include "domain/reconciliation/digest.h"

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "adapters/crypto/sm3.h"

/// Two books of a day with a million settlements that differ in three of them: making both digests
/// and finding the buckets. Counts what two machines would exchange, and fails above the bounds.
namespace yidi {
namespace {

using reconciliation::Amount;
using reconciliation::Digest;
using reconciliation::Hash;
using reconciliation::Node;
using reconciliation::Row;

constexpr std::size_t kRows = 1'000'000;
constexpr std::size_t kRowsExchangedMax = 1'000;
constexpr std::size_t kHashBytesMax = std::size_t{256} * 1024;

Hash hash_of(std::string_view bytes) {
    Hash hash{};
    std::ranges::transform(crypto::sm3_bytes(bytes), hash.begin(),
                           [](char byte) { return static_cast<std::uint8_t>(byte); });
    return hash;
}

std::vector<Row> day() {
    std::vector<Row> rows(kRows);
    for (std::size_t i = 0; i < kRows; ++i) {
        Row& row = rows[i];
        row.setl_id = std::to_string(990'000'000'000'000'000 + i);
        row.psn_no = std::to_string(i / 2);
        row.day = Date::from_ymd({2026, 5, 1});
        const auto fen = static_cast<std::int64_t>(1'000 + i * 7919 % 5'000'000);
        row.amounts.tell(Amount::medfee_sumamt, Money::from_fen(fen));
        row.amounts.tell(Amount::fund_pay_sumamt, Money::from_fen(fen / 2));
    }
    return rows;
}

void digest_1000000(benchmark::State& state) {
    const std::vector<Row> here = day();
    std::vector<Row> there = here;
    there[17].amounts.tell(Amount::fund_pay_sumamt, Money{});
    there.erase(there.begin() + 500'000);
    there.push_back(there[5]);
    std::size_t rows = 0;
    std::size_t hash_bytes = 0;
    for (auto _ : state) {
        const reconciliation::Shape shape = reconciliation::shape_for(here.size(), there.size());
        const Digest mine = Digest::of(here, shape, hash_of);
        const Digest theirs = Digest::of(there, shape, hash_of);
        hash_bytes = sizeof(Hash);
        const auto ask = [&](std::span<const Node> nodes) -> Result<std::vector<Hash>> {
            std::vector<Hash> hashes;
            for (const Node& node : nodes) {
                YIDI_TRY(const std::vector<Hash> children, theirs.children(node));
                hashes.insert(hashes.end(), children.begin(), children.end());
            }
            hash_bytes += hashes.size() * sizeof(Hash);
            return hashes;
        };
        const Result<std::vector<std::uint32_t>> buckets =
            reconciliation::differing(mine, theirs.root(), ask);
        rows = 0;
        for (const std::uint32_t bucket : *buckets) {
            rows += mine.bucket(bucket).size() + theirs.bucket(bucket).size();
        }
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kRows));
    state.counters["rows_exchanged"] = static_cast<double>(rows);
    state.counters["hash_bytes"] = static_cast<double>(hash_bytes);
    const bool keeps = rows > 0 && rows < kRowsExchangedMax && hash_bytes < kHashBytesMax;
    if (!keeps) state.SkipWithError("more is exchanged than the bounds allow");
}
BENCHMARK(digest_1000000)->Iterations(1)->Repetitions(3)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace yidi
