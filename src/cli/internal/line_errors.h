#pragma once

#include <array>

#include "domain/explain/language.h"

/// The Chinese of what `serve --faults` says.
namespace yidi::cli::internal {

using LineWords = explain::Words;

inline constexpr std::array kLineErrors{
    LineWords{"见 yidi faults", "see `yidi faults`"},
    LineWords{"没有参数", "no argument"},
    LineWords{"毫秒数，0 至 50000", "milliseconds, 0 to 50000"},
    LineWords{"报文数，1 至 1000000", "messages, 1 to 1000000"},
    LineWords{"小写的字段名", "a field's name in small letters"},
    LineWords{"机构=故障[=参数][:报文数]，例如 H99330100011=one-sided:2",
              "INSTITUTION=FAULT[=ARGUMENT][:MESSAGES], such as H99330100011=one-sided:2"},
    LineWords{"--fault 与 --fault-script 须同 --faults 一起使用",
              "--faults with --fault and --fault-script"},
    LineWords{"其中之一没有 --faults", "cannot use one of these without --faults"},
    LineWords{"按 docs/integrating/faults.md 的样子书写",
              "write the script as docs/integrating/faults.md shows it"},
    LineWords{"没有种子", "there is no seed"},
    LineWords{"由交易组成的对象", "an object of transactions"},
    LineWords{"没有故障", "there are no faults"},
    LineWords{"只有 seed 与 percent", "seed and percent, nothing else"},
    LineWords{"没有这个成员", "there is no such member"},
    LineWords{"各故障的整数百分比，合计不超过 100",
              "whole percents of faults, at most 100 together"},
    LineWords{"这不是由故障组成的对象", "this is no object of faults"},
    LineWords{"这不是这样的百分比", "this is no such percentage"},
};

}  // namespace yidi::cli::internal
