import { teach } from "@/words/words";
import en from "../../../messages/en/console_clearing.json";
import zh from "../../../messages/zh/console_clearing.json";

teach({ zh, en });
