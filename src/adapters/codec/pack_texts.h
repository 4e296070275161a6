#pragma once

#include <utility>

#include "adapters/codec/pack_store.h"
#include "ports/packs.h"

namespace yidi::codec {

/// Packs as the program's files and people's texts have them.
class PackTexts final : public ports::Packs {
public:
    explicit PackTexts(BookPlaces places) : places_{std::move(places)} {}

    [[nodiscard]] Result<policy::Pack> read(std::string_view text,
                                            std::string_view name) const override;
    /// Errors    those of list_packs and read_file.
    [[nodiscard]] Result<std::optional<std::string>> text_of(
        const policy::Pack& pack) const override;

private:
    BookPlaces places_;
};

}  // namespace yidi::codec
