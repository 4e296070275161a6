#include "adapters/render/internal/typeset.h"

#include <string_view>

namespace yidi::render::internal {
namespace {

constexpr const char* kFamily = "Noto Sans CJK SC";
constexpr double kPointsInInch = 72;

void spread(PangoLayout* layout, double points) {
    PangoAttrList* const attributes = pango_attr_list_new();
    pango_attr_list_insert(attributes,
                           pango_attr_letter_spacing_new(pango_units_from_double(points)));
    pango_layout_set_attributes(layout, attributes);
    pango_attr_list_unref(attributes);
}

}  // namespace

FontMap font_map() {
    return FontMap{pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT)};
}

Result<void> check_font(PangoFontMap* map) {
    if (map != nullptr && pango_font_map_get_family(map, kFamily) != nullptr) return {};
    return fail(
        Error{.code = ErrorCode::internal,
              .where = kFamily,
              .rule = "本机装有此字体",
              .remedy = "请在服务器上安装 Debian 软件包 fonts-noto-cjk 后重试；网页可照常打印",
              .detail = "没有印制 PDF 的中文字体"});
}

std::string clean(const std::string& text) {
    constexpr unsigned char kFirstPrintable = 0x20;
    constexpr unsigned char kDelete = 0x7F;
    const Owned<char> valid{g_utf8_make_valid(text.data(), static_cast<gssize>(text.size()))};
    std::string out;
    for (const char character : std::string_view{valid.get()}) {
        const auto byte = static_cast<unsigned char>(character);
        const bool is_control = (byte < kFirstPrintable && character != '\n') || byte == kDelete;
        is_control ? out += "\xEF\xBF\xBD" : out += character;
    }
    return out;
}

Setter::Setter(PangoFontMap* map) : context_{pango_font_map_create_context(map)} {
    const Owned<cairo_font_options_t> options{cairo_font_options_create()};
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context_.get(), options.get());
    pango_cairo_context_set_resolution(context_.get(), kPointsInInch);
    pango_context_set_language(context_.get(), pango_language_from_string("zh-cn"));
    pango_context_set_round_glyph_positions(context_.get(), FALSE);
}

Owned<PangoLayout> Setter::set(const std::string& text, const Style& style) const {
    Owned<PangoLayout> layout{pango_layout_new(context_.get())};
    const Owned<PangoFontDescription> font{pango_font_description_new()};
    pango_font_description_set_family_static(font.get(), kFamily);
    pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
    if (style.is_bold) pango_font_description_set_weight(font.get(), PANGO_WEIGHT_BOLD);
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_width(layout.get(), pango_units_from_double(style.width));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout.get(), style.align);
    if (style.spread > 0) spread(layout.get(), style.spread);
    const std::string cleaned = clean(text);
    pango_layout_set_text(layout.get(), cleaned.data(), static_cast<int>(cleaned.size()));
    return layout;
}

double Setter::height(PangoLayout* layout) {
    PangoRectangle box;
    pango_layout_get_extents(layout, nullptr, &box);
    return pango_units_to_double(box.height);
}

}  // namespace yidi::render::internal
