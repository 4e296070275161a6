// The words that stand on bills, each with the national element that it means. Their texts are in messages/*/terms.json; what they
// mean, and where a word is a region's own, comes from docs/domain/glossary.md.
import { textOf } from "@/words/words";

export interface Term {
  id: string;
  /** The national interface's name of the figure; of a mark on a line "field=value". */
  element: string;
  /** How the Chinese word is read, a syllable for each character. */
  reading: string;
  /** Who writes it so. */
  used: "everywhere" | "beijing" | "shanghai";
}

function term(id: string, element: string, reading: string, used: Term["used"] = "everywhere"): Term {
  return { id, element, reading, used };
}

export const TERMS: Term[] = [
  term("copay_one", "psn_part_amt", "zi fu yi", "beijing"),
  term("copay_two", "preselfpay_amt", "zi fu er", "beijing"),
  term("own", "fulamt_ownpay_amt", "zi fei"),
  term("all_own", "fulamt_ownpay_amt", "quan zi fei"),
  term("first_pay", "preselfpay_amt", "xian xing zi fu"),
  term("category_pay", "preselfpay_amt", "fen lei zi fu", "shanghai"),
  term("remote_first_pay", "rloc_preselfpay", "yi di xian xing zi fu"),
  term("over_limit", "overlmt_selfpay", "chao xian jia zi fei"),
  term("in_scope", "inscp_scp_amt", "fu he zheng ce fan wei"),
  term("deductible", "act_pay_dedc", "qi fu xian"),
  term("threshold_fee", "act_pay_dedc", "men kan fei"),
  term("pool", "hifp_pay", "tong chou zhi fu"),
  term("ratio", "pool_prop_selfpay", "zhi fu bi li"),
  term("shared", "psn_part_amt", "gong fu duan"),
  term("cap", "crt_payb_lmt_amt", "feng ding xian"),
  term("limit", "crt_payb_lmt_amt", "zui gao zhi fu xian e"),
  term("large", "hifob_pay", "da e yi liao fei yong bu zhu"),
  term("serious", "hifmi_pay", "da bing bao xian"),
  term("civil", "cvlserv_pay", "gong wu yuan yi liao bu zhu"),
  term("enterprise", "hifes_pay", "qi ye bu chong yi liao bao xian"),
  term("aid", "maf_pay", "yi liao jiu zhu"),
  term("other_fund", "oth_pay", "qi ta ji jin"),
  term("funds", "fund_pay_sumamt", "ji jin zhi fu zong e"),
  term("personal", "psn_part_amt", "ge ren fu dan"),
  term("account", "acct_pay", "ge ren zhang hu zhi fu"),
  term("family", "acct_mulaid_pay", "jia ting gong ji"),
  term("cash", "psn_cash_pay", "xian jin zhi fu"),
  term("balance", "balc", "zhang hu yu e"),
  term("hospital", "hosp_part_amt", "yi yuan fu dan"),
  term("total", "medfee_sumamt", "yi liao fei zong e"),
  term("class_a", "chrgitm_lv=01", "jia lei"),
  term("class_b", "chrgitm_lv=02", "yi lei"),
  term("class_c", "chrgitm_lv=03", "bing lei"),
  term("restricted", "lmt_used_flag", "xian ding zhi fu"),
  term("year", "cum", "nian du lei ji"),
  term("interim", "mid_setl_flag", "zhong tu jie suan"),
];

function initials(reading: string): string {
  return reading
    .split(" ")
    .map((syllable) => syllable[0] ?? "")
    .join("");
}

function rank(term: Term, typed: string): number {
  const word = (textOf("term", term.id) ?? "").toLowerCase();
  const letters = typed.replace(/[\s']/g, "");
  if (word.startsWith(typed)) return 0;
  if (word.includes(typed)) return 1;
  if (initials(term.reading).startsWith(letters)) return 2;
  if (term.reading.replace(/ /g, "").startsWith(letters)) return 3;
  if (term.element.includes(letters)) return 4;
  return (textOf("term_text", term.id) ?? "").toLowerCase().includes(typed) ? 5 : -1;
}

/** Those that what was typed may mean, by word, pinyin, initials or element, the likeliest first; all where nothing was typed. */
export function findTerms(typed: string): Term[] {
  const text = typed.trim().toLowerCase();
  if (text === "") return TERMS;
  return TERMS.map((term) => ({ term, at: rank(term, text) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
    .map(({ term }) => term);
}
