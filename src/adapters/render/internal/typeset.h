#pragma once

#include <memory>
#include <string>

#include <cairo/cairo-pdf.h>
#include <pango/pangocairo.h>

#include "base/error.h"

/// Chinese type for a PDF: Pango sets it, Cairo draws it. Sizes are points.
namespace yidi::render::internal {

struct Release {
    void operator()(cairo_surface_t* one) const { cairo_surface_destroy(one); }
    void operator()(cairo_t* one) const { cairo_destroy(one); }
    void operator()(PangoFontMap* one) const { g_object_unref(one); }
    void operator()(PangoContext* one) const { g_object_unref(one); }
    void operator()(PangoLayout* one) const { g_object_unref(one); }
    void operator()(PangoLayoutIter* one) const { pango_layout_iter_free(one); }
    void operator()(PangoFontDescription* one) const { pango_font_description_free(one); }
    void operator()(cairo_font_options_t* one) const { cairo_font_options_destroy(one); }
    void operator()(char* one) const { g_free(one); }
};
template <class T>
using Owned = std::unique_ptr<T, Release>;

using FontMap = Owned<PangoFontMap>;

/// One for each paper: a map is not for two threads.
[[nodiscard]] FontMap font_map();
/// Errors    internal: the font is missing.
[[nodiscard]] Result<void> check_font(PangoFontMap* map);

/// What Pango takes, whatever came: UTF-8, and no controls but the ends of lines.
[[nodiscard]] std::string clean(const std::string& text);

struct Style {
    double size = 9;
    bool is_bold = false;
    PangoAlignment align = PANGO_ALIGN_LEFT;
    double width = 0;
    double spread = 0;  ///< between characters
};

/// Texts broken into lines, ready to be drawn or only measured.
class Setter {
public:
    /// The map outlives it.
    explicit Setter(PangoFontMap* map);
    [[nodiscard]] Owned<PangoLayout> set(const std::string& text, const Style& style) const;
    [[nodiscard]] static double height(PangoLayout* layout);

private:
    Owned<PangoContext> context_;
};

}  // namespace yidi::render::internal
