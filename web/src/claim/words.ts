import { teach } from "@/words/words";
import en from "../../messages/en/claims.json";
import zh from "../../messages/zh/claims.json";

teach({ zh, en });
