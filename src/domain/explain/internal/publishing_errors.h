#pragma once

#include <array>

#include "domain/explain/language.h"

/// What is refused about changes of policies.
namespace yidi::explain::internal {

inline constexpr std::array kPublishingErrors{
    // Steps of a change.
    Words{"状态容许的步骤", "a step that the state takes"},
    Words{"请重新读取后再办理", "read it again, then decide"},
    Words{"变更 {0} 现在是{1}状态", "change {0} is in the state {1} now"},
    Words{"草稿", "draft"},
    Words{"待审核", "submitted"},
    Words{"已批准", "approved"},
    Words{"已退回", "rejected"},
    Words{"已撤回", "withdrawn"},
    Words{"与现有文本不同的文本", "another text than the one that is there"},
    Words{"没有改动时不必再存", "nothing needs to be kept where nothing changed"},
    Words{"文本没有改动", "the text is the same"},
    Words{"现在的文本的摘要", "the hash of the text as it is now"},
    Words{"请重新读取、核对后再办理", "read and check it again, then decide"},
    Words{"文本已被改动，不是所看到的那一份",
          "the text has changed: it is not the one that you have seen"},
    Words{"由起草、修改、提交者以外的人批准",
          "an approval by somebody who neither wrote nor submitted any of it"},
    Words{"请另一位政策管理员核对并批准", "let another policy officer check and approve it"},
    Words{"本人写过或提交过这一变更，不能自己批准",
          "you wrote or submitted some of this change, and nobody approves their own"},
    Words{"由起草、修改或提交者撤回", "a withdrawal by one of its authors"},
    Words{"不同意时请退回并写明原因", "reject it with a reason if you do not agree"},
    Words{"没有写过或提交过这一变更，不能撤回",
          "you neither wrote nor submitted any of this change"},
    Words{"今天或以后的一天", "today or a later day"},
    Words{"请以今天或以后的一天（重新）提交", "submit it (again) for today or a later day"},
    Words{"起算日 {0} 已过：已结算的不因此改变",
          "{0} is past: what is settled does not change any more"},
    Words{"退回的原因", "a reason"},
    Words{"请写明要改什么", "say what has to be changed"},
    Words{"退回要写明原因", "a rejection says why"},
    // What they are about.
    Words{"一个变更的编号", "the number of a change"},
    Words{"全部变更见 GET /policy-changes 或 yidi policy changes",
          "see GET /policy-changes or `yidi policy changes` for all of them"},
    Words{"没有这个变更", "there is no such change"},
    Words{"区划表中的统筹区代码", "the code of a pooling area in the region list"},
    Words{"请核对 id：区划表是 data/regions/regions.tsv",
          "check id: the list is data/regions/regions.tsv"},
    Words{"区划表里没有统筹区 {0}", "the region list has no pooling area {0}"},
    Words{"同一统筹区的政策包", "a pack of the same area"},
    Words{"请另起一个变更", "begin another change"},
    Words{"此变更属统筹区 {0}", "this change is about the area {0}"},
    Words{"文本有误：{0}", "the text is wrong: {0}"},
    Words{"请修改文本：{0}", "mend the text: {0}"},
    Words{"核对出 {0} 处问题，第一处：{1}：{2}", "{0} findings, the first: {1}: {2}"},
    Words{"所存文本的摘要与批准时相同", "a kept text with the hash that was approved"},
    Words{"请从备份恢复；未经批准的文本不用于计算",
          "restore the store from a backup: nothing is computed with a text that nobody "
          "approved"},
    Words{"变更 {0} 的文本不是批准时的那一份",
          "the text of change {0} is not the one that was approved"},
    // Returning to an earlier pack.
    Words{"此前用过的政策包", "an earlier pack"},
    Words{"请发布更正后的新版本", "publish a corrected version"},
    Words{"此前没有可以恢复的政策包", "there is no earlier pack to return to"},
    Words{"启动时所读的那一份文件", "the file as it was read at the start"},
    Words{"请恢复该文件后再办理", "put the file back, then try again"},
    Words{"文件已不在或已改动：{0}", "the file is gone or has changed: {0}"},
    Words{"此统筹区已发布过的变更编号，0 为随程序安装的政策包",
          "a change published for this area, or 0 for the pack of the program"},
    Words{"请看此统筹区的沿革：GET /policies/{统筹区}/timeline",
          "see the area's history: GET /policies/{area}/timeline"},
    Words{"此统筹区没有发布过这一变更", "this change was never published for this area"},
    Words{"当日所用以外的政策包", "another pack than that day's"},
    Words{"请看此统筹区的沿革，指明恢复到哪一个",
          "see the area's history, and name the pack to return to"},
    Words{"当日所用的正是这一政策包", "this is the pack of that day already"},
    // Beginning from a version.
    Words{"有一行 version: 的文本", "a text with a line `version:`"},
    Words{"请导出后修改，再上传", "export it, change it, and hand it in again"},
    Words{"这一版本的文本没有单独一行的 version:",
          "the text of this version has no line `version:` of its own"},
    Words{"此统筹区的变更编号，0 为随程序安装的政策包；没有：今天所用的",
          "a change of this area, 0 for the pack of the program, or nothing for today's"},
    Words{"请看此统筹区的沿革与变更", "see the area's history and its changes"},
    Words{"此统筹区没有这一版本", "the area has no such version"},
    // Tables.
    Words{"政策表的文件：CSV（UTF-8）或 XLSX", "a table of a pack: CSV in UTF-8, or XLSX"},
    Words{"请用导出的表格修改", "change a table that was exported"},
    Words{"表格有 {0} 处读不懂，第一处：{1}",
          "{0} places of the table cannot be read, the first: {1}"},
    // Who acts.
    Words{"由登录的人办理，以便知道是哪两个人",
          "people who have signed in, so that it is known which two"},
    Words{"请以本人账号登录后办理", "sign in with an account of your own"},
    Words{"程序密钥不能起草、提交或批准政策",
          "a program's key neither writes nor approves policies"},
};

}  // namespace yidi::explain::internal
