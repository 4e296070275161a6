import { teach } from "@/words/words";
import en from "../../messages/en/terms.json";
import zh from "../../messages/zh/terms.json";

teach({ zh, en });
