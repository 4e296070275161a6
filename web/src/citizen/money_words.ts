import { teach } from "@/words/words";
import en from "../../messages/en/money.json";
import zh from "../../messages/zh/money.json";

teach({ zh, en });
