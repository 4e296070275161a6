import { teach } from "@/words/words";
import en from "../../../messages/en/console_matters.json";
import zh from "../../../messages/zh/console_matters.json";
import "../clearing/words";

teach({ zh, en });
