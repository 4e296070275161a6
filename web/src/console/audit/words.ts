import { teach } from "@/words/words";
import en from "../../../messages/en/console_audit.json";
import zh from "../../../messages/zh/console_audit.json";

teach({ zh, en });
