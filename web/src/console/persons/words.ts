import { teach } from "@/words/words";
import en from "../../../messages/en/console_persons.json";
import zh from "../../../messages/zh/console_persons.json";

teach({ zh, en });
