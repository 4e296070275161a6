#pragma once

#include <array>

#include "domain/explain/language.h"

/// The Chinese of what `serve --faults` says.
namespace yidi::explain::internal {

using LineWords = Words;

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
    // Record and replay.
    LineWords{"yidi serve --record 写出的一行", "a line as `yidi serve --record` writes it"},
    LineWords{"使用录制时的原文件", "take the file as it was recorded"},
    LineWords{"这不是录制文件中的一行", "this is no line of a recording"},
    LineWords{"这是另一版本的录制文件", "another version's recording"},
    LineWords{"从这里起人员用另一个密钥掩码", "from here on another key has masked the persons"},
    LineWords{"yidi serve --record 写出的 64 位十六进制数字",
              "64 hexadecimal digits, as `yidi serve --record` writes them"},
    LineWords{"使用随录制生成的密钥文件", "take the key file that was made with the recording"},
    LineWords{"这不是录制的密钥", "this is no key of a recording"},
    LineWords{"随录制生成的密钥", "the key that was made with the recording"},
    LineWords{"用 --key 指定", "name it with --key"},
    LineWords{"这是另一个录制的密钥", "this is another recording's key"},
    LineWords{"录制的密钥在其旁，或用 --key 指定",
              "the recording's key beside it, or named with --key"},
    LineWords{"没有密钥就无法使用人员表", "cannot use persons without the key"},
    LineWords{"请求中人员的真实值，写在用 --persons 指定的表中",
              "real values of the persons in requests, in a table named with --persons"},
    LineWords{"用 --persons 指定测试登记册的人员 CSV",
              "name a CSV of the test register's persons with --persons"},
    LineWords{"只知道掩码的字段：{0}", "only a mask is known of {0}"},
    LineWords{"--paas-id 与 --secret-file 同时使用", "--paas-id and --secret-file together"},
    LineWords{"只有其中之一，无法签名", "cannot sign with one of them"},
    LineWords{"为本录制的人员掩码的密钥", "the key that masks the persons of this recording"},
    LineWords{"放回密钥，或录制到另一个文件", "put it back, or record into another file"},
    LineWords{"录制文件还在，密钥却不在了", "the recording is there, but its key is not"},
};

}  // namespace yidi::explain::internal
