import { teach } from "@/words/words";
import en from "../../../messages/en/registers.json";
import zh from "../../../messages/zh/registers.json";

teach({ zh, en });
