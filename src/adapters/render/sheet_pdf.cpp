#include <algorithm>
#include <numeric>
#include <utility>

#include "adapters/render/internal/typeset.h"
#include "adapters/render/sheet.h"

/// Type is set twice: once to count the pages, which each of them names, and once to draw them. So
/// a statement of thousands of lines holds no more than its bytes.
namespace yidi::render {
namespace {

using internal::Owned;
using internal::Setter;
using internal::Style;

// A4, in points.
constexpr double kWidth = 595.276;
constexpr double kHeight = 841.89;
constexpr double kMargin = 40;
constexpr double kTop = 36;
constexpr double kBottom = kHeight - 44;
constexpr double kInner = kWidth - 2 * kMargin;

constexpr double kBody = 9;
constexpr double kSmall = 7.5;
constexpr double kThin = 0.5;
constexpr double kPadX = 4;
constexpr double kPadY = 1.6;

/// What stands in a cell: its text, and its code under that.
struct SetCell {
    Owned<PangoLayout> text;
    Owned<PangoLayout> code;
    double height = 0;
};

/// Goes through a sheet from page to page. `to` is null while pages are only counted.
class Composer {
public:
    struct Paper {
        const Sheet& sheet;
        const Setter& setter;
        cairo_t* to;
        int pages;
    };
    explicit Composer(const Paper& paper)
        : sheet_{paper.sheet}, setter_{paper.setter}, to_{paper.to}, pages_{paper.pages} {}

    /// Returns   how many pages it takes.
    int compose() {
        heading();
        for (const SheetTable& one : sheet_.tables) table(one);
        foot();
        end_page();
        return page_;
    }

private:
    void heading() {
        constexpr double kTitle = 16;
        constexpr double kSpread = 3;
        constexpr double kAfter = 6;
        line(sheet_.title, {.size = kTitle,
                            .is_bold = true,
                            .align = PANGO_ALIGN_CENTER,
                            .width = kInner,
                            .spread = kSpread});
        line(sheet_.subtitle, {.align = PANGO_ALIGN_CENTER, .width = kInner});
        y_ += kAfter;
        if (sheet_.state) state(*sheet_.state);
    }

    void state(const SheetState& state) {
        constexpr double kWord = 24;
        constexpr double kPad = 6;
        const auto word = setter_.set(
            state.word,
            {.size = kWord, .is_bold = true, .align = PANGO_ALIGN_CENTER, .width = kInner});
        const auto sentence =
            setter_.set(state.sentence, {.align = PANGO_ALIGN_CENTER, .width = kInner});
        const double word_height = Setter::height(word.get());
        const double height = word_height + Setter::height(sentence.get()) + 2 * kPad;
        colour(kRed, 0, kRed / 5);
        box(kMargin, kInner, height, 1);
        box(kMargin + 2, kInner - 4, height, 1, 2);
        show(word.get(), kMargin, y_ + kPad / 2);
        show(sentence.get(), kMargin, y_ + kPad + word_height);
        colour(0, 0, 0);
        y_ += height + kPad;
    }

    void table(const SheetTable& table) {
        constexpr double kTitle = 10;
        constexpr double kBefore = 5;
        const std::vector<double> widths = widths_of(table);
        if (!table.title.empty()) {
            const auto title =
                setter_.set(table.title, {.size = kTitle, .is_bold = true, .width = kInner});
            const double least =
                kBefore + Setter::height(title.get()) + heads_height(table, widths);
            if (y_ + least + kRowsWithTitle * kBody > kBottom) new_page();
            y_ += kBefore;
            show(title.get(), kMargin, y_);
            y_ += Setter::height(title.get()) + 2;
        }
        heads(table, widths);
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            const SheetRow& row = table.rows[i];
            if (is_how(row)) {
                flow(row, table, widths);
                continue;
            }
            // An explanation begins where what it explains stands.
            const bool is_explained = i + 1 < table.rows.size() && is_how(table.rows[i + 1]);
            whole(row, table, widths, is_explained ? 2 * kBody : 0);
        }
        if (table.title.empty()) y_ += kBefore;
    }

    static bool is_how(const SheetRow& row) { return row.cells.front().kind == CellKind::how; }

    static std::vector<double> widths_of(const SheetTable& table) {
        const auto all = static_cast<double>(
            std::accumulate(table.widths.begin(), table.widths.end(), std::size_t{0}));
        std::vector<double> widths;
        widths.reserve(table.widths.size());
        for (const std::size_t one : table.widths) {
            widths.push_back(kInner * static_cast<double>(one) / all);
        }
        return widths;
    }

    [[nodiscard]] SetCell set(const Cell& cell, double width, bool is_bold) const {
        const bool is_small = cell.kind == CellKind::code || cell.kind == CellKind::how;
        Style style{.size = is_small ? kSmall : kBody, .is_bold = is_bold};
        style.width = width - 2 * kPadX;
        if (cell.kind == CellKind::amount) style.align = PANGO_ALIGN_RIGHT;
        SetCell one;
        one.text = setter_.set(cell.text, style);
        one.height = Setter::height(one.text.get()) + 2 * kPadY;
        if (!cell.code.empty()) {
            style.size = kSmall;
            one.code = setter_.set(cell.code, style);
            one.height += Setter::height(one.code.get());
        }
        return one;
    }

    struct SetRow {
        std::vector<SetCell> cells;
        std::vector<double> widths;
        double height = 0;
    };
    [[nodiscard]] SetRow set(const std::vector<Cell>& cells, const std::vector<double>& widths,
                             bool is_bold) const {
        SetRow row;
        std::size_t column = 0;
        for (const Cell& cell : cells) {
            double width = 0;
            for (std::size_t i = 0; i < cell.span && column < widths.size(); ++i) {
                width += widths[column++];
            }
            row.widths.push_back(width);
            row.cells.push_back(set(cell, width, is_bold || cell.kind == CellKind::head));
            row.height = std::max(row.height, row.cells.back().height);
        }
        return row;
    }

    void draw(const SetRow& row, const std::vector<Cell>& cells, bool is_head) {
        double x = kMargin;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const SetCell& cell = row.cells[i];
            if (is_head || cells[i].kind == CellKind::head) fill(x, row.widths[i], row.height);
            box(x, row.widths[i], row.height, kThin);
            show(cell.text.get(), x + kPadX, y_ + kPadY);
            if (cell.code) {
                show(cell.code.get(), x + kPadX, y_ + kPadY + Setter::height(cell.text.get()));
            }
            x += row.widths[i];
        }
        y_ += row.height;
    }

    [[nodiscard]] double heads_height(const SheetTable& table,
                                      const std::vector<double>& widths) const {
        return table.heads.empty() ? 0 : set(table.heads, widths, /*is_bold=*/true).height;
    }
    void heads(const SheetTable& table, const std::vector<double>& widths) {
        if (table.heads.empty()) return;
        draw(set(table.heads, widths, /*is_bold=*/true), table.heads, /*is_head=*/true);
    }

    /// A row that stands on one page, with so much room under it.
    void whole(const SheetRow& row, const SheetTable& table, const std::vector<double>& widths,
               double room) {
        const SetRow cells = set(row.cells, widths, row.is_total);
        if (y_ + cells.height + room > kBottom) {
            new_page();
            heads(table, widths);
        }
        draw(cells, row.cells, /*is_head=*/false);
    }

    /// A row of lines, as many on each page as there is room for.
    void flow(const SheetRow& row, const SheetTable& table, const std::vector<double>& widths) {
        const SetCell cell = set(row.cells.front(), kInner, /*is_bold=*/false);
        const int lines = pango_layout_get_line_count(cell.text.get());
        const double line_height = Setter::height(cell.text.get()) / lines;
        for (int at = 0; at < lines;) {
            const double room = kBottom - y_ - 2 * kPadY;
            int fit = std::min(lines - at, static_cast<int>(room / line_height));
            if (fit < 1 && y_ > kTop + kHeight / 2) {
                new_page();
                heads(table, widths);
                continue;
            }
            fit = std::max(fit, 1);
            const double height = fit * line_height + 2 * kPadY;
            box(kMargin, kInner, height, kThin);
            show(cell.text.get(), kMargin + kPadX, y_ + kPadY - at * line_height, at, fit);
            y_ += height;
            at += fit;
        }
    }

    void foot() {
        constexpr double kBefore = 26;
        constexpr double kGap = 16;
        const auto note = setter_.set(sheet_.foot, {.size = kSmall, .width = kInner});
        const double row = kBody * 2;
        if (y_ + kBefore + row + kGap + Setter::height(note.get()) > kBottom) new_page();
        y_ += kBefore;
        const double count =
            static_cast<double>(std::max<std::size_t>(1, sheet_.signatures.size()));
        const double width = (kInner - kGap * (count - 1)) / count;
        double x = kMargin;
        for (const std::string& one : sheet_.signatures) {
            show(setter_.set(one, {.width = width}).get(), x, y_);
            rule(x, width, y_ + row);
            x += width + kGap;
        }
        y_ += row + kGap;
        rule(kMargin, kInner, y_);
        show(note.get(), kMargin, y_ + 2);
    }

    void end_page() {
        ++page_;
        const std::string pages =
            "第 " + std::to_string(page_) + " 页，共 " + std::to_string(pages_) + " 页";
        const double y = kBottom + 10;
        show(setter_.set(sheet_.title + " " + sheet_.number, {.size = kSmall, .width = kInner})
                 .get(),
             kMargin, y);
        show(
            setter_.set(pages, {.size = kSmall, .align = PANGO_ALIGN_RIGHT, .width = kInner}).get(),
            kMargin, y);
        if (to_ != nullptr) cairo_show_page(to_);
    }
    void new_page() {
        end_page();
        y_ = kTop;
    }

    void line(const std::string& text, const Style& style) {
        const auto layout = setter_.set(text, style);
        show(layout.get(), kMargin, y_);
        y_ += Setter::height(layout.get());
    }

    /// Of a text whose top is at `y`, some of its lines.
    void show(PangoLayout* layout, double x, double y, int first = 0, int count = kAllLines) {
        if (to_ == nullptr) return;
        const Owned<PangoLayoutIter> iterator{pango_layout_get_iter(layout)};
        for (int at = 0; at < first + count; ++at) {
            if (at >= first) {
                PangoRectangle box;
                pango_layout_iter_get_line_extents(iterator.get(), nullptr, &box);
                cairo_move_to(
                    to_, x + pango_units_to_double(box.x),
                    y + pango_units_to_double(pango_layout_iter_get_baseline(iterator.get())));
                pango_cairo_show_layout_line(to_,
                                             pango_layout_iter_get_line_readonly(iterator.get()));
            }
            if (pango_layout_iter_next_line(iterator.get()) == FALSE) return;
        }
    }

    void colour(double red, double green, double blue) {
        if (to_ != nullptr) cairo_set_source_rgb(to_, red, green, blue);
    }
    void box(double x, double width, double height, double thick, double inset = 0) {
        if (to_ == nullptr) return;
        cairo_set_line_width(to_, thick);
        cairo_rectangle(to_, x, y_ + inset, width, height - 2 * inset);
        cairo_stroke(to_);
    }
    void fill(double x, double width, double height) {
        constexpr double kGrey = 0.94;
        if (to_ == nullptr) return;
        colour(kGrey, kGrey, kGrey);
        cairo_rectangle(to_, x, y_, width, height);
        cairo_fill(to_);
        colour(0, 0, 0);
    }
    void rule(double x, double width, double y) {
        if (to_ == nullptr) return;
        cairo_set_line_width(to_, kThin);
        cairo_move_to(to_, x, y);
        cairo_line_to(to_, x + width, y);
        cairo_stroke(to_);
    }

    static constexpr int kAllLines = 100'000;
    static constexpr int kRowsWithTitle = 4;
    static constexpr double kRed = 0.69;

    const Sheet& sheet_;
    const Setter& setter_;
    cairo_t* to_;
    int pages_;
    int page_ = 0;
    double y_ = kTop;
};

cairo_status_t append(void* to, const unsigned char* bytes, unsigned int size) {
    auto* const out = static_cast<std::string*>(to);
    out->append(reinterpret_cast<const char*>(bytes), size);
    return CAIRO_STATUS_SUCCESS;
}

/// "2026-06-15T09:00:00+08:00"
std::string day_and_time(Instant instant) {
    std::string text = to_string(instant) + "+08:00";
    std::ranges::replace(text, ' ', 'T');
    return text;
}

/// Of the paper and not of its printing: no clock, so that the same paper is the same bytes.
void describe(cairo_surface_t* surface, const Sheet& sheet) {
    const std::string title = internal::clean(sheet.title + " " + sheet.number);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Yidi");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                   day_and_time(sheet.at).c_str());
}

}  // namespace

Result<std::string> sheet_pdf(const Sheet& sheet) {
    const internal::FontMap map = internal::font_map();
    YIDI_TRY_VOID(internal::check_font(map.get()));
    const Setter setter{map.get()};
    const int pages =
        Composer{{.sheet = sheet, .setter = setter, .to = nullptr, .pages = 0}}.compose();
    std::string bytes;
    const Owned<cairo_surface_t> surface{
        cairo_pdf_surface_create_for_stream(append, &bytes, kWidth, kHeight)};
    cairo_pdf_surface_restrict_to_version(surface.get(), CAIRO_PDF_VERSION_1_5);
    describe(surface.get(), sheet);
    const Owned<cairo_t> to{cairo_create(surface.get())};
    Composer{{.sheet = sheet, .setter = setter, .to = to.get(), .pages = pages}}.compose();
    cairo_surface_finish(surface.get());
    if (const cairo_status_t status = cairo_surface_status(surface.get());
        status != CAIRO_STATUS_SUCCESS) {
        return fail(Error{.code = ErrorCode::internal,
                          .where = cairo_status_to_string(status),
                          .rule = "a PDF",
                          .remedy = "print the page instead, and report this",
                          .detail = "the PDF could not be written"});
    }
    return bytes;
}

Result<void> check_pdf_font() {
    return internal::check_font(internal::font_map().get());
}

}  // namespace yidi::render
