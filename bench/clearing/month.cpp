#include "bench/clearing/month.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <span>
#include <string>

#include "adapters/codec/clearing_columns.h"
#include "tests/property/random.h"

namespace yidi::clearing_bench {
namespace {

using clearing::Origin;
using policy::Insutype;
using property::Random;

constexpr std::uint64_t kSeed = 20'260'301;
constexpr std::uint32_t kFirstArea = 110'100;

codec::ColumnDictionaries dictionaries(const MonthSize& size) {
    codec::ColumnDictionaries all;
    for (std::uint16_t area = 0; area < size.areas; ++area) {
        all.places.insured_areas.push_back(kFirstArea + area * 1'000U);
    }
    for (std::uint32_t i = 0; i < size.institutions; ++i) {
        all.institutions.push_back("H" + std::to_string(10'000'000'000 + i));
        all.places.institution_areas.push_back(all.places.insured_areas[i % size.areas]);
    }
    for (const Insutype insutype : {Insutype::employee, Insutype::resident}) {
        for (const char* clr_type : {"11", "21", "41"}) {
            for (const char* fund : {"310100", "330100", "390100", "610100"}) {
                for (const Origin origin : {Origin::settled, Origin::late, Origin::reversed}) {
                    all.places.kinds.push_back(
                        {.kind = {.insutype = insutype, .clr_type = clr_type, .fund = fund},
                         .origin = origin});
                }
            }
        }
    }
    return all;
}

/// The position of a kind in the dictionary: scheme, clearing type, fund, origin.
struct KindNumbers {
    std::int64_t scheme = 0;
    std::int64_t clr_type = 0;
    std::int64_t fund = 0;
    std::int64_t origin = 0;
    [[nodiscard]] std::uint16_t id() const {
        return static_cast<std::uint16_t>(((scheme * 3 + clr_type) * 4 + fund) * 3 + origin);
    }
};

/// Writes rows as text through a buffer of its own: a stream's operators would take most of the
/// time.
class TextWriter {
public:
    explicit TextWriter(const std::filesystem::path& file) : out_{file, std::ios::binary} {}

    void add(const codec::ColumnRow& row) {
        number(row.institution, '\t');
        number(row.insured_area, '\t');
        number(row.kind, '\t');
        number(row.fen, '\n');
        if (text_.size() > kFlushAt) flush();
    }
    [[nodiscard]] bool finish() {
        flush();
        out_.close();
        return !out_.fail();
    }

private:
    static constexpr std::size_t kFlushAt = std::size_t{1} << 20U;

    void number(std::int64_t value, char end) {
        std::array<char, 24> digits{};
        const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), value);
        text_.append(digits.data(), written.ptr);
        text_ += end;
    }
    void flush() {
        out_.write(text_.data(), static_cast<std::streamsize>(text_.size()));
        text_.clear();
    }

    std::ofstream out_;
    std::string text_;
};

/// One settlement after another, as the rows of the funds that pay.
class Settlements {
public:
    explicit Settlements(const MonthSize& size) : size_{size} {}

    /// Valid until the next one.
    std::span<const codec::ColumnRow> next() {
        const std::int64_t institution = draw_institution();
        const bool is_near = random_.percent(75);
        const std::int64_t area = is_near ? (institution + random_.between(1, 6)) % size_.areas
                                          : random_.between(0, size_.areas - 1);
        KindNumbers kind{.scheme = random_.percent(45) ? 0 : 1,
                         .clr_type = random_.percent(90) ? 0 : random_.between(1, 2)};
        if (random_.percent(3)) kind.origin = random_.between(1, 2);
        const std::int64_t sign = kind.origin == 2 ? -1 : 1;
        const std::int64_t fen_max = kind.clr_type == 1 ? 3'000'000 : 60'000;
        const std::size_t funds = random_.percent(30) ? 2 : 1;
        for (std::size_t fund = 0; fund < funds; ++fund) {
            if (fund > 0) kind.fund = random_.between(1, 3);
            rows_[fund] = {.institution = static_cast<std::uint32_t>(institution),
                           .insured_area = static_cast<std::uint16_t>(area),
                           .kind = kind.id(),
                           .fen = sign * random_.between(1, fen_max)};
        }
        return std::span{rows_}.first(funds);
    }

private:
    /// The lowest of three draws: the first tenth of the institutions has a quarter of the visits.
    std::int64_t draw_institution() {
        const auto last = std::int64_t{size_.institutions} - 1;
        return std::min(
            {random_.between(0, last), random_.between(0, last), random_.between(0, last)});
    }

    MonthSize size_;
    Random random_{kSeed};
    std::array<codec::ColumnRow, 2> rows_;
};

}  // namespace

Result<std::uint64_t> make_month(const MonthSize& size, const std::filesystem::path& columns,
                                 const std::filesystem::path& text) {
    YIDI_TRY(codec::ColumnsWriter writer, codec::ColumnsWriter::open(columns, dictionaries(size)));
    TextWriter copy{text};
    Settlements settlements{size};
    std::uint64_t rows = 0;
    for (std::uint64_t i = 0; i < size.settlements; ++i) {
        for (const codec::ColumnRow& row : settlements.next()) {
            writer.add(row);
            copy.add(row);
            ++rows;
        }
    }
    YIDI_TRY_VOID(writer.finish());
    if (copy.finish()) return rows;
    return fail(Error{.code = ErrorCode::unreadable_file,
                      .where = text.string(),
                      .rule = "a file that can be written",
                      .remedy = "look at the path and the free space",
                      .detail = "it cannot be written"});
}

}  // namespace yidi::clearing_bench
