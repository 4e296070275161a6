import { teach } from "@/words/words";
import en from "../../../messages/en/claim_new.json";
import zh from "../../../messages/zh/claim_new.json";

teach({ zh, en });
