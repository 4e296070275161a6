#include "adapters/codec/clearing_columns.h"

#include <array>
#include <bit>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <thread>
#include <utility>

#include "base/assert.h"

namespace yidi::codec {
namespace {

using clearing::Chunk;
using clearing::Share;
using clearing::Tally;

static_assert(std::endian::native == std::endian::little, "columns are written as they lie");

constexpr std::string_view kMagic = "YIDICLR1";
constexpr std::size_t kIdsMax = 65'535;

tl::unexpected<Error> unreadable(const std::filesystem::path& file, std::string detail) {
    return fail(Error{.code = ErrorCode::unreadable_file,
                      .where = file.string(),
                      .rule = "a file that can be read and written",
                      .remedy = "look at the path, its rights and the free space",
                      .detail = std::move(detail)});
}

tl::unexpected<Error> damaged(const std::filesystem::path& file) {
    return fail(Error{.code = ErrorCode::invariant_violated,
                      .where = file.string(),
                      .rule = "a columnar side file, whole and unchanged",
                      .remedy = "make the file again from the settlements",
                      .detail = "the file is cut off or changed"});
}

/// Whether a tally takes so many areas and kinds.
bool is_tallied(const clearing::Places& places) {
    return places.insured_areas.size() <= kIdsMax && places.kinds.size() <= kIdsMax &&
           places.insured_areas.size() * places.kinds.size() <= Tally::kGroupsMax;
}

template <class Number>
void put(std::ostream& out, Number number) {
    const auto bytes = std::bit_cast<std::array<char, sizeof(Number)>>(number);
    out.write(bytes.data(), bytes.size());
}

void put_text(std::ostream& out, std::string_view text) {
    put(out, static_cast<std::uint16_t>(text.size()));
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
}

template <class Number>
void put_column(std::ostream& out, const std::vector<Number>& column) {
    const auto bytes = std::as_bytes(std::span{column});
    out.write(reinterpret_cast<const char*>(bytes.data()),
              static_cast<std::streamsize>(bytes.size()));
}

template <class Number>
bool get(std::istream& in, Number& number) {
    std::array<char, sizeof(Number)> bytes{};
    in.read(bytes.data(), bytes.size());
    number = std::bit_cast<Number>(bytes);
    return in.good();
}

bool get_text(std::istream& in, std::string& text) {
    std::uint16_t size = 0;
    if (!get(in, size)) return false;
    text.resize(size);
    in.read(text.data(), size);
    return in.good();
}

template <class Number>
bool get_column(std::istream& in, std::vector<Number>& column) {
    const auto bytes = std::as_writable_bytes(std::span{column});
    in.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    return in.good();
}

void put_dictionaries(std::ostream& out, const ColumnDictionaries& dictionaries) {
    const clearing::Places& places = dictionaries.places;
    put(out, static_cast<std::uint32_t>(dictionaries.institutions.size()));
    for (std::size_t i = 0; i < dictionaries.institutions.size(); ++i) {
        put_text(out, dictionaries.institutions[i]);
        put(out, places.institution_areas[i]);
    }
    put(out, static_cast<std::uint16_t>(places.insured_areas.size()));
    put_column(out, places.insured_areas);
    put(out, static_cast<std::uint16_t>(places.kinds.size()));
    for (const clearing::RowKind& kind : places.kinds) {
        put(out, static_cast<std::uint8_t>(kind.kind.insutype));
        put(out, static_cast<std::uint8_t>(kind.origin));
        put_text(out, kind.kind.clr_type);
        put_text(out, kind.kind.fund);
    }
}

bool get_kind(std::istream& in, clearing::RowKind& kind) {
    std::uint8_t insutype = 0;
    std::uint8_t origin = 0;
    if (!get(in, insutype) || !get(in, origin) || insutype >= policy::kInsutypeCount ||
        origin >= clearing::kOriginCount) {
        return false;
    }
    kind.kind.insutype = static_cast<policy::Insutype>(insutype);
    kind.origin = static_cast<clearing::Origin>(origin);
    return get_text(in, kind.kind.clr_type) && get_text(in, kind.kind.fund);
}

std::optional<ColumnDictionaries> get_dictionaries(std::istream& in) {
    ColumnDictionaries dictionaries;
    clearing::Places& places = dictionaries.places;
    std::uint32_t institutions = 0;
    if (!get(in, institutions)) return std::nullopt;
    // One by one: a damaged count must not ask for memory that the file does not fill.
    for (std::uint32_t i = 0; i < institutions; ++i) {
        std::string code;
        std::uint32_t area = 0;
        if (!get_text(in, code) || !get(in, area)) return std::nullopt;
        dictionaries.institutions.push_back(std::move(code));
        places.institution_areas.push_back(area);
    }
    std::uint16_t count = 0;
    if (!get(in, count)) return std::nullopt;
    places.insured_areas.resize(count);
    if (!get_column(in, places.insured_areas) || !get(in, count)) return std::nullopt;
    places.kinds.resize(count);
    for (clearing::RowKind& kind : places.kinds) {
        if (!get_kind(in, kind)) return std::nullopt;
    }
    return dictionaries;
}

/// One thread's way through the file.
class ShareReader {
public:
    ShareReader(const std::filesystem::path& file, Share share) : file_{file}, share_{share} {}

    Result<void> read() {
        std::ifstream in{file_, std::ios::binary};
        if (!in) return unreadable(file_, "it cannot be opened");
        std::string magic(kMagic.size(), ' ');
        in.read(magic.data(), static_cast<std::streamsize>(magic.size()));
        if (!in.good() || magic != kMagic) return damaged(file_);
        auto dictionaries = get_dictionaries(in);
        if (!dictionaries) return damaged(file_);
        dictionaries_ = std::move(*dictionaries);
        if (!is_tallied(dictionaries_.places)) return damaged(file_);
        tally_.emplace(
            clearing::Dictionaries{
                .institutions = static_cast<std::uint32_t>(dictionaries_.institutions.size()),
                .insured_areas =
                    static_cast<std::uint32_t>(dictionaries_.places.insured_areas.size()),
                .kinds = static_cast<std::uint32_t>(dictionaries_.places.kinds.size())},
            share_);
        std::uint32_t rows = 0;
        do {
            if (!get(in, rows) || rows > kChunkRows) return damaged(file_);
            if (rows > 0) YIDI_TRY_VOID(add_chunk(in, rows));
        } while (rows > 0);
        std::uint64_t all_rows = 0;
        std::int64_t all = 0;
        if (!get(in, all_rows) || !get(in, all) || all_rows != rows_ || all != sum_ ||
            in.peek() != std::ifstream::traits_type::eof()) {
            return damaged(file_);
        }
        YIDI_TRY(cells_, tally_->take_cells());
        return {};
    }

    clearing::CellParts take_cells() { return std::move(cells_); }
    ColumnDictionaries take_dictionaries() { return std::move(dictionaries_); }
    [[nodiscard]] std::uint64_t rows() const { return rows_; }

private:
    Result<void> add_chunk(std::istream& in, std::uint32_t rows) {
        institution_.resize(rows);
        insured_area_.resize(rows);
        kind_.resize(rows);
        fen_.resize(rows);
        std::int64_t stated = 0;
        if (!get_column(in, institution_) || !get_column(in, insured_area_) ||
            !get_column(in, kind_) || !get_column(in, fen_) || !get(in, stated)) {
            return damaged(file_);
        }
        std::uint64_t sum = 0;  // Unsigned: a damaged amount may wrap, and is then not the sum.
        for (const std::int64_t fen : fen_) sum += static_cast<std::uint64_t>(fen);
        if (sum != static_cast<std::uint64_t>(stated)) return damaged(file_);
        rows_ += rows;
        sum_ = static_cast<std::int64_t>(static_cast<std::uint64_t>(sum_) + sum);
        return tally_->add(Chunk{.institution = institution_,
                                 .insured_area = insured_area_,
                                 .kind = kind_,
                                 .fen = fen_});
    }

    const std::filesystem::path& file_;
    Share share_;
    ColumnDictionaries dictionaries_;
    std::optional<Tally> tally_;
    clearing::CellParts cells_;
    std::vector<std::uint32_t> institution_;
    std::vector<std::uint16_t> insured_area_;
    std::vector<std::uint16_t> kind_;
    std::vector<std::int64_t> fen_;
    std::uint64_t rows_ = 0;
    std::int64_t sum_ = 0;
};

}  // namespace

ColumnsWriter::ColumnsWriter(const std::filesystem::path& file)
    : file_{file}, out_{file, std::ios::binary | std::ios::trunc} {}

Result<ColumnsWriter> ColumnsWriter::open(const std::filesystem::path& file,
                                          const ColumnDictionaries& dictionaries) {
    const clearing::Places& places = dictionaries.places;
    YIDI_ASSERT(places.institution_areas.size() == dictionaries.institutions.size());
    if (!is_tallied(places)) {
        return fail(Error{.code = ErrorCode::limit_exceeded,
                          .where = file.string(),
                          .rule = "at most 65,535 insured areas, and 4,194,304 of them times kinds",
                          .remedy = "clear them in more than one file",
                          .detail = "there are more than a column can name"});
    }
    ColumnsWriter writer{file};
    writer.out_.write(kMagic.data(), kMagic.size());
    put_dictionaries(writer.out_, dictionaries);
    if (!writer.out_) return unreadable(file, "it cannot be written");
    return writer;
}

void ColumnsWriter::add(const ColumnRow& row) {
    institution_.push_back(row.institution);
    insured_area_.push_back(row.insured_area);
    kind_.push_back(row.kind);
    fen_.push_back(row.fen);
    if (institution_.size() == kChunkRows) write_chunk();
}

void ColumnsWriter::write_chunk() {
    std::int64_t sum = 0;
    for (const std::int64_t fen : fen_) sum += fen;
    put(out_, static_cast<std::uint32_t>(institution_.size()));
    put_column(out_, institution_);
    put_column(out_, insured_area_);
    put_column(out_, kind_);
    put_column(out_, fen_);
    put(out_, sum);
    rows_ += institution_.size();
    sum_ += sum;
    institution_.clear();
    insured_area_.clear();
    kind_.clear();
    fen_.clear();
}

Result<void> ColumnsWriter::finish() {
    if (!institution_.empty()) write_chunk();
    put(out_, std::uint32_t{0});
    put(out_, rows_);
    put(out_, sum_);
    out_.close();
    if (!out_) return unreadable(file_, "it cannot be written");
    return {};
}

Result<TalliedColumns> tally_columns(const std::filesystem::path& file, std::uint32_t threads) {
    YIDI_ASSERT(threads > 0);
    std::vector<ShareReader> readers;
    for (std::uint32_t number = 0; number < threads; ++number) {
        readers.emplace_back(file, Share{.number = number, .of = threads});
    }
    std::vector<Result<void>> results(threads);
    {
        std::vector<std::jthread> running;
        for (std::uint32_t number = 1; number < threads; ++number) {
            running.emplace_back([&, number] { results[number] = readers[number].read(); });
        }
        results[0] = readers[0].read();
    }
    std::vector<clearing::CellParts> shares;
    for (std::uint32_t number = 0; number < threads; ++number) {
        YIDI_TRY_VOID(std::move(results[number]));
        shares.push_back(readers[number].take_cells());
    }
    return TalliedColumns{.dictionaries = readers[0].take_dictionaries(),
                          .rows = readers[0].rows(),
                          .cells = clearing::joined(std::move(shares))};
}

}  // namespace yidi::codec
