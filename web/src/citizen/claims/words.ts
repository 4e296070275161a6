import { teach } from "@/words/words";
import en from "../../../messages/en/claims_mine.json";
import zh from "../../../messages/zh/claims_mine.json";

teach({ zh, en });
