import { teach } from "@/words/words";
import en from "../../../messages/en/console_accounts.json";
import zh from "../../../messages/zh/console_accounts.json";

teach({ zh, en });
