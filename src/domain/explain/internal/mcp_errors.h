#pragma once

#include <array>

#include "domain/explain/language.h"

/// The Chinese of what assistants are refused over the Model Context Protocol.
namespace yidi::explain::internal {

inline constexpr std::array kMcpErrors{
    // Messages.
    Words{"先 initialize", "initialize first"},
    Words{"先发 initialize，再发 notifications/initialized",
          "send initialize, then notifications/initialized"},
    Words{"会话尚未开始", "the session has not begun"},
    Words{"initialize 只发一次，作为第一个请求", "initialize once, as the first request"},
    Words{"重新启动程序", "start the program again"},
    Words{"会话已经开始", "the session has begun already"},
    Words{"按 modelcontextprotocol.io/specification 发一条消息",
          "send one message as modelcontextprotocol.io/specification describes it"},
    Words{"这不是请求", "this is no request"},
    Words{"随请求一并发送", "send it with the request"},
    Words{"请求缺少参数", "the request lacks a parameter"},
    Words{"使用 initialize 所提供的", "ask for what initialize has offered"},
    Words{"没有这个方法", "there is no such method"},
    Words{"上次答复中的 nextCursor", "the nextCursor of an answer"},
    Words{"不要填写：列表只有一页", "leave it out: a list is one page"},
    Words{"没有给过这个游标", "this cursor was never given"},
    Words{"tools/list 所列的工具", "a tool that tools/list names"},
    Words{"查看 tools/list", "ask tools/list"},
    Words{"没有这个工具", "there is no such tool"},
    Words{"resources/list 所列的 uri", "a uri that resources/list names"},
    Words{"查看 resources/list", "ask resources/list"},
    Words{"没有这个资源", "there is no such resource"},
    // Arguments.
    Words{"按工具的 inputSchema 填写这个参数", "send the argument as the tool's inputSchema says"},
    Words{"这个参数不能取此值", "this is no value of the argument"},
    Words{"删去，或改正名称", "leave it out, or mend its name"},
    Words{"工具的 inputSchema 所要求的参数", "what the tool's inputSchema asks for"},
    Words{"工具没有这个参数", "the tool takes no such argument"},
    Words{"工具需要这个参数", "the tool needs this argument"},
    Words{"六位区划代码", "a region's code of six digits"},
    Words{"1 至 {0} 个对象的列表", "a list of 1 to {0} objects"},
    Words{"至多 {0} 字节的文本", "a text of at most {0} bytes"},
    Words{"1 至 {0} 的整数", "a whole number from 1 to {0}"},
    // What is not known.
    Words{"有已知规定的地区", "a region whose rules are known here"},
    Words{"请说明没有已知的规定，并向参保地经办机构询问（12393）",
          "say that no rule is known, and ask the agency of the insured region (12393)"},
    Words{"{0}没有已知的规定", "no rules are known of {0}"},
    Words{"用 find_region 查找", "look it up with find_region"},
    Words{"当日已知的规定", "a rule that is known on the day"},
    Words{"当日没有已知的规定在施行", "no known rule is in force on the day"},
    Words{"政策包没有说到这种就医", "the pack says nothing of this care"},
    Words{"docs/policies/pack-reference.md 的一个参数",
          "a parameter of docs/policies/pack-reference.md"},
    Words{"不填，以查看该地写明的全部", "leave it out to see all that the region writes"},
    Words{"没有这个参数", "there is no such parameter"},
    Words{"就医地，或就医的机构", "the place of care, or the institution"},
};

}  // namespace yidi::explain::internal
