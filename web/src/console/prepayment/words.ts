import { teach } from "@/words/words";
import en from "../../../messages/en/console_prepayment.json";
import zh from "../../../messages/zh/console_prepayment.json";
import "../clearing/words";

teach({ zh, en });
