import { teach } from "@/words/words";
import en from "../../../messages/en/console_claims.json";
import zh from "../../../messages/zh/console_claims.json";
// The count of each phase, the papers that are drawn and the way back out of a decision are those of filings.
import "../filings/words";

teach({ zh, en });
