import { teach } from "@/words/words";
import en from "../../../messages/en/policies.json";
import zh from "../../../messages/zh/policies.json";

teach({ zh, en });
