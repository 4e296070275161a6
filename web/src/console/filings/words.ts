import { teach } from "@/words/words";
import en from "../../../messages/en/console_filings.json";
import zh from "../../../messages/zh/console_filings.json";

teach({ zh, en });
