import { teach } from "@/words/words";
import en from "../../../messages/en/console_reconciliation.json";
import zh from "../../../messages/zh/console_reconciliation.json";
import "../clearing/words";

teach({ zh, en });
