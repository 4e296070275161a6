import { teach } from "@/words/words";
import en from "../../../messages/en/first.json";
import zh from "../../../messages/zh/first.json";

teach({ zh, en });
